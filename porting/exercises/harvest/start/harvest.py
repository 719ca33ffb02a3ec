"""Add up a harvest. Each line of standard input: a crop and its weight in grams."""

import sys

crops = {}
for line in sys.stdin:
    name, grams = line.split()
    if crops.has_key(name):
        crops[name] += int(grams)
    else:
        crops[name] = int(grams)

for name in crops.keys():
    if crops[name] < 1000:
        del crops[name]

names = crops.keys()
names.sort()
print('%d crops: %s' % (len(names), ', '.join(names)))
if len(crops) == 1:
    print('only one crop, of %d grams' % crops.values()[0])
if crops:
    grams, name = max((grams, name) for name, grams in crops.iteritems())
    print('heaviest: %s, %d grams' % (name, grams))
