# outcome: resolved
# Sums a CSV file by category and writes a summary as CSV.
import csv

rows = [['date', 'category', 'amount'],
        ['2009-01-03', 'food', '12.50'],
        ['2009-01-04', 'books', '30.00'],
        ['2009-01-09', 'food', '7.25']]
out = open('spending.csv', 'w', newline='')
writer = csv.writer(out)
writer.writerows(rows)
out.close()

totals = {}
reader = csv.reader(open('spending.csv', 'r', newline=''))
header = next(reader)
for row in reader:
    category, amount = row[1], float(row[2])  # kind: category is text
    totals[category] = totals.get(category, 0) + amount

summary = open('summary.csv', 'w', newline='')
w = csv.writer(summary, delimiter=';')
w.writerow(['category', 'total'])
for category in sorted(totals):
    w.writerow([category, '%.2f' % totals[category]])
summary.close()
print(repr(open('summary.csv', 'rb').read().decode('utf-8')))
