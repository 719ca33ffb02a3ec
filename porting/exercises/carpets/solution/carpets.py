"""Measure carpets: carpets.py WIDTHxDEPTH ..."""

import sys

sizes = [tuple(int(side) for side in text.split("x")) for text in sys.argv[1:]]

first_width, first_depth = sizes[0]
last_width, last_depth = sizes[-1]
areas = [width * depth for width, depth in sizes]
print(f"the first one: {first_width} x {first_depth} metres")
print(f"together: {sum(areas)} square metres")
print(f"the last one: {last_width} x {last_depth} metres, {12 * areas[-1]} euros")
