import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_call_of_bare_name


class Buffer(Fixer):
    r"""Turn calls of ``buffer`` into ``memoryview``.

    Both look into the bytes of another object without a copy; Python 3 has only
    ``memoryview``. Its slices are memoryviews again, where those of ``buffer`` were
    strings, so this fixer runs only when it is asked for.

    Before::

        head = buffer(packet)[:4]

    After::

        head = memoryview(packet)[:4]

    Left alone, because only calls are renamed::

        view = buffer

    Limits: ``buffer(packet, offset, size)`` is renamed as well, but ``memoryview`` takes
    one argument. A function of your own named ``buffer`` is taken for the builtin.
    Source: https://docs.python.org/3/library/stdtypes.html#memory-views
    """

    name = "buffer"
    triggers = frozenset(["buffer"])
    in_strings = False
    explicit = True
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_of_bare_name(original_node, "buffer", self.parents):
            return updated_node
        return updated_node.with_changes(func=updated_node.func.with_changes(value="memoryview"))
