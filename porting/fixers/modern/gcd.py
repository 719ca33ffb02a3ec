from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"fractions.gcd": "math:gcd"}


class Gcd(MovedNames):
    r"""Take ``gcd`` from ``math``, no longer from ``fractions``.

    The greatest common divisor moved there in Python 3.5, and Python 3.9 dropped the old one.

    Before::

        from fractions import Fraction, gcd

        print(gcd(12, 18), Fraction(12, 18))

    After::

        from math import gcd
        from fractions import Fraction

        print(gcd(12, 18), Fraction(12, 18))

    Left alone, because the file has its own::

        def gcd(a, b):
            return gcd(b, a % b) if b else a

    Limits: ``math.gcd`` takes integers only, and its result is never negative.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "gcd"
    written_in = Language.PYTHON3
    moved = MOVED
