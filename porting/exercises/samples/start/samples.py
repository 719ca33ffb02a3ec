"""List samples by their result. Each line of standard input: a name and a number, or - for none."""

import sys


def result_of(sample):
    return sample[1]


samples = []
for line in sys.stdin:
    name, result = line.split()
    samples.append((name, None if result == '-' else float(result)))

samples.sort(key=result_of)
for name, result in samples:
    print('%s: %s' % (name, result))
print('highest: %s' % max(samples, key=result_of)[0])
