"""Both names of a method, one of which only Python 2 asks for."""

from __future__ import print_function

import functools
import sys


class Countdown(object):
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left

    next = __next__


class Tokens(object):
    def __init__(self, text):
        self.tokens = text.split()

    def __iter__(self):
        return self

    def next(self):
        if not self.tokens:
            raise StopIteration()
        return self.tokens.pop(0)

    def __next__(self):
        return self.next()


@functools.total_ordering
class Ratio(object):
    def __init__(self, top, bottom):
        self.top, self.bottom = top, bottom

    def __truediv__(self, other):
        return Ratio(self.top * other.bottom, self.bottom * other.top)

    __div__ = __truediv__

    def __bool__(self):
        return bool(self.top)

    __nonzero__ = __bool__

    def __eq__(self, other):
        return self.top * other.bottom == other.top * self.bottom

    def __lt__(self, other):
        return self.top * other.bottom < other.top * self.bottom

    def __hash__(self):
        return hash((self.top, self.bottom))

    def __cmp__(self, other):
        return (self > other) - (self < other)

    def __getslice__(self, i, j):
        return self[slice(i, j)]

    def __getitem__(self, item):
        return item

    def __str__(self):
        return "%d/%d" % (self.top, self.bottom)

    __repr__ = __str__

    if sys.version_info[0] < 3:
        __unicode__ = __str__


class Table(object):
    def __init__(self):
        self.rows = {}

    def __contains__(self, key):
        return key in self.rows

    has_key = __contains__

    def keys(self):
        return list(self.rows)

    def iterkeys(self):
        return iter(self.rows)


class Careful(object):
    def __contains__(self, key):
        return self.has_key(key)

    def has_key(self, key):
        return key == 1


def code_of(function):
    try:
        return function.__code__.co_name
    except AttributeError:
        return function.func_code.co_name


print(list(Countdown(3)), Countdown(2).next(), list(Tokens("a b")), next(Tokens("c d")))
print(Ratio(1, 2) / Ratio(1, 3), bool(Ratio(0, 1)), Ratio(1, 2) > Ratio(1, 3), Ratio(1, 1)[1:2])
print(1 in Table(), Table().has_key(1), list(Table().iterkeys()), 1 in Careful(), code_of(code_of))
