import re
from functools import partial

from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.py2.tokens import Kind
from porting.source import encoding_named_in

_PREFIX = re.compile(r"[bB]([rR]?)(?=[\"'])")
_PART = re.compile(r"(\\?)([^\x00-\x7f])|\\([\s\S])")


class BytesCharacters(Fixer):
    r"""Write characters outside of ASCII in a bytes literal as the bytes that they are in the file.

    A literal of Python 2 held the bytes of its file, with ``b`` before it as without. Python 3 lets
    only ASCII stand in bytes.

    Before::

        # -*- coding: utf-8 -*-
        mark = b"café"

    After::

        # -*- coding: utf-8 -*-
        mark = b"caf\xc3\xa9"

    Left alone, because it is not bytes::

        # -*- coding: utf-8 -*-
        mark = u"café"

    Limits: none known.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
    """

    name = "bytes_characters"
    literals = Kind.STRING
    pattern = re.compile(r"\b[bB][rR]?[\"'][\s\S]*[^\x00-\x7f]")

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.encoding = encoding_named_in(document.source)

    def rewrite_literal(self, text: str) -> str:
        prefix = _PREFIX.match(text)
        if prefix is None or text.isascii():
            return text
        replace = partial(self._replace, is_raw=bool(prefix[1]))
        return text[0] + _PART.sub(replace, text[prefix.end() :])

    def _replace(self, found: re.Match[str], is_raw: bool) -> str:
        slash, character, escaped = found.groups(default="")
        if character:
            # A backslash before what is no escape stands for itself; before an "x" it would not.
            code = "".join(f"\\x{byte:02x}" for byte in character.encode(self.encoding))
            return slash * 2 + code
        if not is_raw:
            return found.group()
        return "\\\\" + (f"\\{escaped}" if escaped in "\\'\"" else escaped)
