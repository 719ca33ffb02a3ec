import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.bases.decided import DecidedFixer


class TableFiles(DecidedFixer):
    r"""Open a file of the module ``csv`` for text, with ``newline=''``.

    In Python 2 ``csv`` wanted binary files, so that line ends inside of fields were kept. In Python
    3 it reads and writes text, and ``newline=''`` keeps the line ends.

    Before::

        import csv

        with open("prices.csv", "rb") as table:
            rows = list(csv.reader(table))

    After::

        import csv

        with open("prices.csv", "r", newline='') as table:
            rows = list(csv.reader(table))

    Left alone, because something else is done with the file as well::

        import csv

        table = open("prices.csv", "rb")
        mark = table.read(3)
        rows = list(csv.reader(table))

    Limits: a file that is handed to a function of another module stays as it is.
    Source: https://docs.python.org/3/library/csv.html
    """

    name = "table_files"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        arguments = list(updated_node.args)
        for index, argument in enumerate(arguments):
            is_mode = argument.keyword.value == "mode" if argument.keyword else index == 1
            if is_mode and isinstance(argument.value, cst.SimpleString):
                text = argument.value.with_changes(value=argument.value.value.replace("b", ""))
                arguments[index] = argument.with_changes(value=text)
        newline = keyword_argument("newline", cst.SimpleString("''"))
        return updated_node.with_changes(args=[*arguments, newline])
