from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "base64.encodestring": "base64:encodebytes",
    "base64.decodestring": "base64:decodebytes",
}


class Base64Strings(MovedNames):
    r"""Call ``base64.encodestring`` and ``decodestring`` by their names of today.

    What they take and give are bytes in Python 3, and their names say so. The old names were kept
    until Python 3.9.

    Before::

        import base64
        from base64 import decodestring

        token = base64.encodestring(secret)
        secret = decodestring(token)

    After::

        import base64
        from base64 import decodebytes

        token = base64.encodebytes(secret)
        secret = decodebytes(token)

    Left alone, because it is no module::

        token = self.base64.encodestring(secret)

    Limits: whether what is encoded is bytes by now, nobody looks.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "base64_strings"
    written_in = Language.PYTHON3
    moved = MOVED
