import libcst as cst

from porting.fixer import dotted
from porting.fixers.bases.decided import DecidedFixer


class ByteTables(DecidedFixer):
    r"""Make tables that translate bytes with ``bytes.maketrans``.

    ``string.maketrans`` made a table for a ``str``, which was text or bytes. The tables of Python 3
    are of another form for each, and `translate` puts ``str.maketrans`` where it is text.

    Before::

        import os
        import string

        table = string.maketrans(b"ab", b"ba")
        data = os.read(0, 10).translate(table)

    After::

        import os
        import string

        table = bytes.maketrans(b"ab", b"ba")
        data = os.read(0, 10).translate(table)

    Left alone, because text is translated::

        import string

        data = open("notes.txt").read().translate(string.maketrans("ab", "ba"))

    Limits: a table that comes from another module is taken to be one of text.
    Source: https://docs.python.org/3/library/stdtypes.html#bytes.maketrans
    """

    name = "byte_tables"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return updated_node.with_changes(func=dotted("bytes.maketrans"))
