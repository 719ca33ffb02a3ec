# outcome: untouched
# Merges rotated logs by time stamp, newest last.
import glob
import heapq
import os


def entries(path):
    for line in open(path):
        stamp, text = line.rstrip().split(' ', 1)
        yield stamp, os.path.basename(path), text


samples = {'app.log': ['2010-05-03 started', '2010-05-04 stopped'],
           'app.log.1': ['2010-05-01 installed', '2010-05-03 configured']}
for name, lines in samples.items():
    f = open(name, 'w')
    f.write('\n'.join(lines) + '\n')
    f.close()
for stamp, name, text in heapq.merge(*[entries(p) for p in sorted(glob.glob('app.log*'))]):
    print '%s [%-9s] %s' % (stamp, name, text)
