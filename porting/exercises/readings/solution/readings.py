"""Sum up the readings of a logger, which stand in one line of standard input."""

import sys
from itertools import pairwise


def in_range(value):
    return -20 <= value <= 50


values = [float(text) for text in sys.stdin.read().split()]
good = [value for value in values if in_range(value)]
print(f"sum {sum(good):.1f}")
print(f"{len(good)} good readings")
rises = [after - before for before, after in pairwise(good)]
if rises:
    print(f"largest rise {max(rises):.1f}")
    print(f"largest fall {-min(rises):.1f}")
else:
    print("no steps")
