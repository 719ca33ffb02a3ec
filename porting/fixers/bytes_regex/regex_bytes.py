from porting.fixer import Note
from porting.fixers.bases.decided import DecidedFixer


class RegexBytes(DecidedFixer):
    r"""Make a pattern bytes where the text it searches is bytes.

    In Python 2 both were ``str``. In Python 3 what comes from a network or a binary file is
    ``bytes``, a plain literal is text, and a pattern searches only its own kind: anything else is
    ``TypeError: cannot use a string pattern on a bytes-like object``. The pattern is changed, not
    the data, where the data is known to be bytes in every place that the pattern is used.

    Before::

        import re
        from urllib.request import urlopen

        page = urlopen("http://example.org/").read()
        titles = re.findall("<title>(.*?)</title>", page)

    After::

        import re
        from urllib.request import urlopen

        page = urlopen("http://example.org/").read()
        titles = re.findall(b"<title>(.*?)</title>", page)

    Left alone, because the data is text by the time it is searched::

        import re
        from urllib.request import urlopen

        page = urlopen("http://example.org/").read().decode("utf-8")
        titles = re.findall("<title>(.*?)</title>", page)

    Limits: data that comes from another module is unknown, and stays as it is.
    Source: https://docs.python.org/3/library/re.html
    """

    name = "regex_bytes"

    def finish(self) -> None:
        """Tell what could not be decided, here and for `literal_bytes`."""
        super().finish()
        for doubt in self.decided.doubts:
            self.notes.append(Note(doubt.offset, doubt.message, doubt.shows))

    leave_SimpleString = DecidedFixer.to_bytes
