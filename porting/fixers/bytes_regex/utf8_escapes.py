import re

import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language

_RUN = re.compile(
    r"(\\+)((?:x[89a-fA-F][0-9a-fA-F]|[23][0-7]{2})(?:\\(?:x[89a-fA-F][0-9a-fA-F]|[23][0-7]{2}))*)"
)


class Utf8Escapes(DecidedFixer):
    r"""Write the letters that escaped bytes of UTF-8 stand for, where a literal is text.

    A Python 2 ``str`` held bytes, and ``'\xc3\xa9'`` was what UTF-8 writes for an é. As text it is
    two letters, Ã and ©, and nobody tells.

    Before::

        import zlib

        print("caf\xc3\xa9")

    After::

        import zlib

        print("caf\u00e9")

    Left alone, because it is bytes of an image, or the mark that bytes of UTF-8 begin with::

        import zlib

        MAGIC = "\x89PNG"
        print("\xef\xbb\xbf")

    Left alone, because a function may want the bytes::

        import zlib

        MARK = encoded("\xef\xbb\xbf")

    Limits: what is no UTF-8 is left as it is, with a warning where it is printed.
    Source: https://docs.python.org/3/howto/unicode.html
    """

    name = "utf8_escapes"
    written_in = Language.PYTHON2
    safety = "review"

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        decision = self.decision_on(original_node, inside=True)
        if decision is None or "r" in updated_node.prefix.lower():
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return updated_node.with_changes(value=_RUN.sub(_letters, updated_node.value))


def _letters(found: re.Match[str]) -> str:
    """The escapes of the letters that escaped bytes stand for."""
    slashes, escapes = found.groups()
    if len(slashes) % 2 == 0:
        return found.group()
    numbers = [
        int(each[1:], 16) if each.startswith("x") else int(each, 8) for each in escapes.split("\\")
    ]
    try:
        text = bytes(numbers).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
    if not text.isprintable():  # The mark of the byte order, for one, is looked for in bytes.
        return found.group()
    letters = text.encode("ascii", "backslashreplace").decode("ascii")
    return slashes[:-1] + re.sub(r"\\x(..)", r"\\u00\1", letters)
