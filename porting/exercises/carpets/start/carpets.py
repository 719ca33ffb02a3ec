"""Measure carpets: carpets.py WIDTHxDEPTH ..."""

import sys

sizes = [tuple(int(side) for side in text.split('x')) for text in sys.argv[1:]]

width, depth = sizes[0]
print('the first one: %d x %d metres' % (width, depth))
areas = [width * depth for width, depth in sizes]
print('together: %d square metres' % sum(areas))
print('the last one: %d x %d metres, %d euros' % (width, depth, 12 * width * depth))
