"""Print the catalogue of a museum: catalogue.py PICKLE"""

import pickle
import sys


def load_python2(file):
    """Load a catalogue that Python 2 wrote: titles become text, stamps bytes."""
    for title, stamp in pickle.load(file, encoding="bytes"):
        yield title.decode("utf-8"), stamp


with open(sys.argv[1], "rb") as catalogue:
    objects = sorted(load_python2(catalogue))

for title, stamp in objects:
    print(f"{title}, a stamp of {len(stamp)} bytes")
print(len(objects), "objects")
