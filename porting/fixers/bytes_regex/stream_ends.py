import libcst as cst

from porting.fixers.bases.decided import DecidedFixer


class StreamEnds(DecidedFixer):
    r"""Go to the new end of a file in memory that is cut off.

    In Python 2 what was written next followed what was left. In Python 3 ``truncate`` leaves the
    position where it was, and zeros are put in between.

    Before::

        from io import StringIO

        lines = StringIO()
        lines.write("one")
        lines.truncate(0)

    After::

        from io import StringIO

        lines = StringIO()
        lines.write("one")
        lines.seek(lines.truncate(0))

    Left alone, because a file on disk was left where it was in Python 2, too::

        lines = open("notes.txt", "r+")
        lines.truncate(0)

    Limits: only where the file in memory is a name, or an attribute of one.
    Source: https://docs.python.org/3/library/io.html#io.IOBase.truncate
    """

    name = "stream_ends"
    safety = "review"

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr:
        call = updated_node.value
        if self.decision_on(original_node.value) is None or not isinstance(call, cst.Call):
            return updated_node
        if not isinstance(call.func, cst.Attribute) or not call.args:
            return updated_node
        if not isinstance(call.func.value, (cst.Name, cst.Attribute)):
            return updated_node
        seek = call.func.with_changes(attr=cst.Name("seek"))
        return updated_node.with_changes(value=cst.Call(seek, [cst.Arg(call)]))
