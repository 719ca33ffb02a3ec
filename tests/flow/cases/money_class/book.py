# -*- coding: utf-8 -*-
# outcome: resolved
# A value class with both __unicode__ and __str__.


def cmp(a, b):
    if a == b:
        return 0
    try:
        return 1 if a > b else -1
    except TypeError:
        names = ["" if x is None else type(x).__name__ for x in (a, b)]
        return 1 if names[0] > names[1] else -1


class Money(object):
    symbols = {'EUR': '€', 'GBP': '£', 'USD': '$'}

    def __init__(self, amount, currency='EUR'):
        self.amount = amount
        self.currency = currency

    def __str__(self):
        return '%s%.2f' % (self.symbols[self.currency], self.amount)

    def __bytes__(self):
        return str(self).encode('utf-8')

    def __repr__(self):
        return 'Money(%r, %r)' % (self.amount, self.currency)

    def __cmp__(self, other):
        return cmp(self.amount, other.amount)

    def __add__(self, other):
        return Money(self.amount + other.amount, self.currency)

    def __eq__(self, other):
        return self.__cmp__(other) == 0

    def __lt__(self, other):
        return self.__cmp__(other) < 0

    def __le__(self, other):
        return self.__cmp__(other) <= 0

    def __gt__(self, other):
        return self.__cmp__(other) > 0

    def __ge__(self, other):
        return self.__cmp__(other) >= 0

    __hash__ = object.__hash__


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.items = []

    def __str__(self):
        return '%s: %s' % (self.owner, ', '.join(str(i) for i in self.items))

    def __bytes__(self):
        return self.__str__().encode('utf-8')


a = Account('Zoë')
a.items += [Money(3), Money(2.5, 'GBP')]
print(a)
print(str(sorted(a.items)[0]), sorted(a.items))
print('total %s' % (a.items[0] + a.items[1]))
print(len(str(a)), len(str(Money(1))))
