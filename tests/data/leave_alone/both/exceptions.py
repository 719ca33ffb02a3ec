from __future__ import print_function

import sys

try:
    import cStringIO as io_module
except ImportError:
    import io as io_module

try:
    from collections.abc import Mapping
except ImportError:
    from collections import Mapping

try:
    import ConfigParser as configparser
except ImportError:
    import configparser

if sys.version_info >= (3,):
    import builtins

    exec_ = getattr(builtins, "exec")
else:

    def exec_(code, globs):
        exec("exec code in globs")


def caught():
    try:
        raise ValueError("first")
    except ValueError:
        error = sys.exc_info()[1]
    return str(error), error.args


def is_mapping(value):
    return isinstance(value, Mapping)


def lines(stream):
    if sys.version_info[0] == 2:
        return [line.decode("ascii") for line in stream]
    return [line for line in stream]


names = {}
exec_("x = 1", names)
print(names["x"], caught(), is_mapping({}), lines(io_module.StringIO("a\nb\n")))
print(configparser.__name__.lower(), sorted(map(str, [2, 1])), list({"a": 1}.keys()))
print(bytes(bytearray([104, 105])).decode("ascii"), b"a" + b"b" == b"ab", u"\xe9" == "\xe9")
