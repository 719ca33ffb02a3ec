from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"html.parser.HTMLParseError": "builtins:AssertionError"}


class HtmlParseError(MovedNames):
    r"""Catch ``AssertionError`` where it was ``HTMLParser.HTMLParseError``.

    The parser of Python 3 makes sense of anything, so its own exception went in Python 3.5. In
    the rare case that it cannot go on, it raises ``AssertionError``.

    Before::

        import html.parser
        from html.parser import HTMLParser, HTMLParseError

        try:
            HTMLParser().feed(page)
        except HTMLParseError:
            raise html.parser.HTMLParseError("no page")

    After::

        import html.parser
        from html.parser import HTMLParser

        try:
            HTMLParser().feed(page)
        except AssertionError:
            raise AssertionError("no page")

    Left alone, because it is another parser's::

        from shop.parser import HTMLParseError

    Limits: where no parser raises it but the file does, a class of one's own reads better.
    Source: https://docs.python.org/3/whatsnew/3.5.html#removed
    """

    name = "html_parse_error"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED
