"""Add up the orders of each customer: totals.py FILE"""

import csv
import sys

name = sys.argv[1]
totals = {}
with open(name, 'rb') as orders:
    for customer, cents in csv.reader(orders):
        totals[customer] = totals.get(customer, 0) + int(cents)

with open('totals.csv', 'wb') as output:
    table = csv.writer(output)
    for customer, cents in sorted(totals.iteritems()):
        table.writerow([customer, cents])
print('%d customers' % len(totals))
