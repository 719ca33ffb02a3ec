from porting.fixers.bases.decided import DecidedFixer


class LiteralBytes(DecidedFixer):
    r"""Make a literal bytes where it is compared with bytes, added to them or handed to them.

    In Python 3 a plain literal is text. Compared with bytes it is never equal, which nobody
    tells; given to a method of bytes, or added to them, it is a ``TypeError``.

    Before::

        from urllib.request import urlopen

        page = urlopen("http://example.org/").read()
        lines = page.split("\n")
        found = page.startswith("<html>") or page == ""

    After::

        from urllib.request import urlopen

        page = urlopen("http://example.org/").read()
        lines = page.split(b"\n")
        found = page.startswith(b"<html>") or page == b""

    Left alone, because the file is one of text::

        page = open("index.html").read()
        lines = page.split("\n")

    Limits: a literal that meets bytes in one place and text in another is left for a person.
    Source: https://docs.python.org/3/library/stdtypes.html#bytes-and-bytearray-operations
    """

    name = "literal_bytes"

    leave_SimpleString = DecidedFixer.to_bytes
