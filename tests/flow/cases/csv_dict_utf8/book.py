# -*- coding: utf-8 -*-
# outcome: resolved
# Reads UTF-8 CSV the way the documentation's recipe did.
import csv
from io import StringIO

DATA = """name,city
Jürgen,Köln
Zoë,Den Haag
"""


def unicode_rows(f):
    for row in csv.DictReader(f):
        yield dict([(key, value) for key, value in row.items()])


for row in unicode_rows(StringIO(DATA)):
    print(row['name'].upper(), len(row['city']))
