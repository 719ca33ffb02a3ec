# -*- coding: utf-8 -*-
# outcome: resolved
import csv, sys, io
from collections import defaultdict

DATA = 'name;city;amount\nJörg;Köln;12,5\n"Müller; Söhne";Berlin;3\nJörg;Bonn;1,5\n'

class Record(object):
    fields = ('name', 'city', 'amount')
    def __init__(self, row):
        for field, value in zip(self.fields, row):
            setattr(self, field, value)
        self.amount = float(self.amount.replace(',', '.'))
    def row(self):
        row = []
        for field in self.fields:
            value = getattr(self, field)
            if isinstance(value, str):
                pass
            row.append(value)
        return row

reader = csv.reader(io.StringIO(DATA), delimiter=';')
header = next(reader)
records = [Record(row) for row in reader]
sums = defaultdict(float)
for r in records:
    sums[r.name] += r.amount
for name in sorted(sums):
    print(name, '%.2f' % sums[name])
out = io.StringIO()
writer = csv.writer(out, lineterminator='\n')
writer.writerow(header)
for r in sorted(records, key=lambda r: r.city):
    writer.writerow(r.row())
print(out.getvalue(), end='')
f = open('out.csv', 'w', newline='')
w = csv.DictWriter(f, Record.fields)
for r in records:
    w.writerow(dict(zip(Record.fields, r.row())))
f.close()
print(repr(open('out.csv', 'rb').readline())[1:])
