import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language


class TypeTests(DecidedFixer):
    r"""Ask for ``bytes`` where what is asked whether it is a ``str`` is bytes.

    In Python 2 both were ``str``, and ``isinstance(data, str)`` was true for data from a socket. In
    Python 3 it is false, and the other branch is taken without a word.

    Before::

        import zlib

        def show(value):
            return value if isinstance(value, str) else repr(value)

        show(zlib.compress(b"spam"))
        show(5)

    After::

        import zlib

        def show(value):
            return value if isinstance(value, bytes) else repr(value)

        show(zlib.compress(b"spam"))
        show(5)

    Before::

        import zlib

        def is_string(value):
            return type(value) is str

        is_string(zlib.compress(b"spam"))

    After::

        import zlib

        def is_string(value):
            return type(value) is bytes

        is_string(zlib.compress(b"spam"))

    Left alone, because text is asked::

        import time

        def show(value):
            return value if isinstance(value, str) else repr(value)

        show(time.ctime())

    Limits: values that come from elsewhere are not known; see `str_tests`.
    Source: https://docs.python.org/3/howto/pyporting.html
    """

    name = "type_tests"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        first, second = updated_node.args
        kinds = self.builtin("bytes")
        if decision.how == "both":
            kinds = cst.Tuple([cst.Element(self.builtin("str")), cst.Element(kinds)])
        return updated_node.with_changes(args=[first, second.with_changes(value=kinds)])

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return self.builtin("bytes")
