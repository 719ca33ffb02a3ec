import re
from collections.abc import Mapping
from typing import ClassVar

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

_NATIVE = re.compile(r"^[ \t]*(?:from|import)\b[^\n#]*\bc?StringIO\b", re.MULTILINE)
_FROM_IO = re.compile(r"^[ \t]*from[ \t]+io[ \t]+import\b[^\n#]*\bStringIO\b", re.MULTILINE)


class MemoryText(MovedNames):
    r"""Take the ``StringIO`` of ``six`` where it was that of the module ``StringIO``.

    It takes strings as they are written without a prefix, in Python 2 and in 3. The ``StringIO`` of
    ``io`` takes ``unicode`` alone in Python 2.

    Before::

        import StringIO
        from io import StringIO, BytesIO

    After::

        import StringIO
        from six import StringIO
        from io import BytesIO

    Left alone, because it was that of ``io`` from the start::

        from io import StringIO

    Limits: a file that uses both gets that of ``six`` for both.
    Source: https://six.readthedocs.io/#six.StringIO
    """

    name = "memory_text"
    written_in = Language.HALF
    moved: ClassVar[Mapping[str, str]] = {"io.StringIO": "six:StringIO"}

    def __init__(self, document: Document, options: Options) -> None:
        self.is_native = _has_native(document.context.original or document.source)
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return self.is_native and super().is_needed()


def _has_native(text: str) -> bool:
    return any(not _FROM_IO.match(found[0]) for found in _NATIVE.finditer(text))
