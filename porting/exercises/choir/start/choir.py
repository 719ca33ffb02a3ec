"""Pair singers with music stands: choir.py SINGERS STANDS, each a list with commas."""

import sys


def len_or_zero(singer, stand):
    return len(singer) if singer and stand else 0


singers, stands = [text.split(',') for text in sys.argv[1:3]]
for singer, stand in map(None, singers, stands):
    print('%-6s stand %s' % (singer or '-', stand or '-'))
widths = list(map(len_or_zero, singers, stands))
print('letters on the labels: %s' % widths)
