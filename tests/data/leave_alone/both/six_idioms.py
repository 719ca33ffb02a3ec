from __future__ import print_function

import os

import six
from six.moves import range, zip, urllib
from six.moves.urllib.parse import urlencode

LATIN = six.b("\xd4\xe9")
UNICODE = six.u("caf\\u00e9")


@six.add_metaclass(type)
class Walker(six.Iterator):
    def __init__(self, items):
        self._items = list(items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self._items:
            raise StopIteration
        return self._items.pop(0)


@six.python_2_unicode_compatible
class Name(object):
    def __init__(self, value):
        self.value = value

    def __str__(self):
        return self.value

    def __eq__(self, other):
        return self.value == other.value

    def __ne__(self, other):
        return not self == other

    __hash__ = None


def ensure(value):
    if isinstance(value, six.text_type):
        return value
    return value.decode("latin-1")


def encoded(value):
    return value.encode("utf-8") if isinstance(value, six.text_type) else value


def parts(path):
    return path.split(os.path.sep), os.path.sep in path


print(len(LATIN), six.indexbytes(LATIN, 0), ensure(LATIN) == "\xd4\xe9", len(UNICODE))
print(list(Walker("ab")), next(Walker("c")), str(Name("n")), Name("a") != Name("b"))
print(sorted(six.iteritems({"k": 1})), list(six.itervalues({"k": 1})), list(zip(range(2), "ab")))
print(encoded(u"\xe9") == b"\xc3\xa9", encoded(b"x") == b"x", parts(os.path.join("a", "b")))
print(urlencode({"a": 1}), urllib.parse.quote("a b"), isinstance("", six.string_types))
try:
    six.reraise(ValueError, ValueError("again"), None)
except ValueError as error:
    print(error)
