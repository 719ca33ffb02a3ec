from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "plistlib.readPlistFromString": "plistlib:loads",
    "plistlib.readPlistFromBytes": "plistlib:loads",
    "plistlib.writePlistToString": "plistlib:dumps",
    "plistlib.writePlistToBytes": "plistlib:dumps",
}


class PlistNames(MovedNames):
    r"""Read and write property lists with ``loads`` and ``dumps``.

    Python 3.4 gave the functions of ``plistlib`` the names that those of ``json`` have; Python 3.9
    removed the old ones.

    Before::

        import plistlib

        settings = plistlib.readPlistFromString(content)

    After::

        import plistlib

        settings = plistlib.loads(content)

    Left alone, because it is called so today::

        import plistlib

        settings = plistlib.loads(content)

    Limits: ``readPlist`` took the name of a file, too: it is for a person to open.
    Source: https://docs.python.org/3/library/plistlib.html
    """

    name = "plist_names"
    written_in = Language.PYTHON3
    moved = MOVED
