import libcst as cst

from porting.fixer import arguments
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_NOTE = (
    "Python 3 rounds a half to the even neighbour (round(0.5) is 0), and gives an integer: "
    "math.floor(x + 0.5) goes up as Python 2 did with positive numbers"
)


class Rounding(ResolvedFixer):
    r"""Tell of ``round`` where it rounds to a whole number.

    Python 2 rounded halves away from zero, and gave a float. Python 3 rounds them to the even
    neighbour, so that the errors of many sums cancel out, and gives an integer.

    Warned about, because half a point may be in between::

        stars = int(round(points / count))

    Left alone, because halves are hardly ever met behind the point::

        price = round(price, 2)

    Left alone, because it is the file's own::

        from shop import round

        price = round(price)

    Limits: nothing is changed. A negative half went down in Python 2.
    Source: https://docs.python.org/3/library/functions.html#round
    """

    name = "rounding"
    triggers = frozenset(["round"])
    in_strings = False
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = arguments(original_node.args)
        if len(args) == 1 and self.path_of(original_node.func) == "builtins.round":
            self.note(original_node, _NOTE, "wrong result, no error")
        return updated_node
