"""Pair singers with music stands: choir.py SINGERS STANDS, each a list with commas."""

import sys
from itertools import zip_longest

singers, stands = [text.split(",") for text in sys.argv[1:3]]
pairs = list(zip_longest(singers, stands, fillvalue=""))
for singer, stand in pairs:
    print(f"{singer or '-':6} stand {stand or '-'}")
widths = [len(singer) if stand else 0 for singer, stand in pairs]
print(f"letters on the labels: {widths}")
