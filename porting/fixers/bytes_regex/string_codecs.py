import re

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options, dotted
from porting.fixers.questions.names import add_import

# The codecs from bytes to bytes, and those of them whose outcome is ASCII.
BINARY = {
    "hex": "hex",
    "hex_codec": "hex",
    "base64": "base64",
    "base64_codec": "base64",
    "zlib": "zlib",
    "zlib_codec": "zlib",
    "zip": "zlib",
    "bz2": "bz2",
    "bz2_codec": "bz2",
    "quopri": "quopri",
    "quopri_codec": "quopri",
    "uu": "uu",
    "uu_codec": "uu",
}
ASCII = frozenset(("hex", "base64", "quopri", "uu"))
ROTATED = frozenset(("rot13", "rot_13"))
ESCAPED = frozenset(("string_escape", "string-escape"))


class StringCodecs(Fixer):
    r"""Take from `codecs` what ``encode`` and ``decode`` did besides encoding text.

    In Python 2 ``data.encode("hex")`` was a way to write bytes as ASCII, and ``"rot13"``,
    ``"zlib"`` and others stood beside it. In Python 3 ``encode`` makes bytes of text, that is all:
    ``LookupError: 'hex' is not a text encoding``. What is ASCII then is taken for text.

    Before::

        token = secret.encode("hex")
        secret = token.decode("hex")
        packed = secret.encode("zlib")
        joke = "uryyb".decode("rot13")

    After::

        import codecs
        token = codecs.encode(secret, "hex").decode('ascii')
        secret = codecs.decode(token, "hex")
        packed = codecs.encode(secret, "zlib")
        joke = codecs.decode("uryyb", "rot13")

    Left alone, because it is an encoding of text::

        data = name.encode("utf-8")

    Limits: a codec that a variable names is not seen.
    Source: https://docs.python.org/3/library/codecs.html#binary-transforms
    """

    name = "string_codecs"
    triggers = frozenset(("encode", "decode"))
    form = re.compile(r"\.\s*(?:en|de)code\s*\(\s*\w{0,2}'")
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.first: int | None = None

    def finish(self) -> None:
        """Import what the new calls name."""
        if self.first is not None:
            add_import(self.document, None, "codecs", before=self.first)

    def may_change(self, statement: Statement) -> bool:
        text = statement.text.lower()
        is_named = any(name in text for name in (*ESCAPED, *BINARY, *ROTATED))
        return is_named and super().may_change(statement)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        function = updated_node.func
        if not isinstance(function, cst.Attribute) or len(updated_node.args) != 1:
            return updated_node
        method = function.attr.value
        codec = updated_node.args[0].value
        if method not in ("encode", "decode") or not isinstance(codec, cst.SimpleString):
            return updated_node
        name = str(codec.evaluated_value)
        if isinstance(function.value, cst.Name) and function.value.value == "codecs":
            return updated_node
        owner = function.value
        if name.lower() in ESCAPED:
            return _escaped(updated_node, owner, method)
        if name.lower() not in {*BINARY, *ROTATED}:
            return updated_node
        self.first = self.index if self.first is None else self.first
        if BINARY.get(name.lower()) in ("hex", "base64") and isinstance(owner, cst.SimpleString):
            is_plain = owner.prefix == "" and owner.value.isascii()
            owner = owner.with_changes(value=f"b{owner.value}") if is_plain else owner
        arguments = [cst.Arg(owner), cst.Arg(codec)]
        call = cst.Call(dotted(f"codecs.{method}"), arguments)
        if method == "encode" and BINARY.get(name.lower()) in ASCII:
            ascii_name = cst.SimpleString("'ascii'")
            return cst.Call(cst.Attribute(call, cst.Name("decode")), [cst.Arg(ascii_name)])
        return call


def _escaped(node: cst.Call, owner: cst.BaseExpression, method: str) -> cst.BaseExpression:
    """What stands for the codec ``string_escape``."""
    if method == "encode":
        first, second = ("encode", "'unicode_escape'"), ("decode", "'ascii'")
    else:
        first, second = ("encode", "'latin-1', 'backslashreplace'"), ("decode", "'unicode_escape'")
    for name, texts in (first, second):
        arguments = [cst.Arg(cst.SimpleString(text)) for text in texts.split(", ")]
        owner = cst.Call(cst.Attribute(owner, cst.Name(name)), arguments)
    return owner
