"""Round temperatures for the newspaper: weather.py DEGREES ..."""

import sys


def whole(degrees):
    return int(round(degrees))


readings = [float(text) for text in sys.argv[1:]]
for degrees in readings:
    print('%s is about %d' % (degrees, whole(degrees)))
print('warmest: about %d degrees' % whole(max(readings)))
