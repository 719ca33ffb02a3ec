import abc
import enum
import sys
import types


class Colour(enum.Enum):
    RED = enum.auto()


class Base(metaclass=abc.ABCMeta):
    __slots__ = ()

    @abc.abstractmethod
    def area(self, /, unit, *, scale=1, **rest): ...

    def __init_subclass__(cls, *, name="", **rest):
        super().__init_subclass__(**rest)
        cls.name = name

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


class Square(Base, name="square"):
    def area(self, /, unit, *, scale=1, **rest):
        return (n := 2) ** 2 * scale


def counter():
    count = 0

    def add():
        nonlocal count
        count += 1
        return count

    return add


def delegate(items):
    result = yield from items
    first, *middle, last = [*items, *items]
    return {**{"a": 1}, "b": [first, middle, last, result]}


def kind(value):
    match value:
        case {"kind": str(name), **rest}:
            return name, rest
        case [Colour.RED, *_] | (1 | 2):
            return "red"
        case _ if value:
            return f"{value!r:>{10}} {value=}"
    return None


def multiply(left, right):
    left @= right
    return left @ right


def risky():
    try:
        return int("x")
    except (ValueError, TypeError) as error:
        raise RuntimeError("no number") from error
    finally:
        print("done", file=sys.stderr, end="", flush=True)


with (open(__file__) as one, open(__file__) as two):
    print(one.name, two.name, sep="")
