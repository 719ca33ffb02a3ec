"""Names that Python 2 had, as the package's own."""

import unittest
from functools import reduce
from io import BytesIO, StringIO


class Registry:
    def __init__(self):
        self._items = {}
        self.im_func = None
        self.func_name = "registry"

    def has_key(self, key):
        return key in self._items

    def __contains__(self, key):
        return self.has_key(key)

    def iteritems(self):
        return iter(self._items.items())

    def next(self):
        return next(iter(self._items))

    def getheaders(self, name, default=None):
        return [self._items.get(name, default)]

    def sort(self, cmp=None):
        return sorted(self._items, key=cmp)

    def unicode(self):
        return str(self)

    def __nonzero__(self):
        return bool(self._items)

    def __bool__(self):
        return bool(self._items)


def use(registry: Registry):
    for key, value in registry.iteritems():
        print(key, value, sep=": ")
    return registry.has_key("a"), registry.next(), registry.getheaders("b"), registry.im_func


def shadows(str, int, list, file, buffer, cmp, unicode, long):
    return str(int), list(file), cmp(buffer, unicode), long


def total(numbers):
    return reduce(lambda a, b: a + b, numbers, 0)


def reload(module):
    return module


def unichr(number):
    return chr(number)


class Case(unittest.TestCase):
    def assertEquals(self, first, second):
        self.assertEqual(first, second)

    def assert_(self, value):
        self.assertTrue(value)

    def test(self):
        self.assertEquals(reload(1), 1)
        self.assert_(unichr(65))
        self.assertEqual(StringIO("a").read(), "a")
        self.assertEqual(BytesIO(b"a").read(), b"a")
