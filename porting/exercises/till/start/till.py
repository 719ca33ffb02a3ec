"""Say what a customer pays: till.py WAY CENTS"""

import sys

WAYS = {}


class Listed(type):
    """Puts each class into WAYS, by its name, when it is defined."""

    def __init__(cls, name, bases, body):
        super(Listed, cls).__init__(name, bases, body)
        if bases != (object,):
            WAYS[name.lower()] = cls


class Way(object):
    """A way to pay."""

    __metaclass__ = Listed

    def total(self, cents):
        return cents


class Cash(Way):
    def total(self, cents):
        return cents - cents % 5


class Card(Way):
    def total(self, cents):
        return cents + 25


class Voucher(Way):
    pass


way, cents = sys.argv[1], int(sys.argv[2])
if way in WAYS:
    print('%s: %d cents' % (way, WAYS[way]().total(cents)))
else:
    print('we do not take %s, but %s' % (way, ', '.join(sorted(WAYS)) or 'nothing'))
