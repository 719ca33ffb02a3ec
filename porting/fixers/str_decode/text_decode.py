import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language


class TextDecode(DecidedFixer):
    r"""Take what is text already as it is, without decoding it.

    In Python 2 ``decode`` was a method of every string; in Python 3 bytes alone have it, and text
    that meets it ends in an ``AttributeError``.

    Before::

        import time

        stamp = time.strftime("%H:%M").decode("ascii")

    After::

        import time

        stamp = time.strftime("%H:%M")

    Left alone, because bytes need it::

        from urllib.request import urlopen

        page = urlopen("http://example.org/").read().decode("utf-8")

    Limits: a literal that is not ASCII is left to a person.
    Source: https://docs.python.org/3/howto/unicode.html
    """

    name = "text_decode"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is not None and decision.how == "str":
            self.because(*decision.chain, safety=decision.safety)
            return updated_node.args[0].value
        if decision is None or not isinstance(updated_node.func, cst.Attribute):
            return updated_node
        self.because(*decision.chain)
        return updated_node.func.value
