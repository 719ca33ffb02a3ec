"""Compare purses: purse.py CENTS ..."""

import sys


class Amount(object):
    def __init__(self, cents):
        self.cents = cents

    def __cmp__(self, other):
        return cmp(self.cents, other.cents)

    def __hash__(self):
        return hash(self.cents)

    def __nonzero__(self):
        return self.cents != 0

    def __str__(self):
        return '%d cents' % self.cents


amounts = [Amount(int(text)) for text in sys.argv[1:]]
for amount in amounts:
    print('%s' % amount if amount else 'an empty purse')
print('first and last are the same: %s' % (amounts[0] == amounts[-1]))
print('different amounts: %d' % len(set(amounts)))
print('in order: %s' % ', '.join(str(amount) for amount in sorted(amounts)))
