import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language


class EitherDecode(DecidedFixer):
    r"""Decode what may be bytes or text only if it is bytes.

    In Python 2 ``decode`` was a method of every string, and text of ASCII passed through it
    unharmed. In Python 3 bytes alone have it. Where nothing tells what a value is, both are
    provided for.

    Before::

        def title(raw):
            return raw.decode("utf-8").title()

    After::

        def title(raw):
            return (raw if isinstance(raw, str) else raw.decode("utf-8")).title()

    Before::

        def title(raw):
            return str(raw, "utf-8").title()

    After::

        def title(raw):
            return (raw if isinstance(raw, str) else str(raw, "utf-8")).title()

    Left alone, because what it decodes is no string, as its argument tells::

        def load(decoder, text):
            return decoder.decode(text)

    Left alone, because it does not reach the call as text::

        def title(raw):
            if not isinstance(raw, str):
                raw = raw.decode("utf-8")
            return raw.title()

    Limits: only names, and attributes of names, are looked at twice.
    Source: https://docs.python.org/3/howto/unicode.html
    """

    name = "either_decode"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        func = updated_node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "decode":
            value = func.value
        else:
            value = updated_node.args[0].value
        self.because(*decision.chain)
        if decision.how == "bytes":
            return self.either(value, "bytes", updated_node, value, self.parent)
        return self.either(value, "str", value, updated_node, self.parent)
