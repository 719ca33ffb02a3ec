"""Add up the orders of each customer: totals.py FILE"""

import csv
import sys
from collections import Counter

totals = Counter()
with open(sys.argv[1], newline="", encoding="utf-8") as orders:
    for customer, cents in csv.reader(orders):
        totals[customer] += int(cents)

with open("totals.csv", "w", newline="", encoding="utf-8") as output:
    csv.writer(output).writerows(sorted(totals.items()))
print(len(totals), "customers")
