# -*- coding: utf-8 -*-
from __future__ import absolute_import, division, print_function, unicode_literals

import sys

PY2 = sys.version_info[0] == 2
PY3 = sys.version_info[0] >= 3

if PY3:
    text_type = str
    string_types = (str,)
    binary_type = bytes

    def iteritems(d):
        return iter(d.items())

    def to_bytes(text):
        return text.encode("latin-1")
else:
    text_type = unicode
    string_types = (basestring,)
    binary_type = str

    def iteritems(d):
        return d.iteritems()

    def to_bytes(text):
        return text

try:
    unicode
except NameError:
    unicode = str

try:
    long
except NameError:
    long = int

try:
    unichr
except NameError:
    unichr = chr

try:
    xrange
except NameError:
    xrange = range

try:
    raw_input
except NameError:
    raw_input = input

try:
    from itertools import izip, imap
except ImportError:
    izip, imap = zip, map

try:
    from urllib2 import HTTPError
    from urllib import quote
except ImportError:
    from urllib.error import HTTPError
    from urllib.parse import quote

try:
    import cPickle as pickle
except ImportError:
    import pickle

try:
    from StringIO import StringIO
except ImportError:
    from io import StringIO


def as_text(value):
    if isinstance(value, unicode):
        return value
    if isinstance(value, binary_type):
        return value.decode("utf-8")
    return text_type(value)


def as_native(value):
    if PY2 and isinstance(value, text_type):
        return value.encode("utf-8")
    if not PY2 and isinstance(value, bytes):
        return value.decode("utf-8")
    return value


print(as_text(b"caf\xc3\xa9") == "caf\xe9", as_native("x"), as_native(b"y"))
print(sorted(iteritems({"a": 1})), isinstance("a", string_types), isinstance(3, (int, long)))
print(list(izip("ab", xrange(2))), list(imap(len, ["a"])), unichr(233) == "\xe9")
print(quote("a b"), issubclass(HTTPError, Exception), pickle.loads(pickle.dumps([1])))
print(to_bytes("\xd4") == b"\xd4", StringIO("x").read(), 7 / 2, callable(raw_input))
