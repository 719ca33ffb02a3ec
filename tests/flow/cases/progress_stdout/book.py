# outcome: untouched
# sys.stdout.write with numbers: text, nothing to change.
import sys

total = 4
for done in range(total + 1):
    sys.stdout.write('\r%3d%% [%s%s]' % (100 * done // total, '=' * done, ' ' * (total - done)))
    sys.stdout.flush()
sys.stdout.write('\n')
