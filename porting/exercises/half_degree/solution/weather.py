"""Round temperatures for the newspaper: weather.py DEGREES ..."""

import sys
from decimal import ROUND_HALF_UP, Decimal


def whole(degrees):
    """Round to a whole number, a half away from zero."""
    return int(Decimal(degrees).quantize(Decimal(1), ROUND_HALF_UP))


readings = [float(text) for text in sys.argv[1:]]
for degrees in readings:
    print(f"{degrees} is about {whole(degrees)}")
print(f"warmest: about {whole(max(readings))} degrees")
