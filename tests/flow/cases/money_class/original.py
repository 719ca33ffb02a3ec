# -*- coding: utf-8 -*-
# outcome: resolved
# A value class with both __unicode__ and __str__.


class Money(object):
    symbols = {'EUR': u'€', 'GBP': u'£', 'USD': u'$'}

    def __init__(self, amount, currency='EUR'):
        self.amount = amount
        self.currency = currency

    def __unicode__(self):
        return u'%s%.2f' % (self.symbols[self.currency], self.amount)

    def __str__(self):
        return unicode(self).encode('utf-8')

    def __repr__(self):
        return 'Money(%r, %r)' % (self.amount, self.currency)

    def __cmp__(self, other):
        return cmp(self.amount, other.amount)

    def __add__(self, other):
        return Money(self.amount + other.amount, self.currency)


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.items = []

    def __unicode__(self):
        return u'%s: %s' % (self.owner, u', '.join(unicode(i) for i in self.items))

    def __str__(self):
        return self.__unicode__().encode('utf-8')


a = Account(u'Zoë')
a.items += [Money(3), Money(2.5, 'GBP')]
print a
print str(sorted(a.items)[0]), sorted(a.items)
print 'total %s' % (a.items[0] + a.items[1])
print len(unicode(a)), len(unicode(Money(1)))
