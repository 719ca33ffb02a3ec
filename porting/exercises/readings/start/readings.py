"""Sum up the readings of a logger, which stand in one line of standard input."""

import sys


def in_range(value):
    return -20 <= value <= 50


values = map(float, sys.stdin.read().split())
good = filter(in_range, values)
print('sum %.1f' % sum(good))
good = list(good)
print('%d good readings' % len(good))
steps = zip(good, good[1:])
if steps:
    print('largest rise %.1f' % max(b - a for a, b in steps))
    print('largest fall %.1f' % max(a - b for a, b in steps))
else:
    print('no steps')
