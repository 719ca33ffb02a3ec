from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "locale.format": "locale:format_string",
}


class LocaleFormat(MovedNames):
    r"""Call ``locale.format_string`` in place of ``locale.format``.

    The one took the format of a single number, the other takes any. Python 3.12 removed the first.

    Before::

        import locale

        price = locale.format("%.2f", cents / 100, grouping=True)

    After::

        import locale

        price = locale.format_string("%.2f", cents / 100, grouping=True)

    Left alone, because it is a method::

        price = "{}".format(cents)

    Limits: what was no format of one number was refused before.
    Source: https://docs.python.org/3/library/locale.html#locale.format_string
    """

    name = "locale_format"
    written_in = Language.PYTHON3
    moved = MOVED
