"""Print the catalogue of a museum: catalogue.py PICKLE"""

import pickle
import sys

with open(sys.argv[1], 'rb') as catalogue:
    objects = pickle.load(catalogue)

for title, stamp in sorted(objects):
    print('%s, a stamp of %d bytes' % (title, len(stamp)))
print('%d objects' % len(objects))
