import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language


class LineEnds(DecidedFixer):
    r"""Print no space behind a line that has its end already.

    A comma at the end of Python 2's ``print`` wrote no newline, and a space before whatever came
    next; but none where a line had just ended. 2to3 writes a space in any case.

    Before::

        from __future__ import print_function

        for line in open("notes.txt"):
            print(line, end=' ')
        print("%s\n" % line, end=' ')

    After::

        from __future__ import print_function

        for line in open("notes.txt"):
            print(line, end='')
        print("%s\n" % line, end='')

    Left alone, because these are words::

        from __future__ import print_function

        for word in open("notes.txt").read().split():
            print(word, end=' ')

    Limits: it is for what was a print statement. A last line without an end is followed by a space
    in Python 2, if more is printed.
    Source: https://docs.python.org/2.7/reference/simple_stmts.html#print
    """

    name = "line_ends"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        *others, last = updated_node.args
        return updated_node.with_changes(
            args=[*others, last.with_changes(value=cst.SimpleString("''"))]
        )
