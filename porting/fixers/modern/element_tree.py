from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "xml.etree.ElementTree._ElementInterface": "xml.etree.ElementTree:Element",
    "xml.etree.cElementTree": "xml.etree.ElementTree",
}


class ElementTree(MovedNames):
    r"""Import ``xml.etree.ElementTree``, which is the fast one by itself.

    Python 2 had a second module written in C. Since Python 3.3 the first one uses it where it can,
    and Python 3.9 removed ``cElementTree``.

    Before::

        import xml.etree.cElementTree as ET
        from xml.etree import cElementTree

        print(ET.parse(name), cElementTree.parse(name))

    After::

        import xml.etree.ElementTree as ET
        from xml.etree import ElementTree

        print(ET.parse(name), ElementTree.parse(name))

    Left alone, because it is not the library's::

        import lxml.cElementTree

    Limits: a module's name in a string, as for ``__import__``, is not seen.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "element_tree"
    written_in = Language.PYTHON3
    moved = MOVED
