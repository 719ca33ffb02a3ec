from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "string.letters": "string:ascii_letters",
    "string.lowercase": "string:ascii_lowercase",
    "string.uppercase": "string:ascii_uppercase",
}


class StringConstants(MovedNames):
    r"""Call ``string.letters`` and its like by their names with ``ascii_``.

    The old names changed with the locale, which makes no sense for text; Python 3 has only those
    that always stand for the letters from a to z.

    Before::

        import string
        from string import lowercase

        allowed = string.letters + lowercase

    After::

        import string
        from string import ascii_lowercase

        allowed = string.ascii_letters + ascii_lowercase

    Left alone, because it did not change::

        import string

        allowed = string.digits + string.punctuation

    Limits: letters beyond a to z that a locale added are no longer among them.
    Source: https://docs.python.org/3/whatsnew/3.0.html#library-changes
    """

    name = "string_constants"
    moved = MOVED
