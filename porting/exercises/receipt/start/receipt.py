"""Print a receipt. Each line of standard input is an order: count, tea, price in cents."""

import sys

TEAS = ['Assam', 'Mint', 'Sencha']
COINS = [200, 100, 50, 20, 10]


def euros(cents):
    return '%d.%02d' % divmod(cents, 100)


total = 0
print 'TEA SHOP\n', '--------'
for line in sys.stdin:
    count, name, price = line.split()
    if name not in TEAS:
        print >>sys.stderr, 'not on the list:', name
        continue
    cents = int(count) * int(price)
    total += cents
    print count, 'x', name, '\t', euros(cents)
print 'Total', '\t', euros(total)

print 'Coins:',
for coin in COINS:
    while total >= coin:
        print coin,
        total -= coin
print
print 'Thank you!'
