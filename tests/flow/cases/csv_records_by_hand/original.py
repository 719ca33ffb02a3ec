# -*- coding: utf-8 -*-
# outcome: resolved
import csv, sys, StringIO
from collections import defaultdict

DATA = 'name;city;amount\nJörg;Köln;12,5\n"Müller; Söhne";Berlin;3\nJörg;Bonn;1,5\n'

class Record(object):
    fields = ('name', 'city', 'amount')
    def __init__(self, row):
        for field, value in zip(self.fields, row):
            setattr(self, field, value.decode('utf-8'))
        self.amount = float(self.amount.replace(u',', u'.'))
    def row(self):
        row = []
        for field in self.fields:
            value = getattr(self, field)
            if isinstance(value, unicode):
                value = value.encode('utf-8')
            row.append(value)
        return row

reader = csv.reader(StringIO.StringIO(DATA), delimiter=';')
header = reader.next()
records = [Record(row) for row in reader]
sums = defaultdict(float)
for r in records:
    sums[r.name] += r.amount
for name in sorted(sums):
    print name.encode('utf-8'), '%.2f' % sums[name]
out = StringIO.StringIO()
writer = csv.writer(out, lineterminator='\n')
writer.writerow(header)
for r in sorted(records, key=lambda r: r.city):
    writer.writerow(r.row())
print out.getvalue(),
f = open('out.csv', 'wb')
w = csv.DictWriter(f, Record.fields)
for r in records:
    w.writerow(dict(zip(Record.fields, r.row())))
f.close()
print repr(open('out.csv', 'rb').readline())
