"""What is known of a value as a number and as a container, and what the library gives of both."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Mapping
from typing import NamedTuple

INTEGER, FLOAT, UNKNOWN = "integer", "float", "unknown"

_INTEGER, _FLOAT, _UNKNOWN = 1, 2, 4
_KINDS = {_INTEGER: INTEGER, _FLOAT: FLOAT}


class Value(NamedTuple):
    """What a value may be: `numbers` are bits, none of them for what is no number, as a string.

    `homes` has where the containers were made that it may be, and the classes of the file of
    which it may be an instance: the nodes of displays, calls and classes. None of them says what
    is in a container that nobody knows, ANYWHERE.
    """

    numbers: int = 0
    homes: frozenset[Hashable] = frozenset()

    @property
    def kind(self) -> str:
        """INTEGER or FLOAT, where it can be nothing else; what is divided is a number."""
        return _KINDS.get(self.numbers, UNKNOWN)


ANYWHERE = "anywhere"
NOTHING = Value()
AN_INTEGER, A_FLOAT = Value(_INTEGER), Value(_FLOAT)
ANYTHING = Value(_UNKNOWN, frozenset([ANYWHERE]))
_MOST_HOMES = 20


def joined(one: Value, other: Value) -> Value:
    """What is either of two values."""
    if one == other or other == NOTHING:
        return one
    return Value(one.numbers | other.numbers, one.homes | other.homes)


def is_crowded(value: Value) -> bool:
    """Whether a value may be more containers than are worth following."""
    return len(value.homes) > _MOST_HOMES


def _of_pair(left: int, right: int) -> int:
    if _FLOAT in (left, right):
        return _FLOAT
    return left | right if left == right else _UNKNOWN


_BITS = (_INTEGER, _FLOAT, _UNKNOWN)
_PAIRS = [
    [
        sum({_of_pair(a, b) for a in _BITS if a & left for b in _BITS if b & right})
        for right in range(8)
    ]
    for left in range(8)
]
_WHOLE = (ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)
_WITH_CONTAINERS = (ast.Add, ast.Mult, *_WHOLE)


def operated(operator: ast.operator, left: Value, right: Value, is_power: bool = False) -> Value:
    """What Python 2 gave for two operands: the quotient of integers is an integer.

    `is_power` says that the right one is a number that is not negative.
    """
    is_kept = isinstance(operator, _WITH_CONTAINERS)
    homes = left.homes | right.homes if is_kept else NOTHING.homes
    numbers = _PAIRS[left.numbers][right.numbers]
    if isinstance(operator, _WHOLE):
        is_whole = _INTEGER in (left.numbers, right.numbers)
        return Value(_INTEGER if is_whole else numbers & ~_FLOAT, homes)
    if isinstance(operator, ast.Mod) and left.numbers & _UNKNOWN:
        return Value(_UNKNOWN)  # It may be a template.
    if isinstance(operator, ast.Pow) and not is_power:
        return Value(_FLOAT if numbers == _FLOAT else _UNKNOWN if numbers else 0)
    return Value(numbers, homes)


# Full names of what the library gives; https://docs.python.org/2.7/library/
_INTEGERS = """
    __builtin__.hash __builtin__.id __builtin__.int __builtin__.len __builtin__.long __builtin__.ord
    bisect.bisect bisect.bisect_left bisect.bisect_right binascii.crc32 calendar.timegm
    math.factorial math.trunc operator.countOf os.getpid os.getuid os.path.getsize os.umask
    random.getrandbits random.randint random.randrange struct.calcsize
    sys.getrecursionlimit sys.getrefcount sys.getsizeof zlib.adler32 zlib.crc32
"""
_FLOATS = """
    __builtin__.float __builtin__.round os.path.getatime os.path.getctime os.path.getmtime
    random.betavariate random.expovariate random.gauss random.normalvariate random.random
    random.triangular random.uniform time.clock time.mktime time.time
    math.acos math.asin math.atan math.atan2 math.ceil math.cos math.cosh math.degrees math.exp
    math.fabs math.floor math.fmod math.hypot math.ldexp math.log math.log10 math.pow math.radians
    math.sin math.sinh math.sqrt math.tan math.tanh
"""
_TEXTS = """
    __builtin__.bin __builtin__.chr __builtin__.hex __builtin__.isinstance __builtin__.oct
    __builtin__.raw_input __builtin__.repr __builtin__.str __builtin__.unichr __builtin__.unicode
    os.getcwd os.getenv os.path.abspath os.path.basename os.path.dirname os.path.join
    struct.pack time.asctime time.ctime time.strftime
"""
CALLS: Mapping[str, Value] = {
    **dict.fromkeys(_INTEGERS.split(), AN_INTEGER),
    **dict.fromkeys(_FLOATS.split(), A_FLOAT),
    **dict.fromkeys(_TEXTS.split(), NOTHING),
}
"""What functions of the library give, whatever they are given."""

NAMES: Mapping[str, Value] = {
    **dict.fromkeys(["sys.maxint", "sys.maxsize", "sys.maxunicode", "sys.hexversion"], AN_INTEGER),
    **dict.fromkeys(["math.pi", "math.e"], A_FLOAT),
    **dict.fromkeys(["sys.argv", "os.environ", "os.sep", "sys.platform", "sys.path"], NOTHING),
    **dict.fromkeys(["__builtin__.None", "__builtin__.__file__", "__builtin__.__name__"], NOTHING),
}
"""What names of the library are."""

ATTRIBUTES: Mapping[str, Value] = dict.fromkeys(
    """st_size days seconds microseconds
    tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday""".split(),
    AN_INTEGER,
)
"""What attributes of the library's objects are, whosesoever they are."""

METHODS: Mapping[str, Value] = {
    **dict.fromkeys("bit_length count find index rfind rindex".split(), AN_INTEGER),
    **dict.fromkeys("total_seconds".split(), A_FLOAT),
    **dict.fromkeys(
        """capitalize decode encode expandtabs getvalue isdigit join ljust lower lstrip readline
        readlines rjust rstrip split splitlines startswith strftime strip swapcase upper zfill
        """.split(),
        NOTHING,
    ),
}
"""What methods of strings, files and containers give, where the file has none of that name."""
