# outcome: untouched
# sort | uniq -c over standard input, then bytes per line.
import sys

lines = [line.rstrip('\n') for line in sys.stdin]
lines.sort()
i = 0
while i < len(lines):
    j = i
    while j < len(lines) and lines[j] == lines[i]:
        j += 1
    print('%4d %s' % (j - i, lines[i]))
    i = j
