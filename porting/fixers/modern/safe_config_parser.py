from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"configparser.SafeConfigParser": "configparser:ConfigParser"}


class SafeConfigParser(MovedNames):
    r"""Call ``SafeConfigParser`` by the name that it took over, ``ConfigParser``.

    It was the better of two; Python 3.2 kept it under the name of the other, and Python 3.12
    removed the old name.

    Before::

        import configparser

        parser = configparser.SafeConfigParser()

    After::

        import configparser

        parser = configparser.ConfigParser()

    Left alone, because it is called so today::

        from configparser import RawConfigParser

        parser = RawConfigParser()

    Limits: a section or an option given twice is an error by now; ``strict=False`` allows it.
    Source: https://docs.python.org/3/whatsnew/3.12.html#configparser
    """

    name = "safe_config_parser"
    written_in = Language.PYTHON3
    moved = MOVED
