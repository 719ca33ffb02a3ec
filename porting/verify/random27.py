"""The numbers that Python 2.7's ``random`` draws, drawn by whichever Python runs this.

The generator under all methods is the same in 2.7 and 3, so ``random()`` draws the same after the
same integer seed. What 3 changed are the ways from there: how it makes a seed of a string, a float
or a tuple, and how ``randrange``, ``choice``, ``shuffle``, ``sample`` and a few distributions use
the generator. `patch` gives ``random.Random`` the ways of 2.7. Must run under Python 2.7 as well.

Source: Python 2.7.18, Lib/random.py, Modules/_randommodule.c, Objects/stringobject.c (string_hash),
Objects/tupleobject.c (tuplehash), Objects/longobject.c (long_hash),
Objects/object.c (_Py_HashDouble).
"""
# mypy: ignore-errors
# ruff: noqa: RUF046, UP004, UP010, UP031

from __future__ import absolute_import, division

import math
import random
import sys

IS_PYTHON2 = sys.version_info[0] == 2
TEXT, INTEGERS = (unicode, (int, long)) if IS_PYTHON2 else (str, (int,))  # noqa: F821

WORD = 1 << 64
DIGIT_BITS = 30  # of the digits that a long is made of
# More than this many values cannot be told apart by one call of random().
WIDEST = 1 << 53

_first_seed = random.Random.seed


def hash27(value):
    """What ``hash`` gives on a 64-bit Python 2.7 without ``-R``.

    Text is hashed as its bytes in UTF-8: most of it was a ``str`` of bytes before it was ported.
    Objects that hash by their address have no such number, and give what this Python gives.
    """
    if isinstance(value, TEXT):
        value = value.encode("utf-8")
    if isinstance(value, bytes):
        return _hash_bytes(bytearray(value))
    if isinstance(value, float):
        return _hash_float(value)
    if isinstance(value, tuple):
        return _hash_tuple(value)
    if isinstance(value, INTEGERS):
        return _hash_integer(value)
    return hash(value)


def _hash_bytes(data):
    if not data:
        return 0
    x = data[0] << 7
    for byte in data:
        x = (1000003 * x ^ byte) % WORD
    return _signed(x ^ len(data))


def _hash_tuple(items):
    x, factor = 0x345678, 1000003
    for left in range(len(items) - 1, -1, -1):
        x = (x ^ hash27(items[len(items) - 1 - left]) % WORD) * factor % WORD
        factor += 82520 + left + left
    return _signed(x + 97531)


def _hash_integer(value):
    if -(WORD // 2) <= value < WORD // 2:
        return _signed(value)
    x = 0
    for place in range((abs(value).bit_length() - 1) // DIGIT_BITS, -1, -1):
        digit = abs(value) >> place * DIGIT_BITS & (1 << DIGIT_BITS) - 1
        x = (x >> 64 - DIGIT_BITS | x << DIGIT_BITS) % WORD + digit
        if x >= WORD:
            x = x % WORD + 1
    return _signed(-x if value < 0 else x)


def _hash_float(value):
    if value != value:
        return 0
    if value in (float("inf"), float("-inf")):
        return 314159 if value > 0 else -271828
    if value == int(value):
        return hash27(int(value))
    fraction, exponent = math.frexp(value)
    fraction *= 2147483648.0
    high = int(fraction)
    low = int((fraction - high) * 2147483648.0)
    return _signed(high + low + (exponent << 15))


def _signed(x):
    x %= WORD
    x = x - WORD if x >= WORD // 2 else x
    return -2 if x == -1 else x


class Random27(object):
    """The methods of 2.7 for a class that has ``random`` and ``getrandbits``."""

    def randrange(self, start, stop=None, step=1):
        first = _integer(start, "arg 1")
        if stop is None:
            if first <= 0:
                raise ValueError("empty range for randrange()")
            return _below(self, first)
        last, stride = _integer(stop, "stop"), _integer(step, "step")
        width = last - first
        if stride == 0:
            raise ValueError("zero step for randrange()")
        count = -(-width // stride)
        if count <= 0:
            if stride == 1:
                text = "empty range for randrange() (%d,%d, %d)" % (first, last, width)
                raise ValueError(text)
            raise ValueError("empty range for randrange()")
        return first + stride * _below(self, count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        return seq[int(self.random() * len(seq))]

    def shuffle(self, x, random=None):
        draw = random or self.random
        for i in range(len(x) - 1, 0, -1):
            j = int(draw() * (i + 1))
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k):
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("sample larger than population")
        size_of_set = 21
        if k > 5:
            size_of_set += 4 ** int(math.ceil(math.log(k * 3, 4)))
        if n <= size_of_set or hasattr(population, "keys"):
            return self._sample_from_pool(list(population), k)
        if k and not hasattr(population, "__getitem__"):
            self.random()  # drawn for a set before it turns out to have no places
            population = tuple(population)
        places = []
        taken = set()
        for _ in range(k):
            place = int(self.random() * n)
            while place in taken:
                place = int(self.random() * n)
            taken.add(place)
            places.append(place)
        return [population[place] for place in places]

    def _sample_from_pool(self, pool, k):
        drawn = []
        for left in range(len(pool), len(pool) - k, -1):
            place = int(self.random() * left)
            drawn.append(pool[place])
            pool[place] = pool[left - 1]
        return drawn

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        if high == low:
            return low
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            return high + (low - high) * ((1.0 - u) * (1.0 - c)) ** 0.5
        return low + (high - low) * (u * c) ** 0.5

    def paretovariate(self, alpha):
        return 1.0 / pow(1.0 - self.random(), 1.0 / alpha)

    def gammavariate(self, alpha, beta):
        if alpha != 1.0:
            return _first_gammavariate(self, alpha, beta)
        u = self.random()
        while u <= 1e-7:
            u = self.random()
        return -math.log(u) * beta


_first_gammavariate = random.Random.gammavariate


def _integer(number, name):
    if int(number) != number:
        what = "non-integer %s for randrange()" % name
        raise ValueError(what)
    return int(number)


def _below(generator, count):
    """An integer from 0 to `count` - 1, drawn as 2.7 draws it."""
    if count < WIDEST:
        return int(generator.random() * count)
    bits = int(1.00001 + math.log(count - 1, 2.0))
    drawn = generator.getrandbits(bits)
    while drawn >= count:
        drawn = generator.getrandbits(bits)
    return drawn


def seed_of(value):
    """The integer that 2.7 seeds its generator with when it is given `value`, not None."""
    return value if isinstance(value, INTEGERS) else hash27(value) % WORD


def patch(fresh_seed):
    """Let ``random.Random``, and what inherits from it, draw as in 2.7.

    Args:
        fresh_seed: gives the integer for a generator that is given no seed.
    """

    def seed(self, a=None, version=2):
        _first_seed(self, seed_of(fresh_seed() if a is None else a))

    random.Random.seed = seed
    if not IS_PYTHON2:
        for name, method in vars(Random27).items():
            if not name.startswith("__"):
                setattr(random.Random, name, method)
