"""Add up a harvest. Each line of standard input: a crop and its weight in grams."""

import sys
from collections import defaultdict

weights = defaultdict(int)
for line in sys.stdin:
    name, grams = line.split()
    weights[name] += int(grams)

crops = {name: grams for name, grams in weights.items() if grams >= 1000}

print(f"{len(crops)} crops: {', '.join(sorted(crops))}")
if len(crops) == 1:
    (grams,) = crops.values()
    print(f"only one crop, of {grams} grams")
if crops:
    grams, name = max((grams, name) for name, grams in crops.items())
    print(f"heaviest: {name}, {grams} grams")
