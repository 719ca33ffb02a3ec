from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

# The abstract classes, all of which Python 2.7 had in `collections`.
ABSTRACT = (
    "Callable Container Hashable ItemsView Iterable Iterator KeysView Mapping MappingView"
    " MutableMapping MutableSequence MutableSet Sequence Set Sized ValuesView"
).split()

MOVED = {f"collections.{name}": f"collections.abc:{name}" for name in ABSTRACT}


class CollectionClasses(MovedNames):
    r"""Take the abstract classes of ``collections`` from ``collections.abc``.

    Python 3.3 gave them a module of their own, and Python 3.10 no longer has them in both.

    Before::

        import collections
        from collections import Mapping, defaultdict

        shelves = defaultdict(list)
        if isinstance(shelf, Mapping) or isinstance(shelf, collections.Iterable):
            shelves.update(shelf)

    After::

        import collections
        from collections.abc import Mapping
        from collections import defaultdict
        import collections.abc

        shelves = defaultdict(list)
        if isinstance(shelf, Mapping) or isinstance(shelf, collections.abc.Iterable):
            shelves.update(shelf)

    Left alone, because it is no abstract class::

        from collections import OrderedDict

    Limits: ``from collections import *`` is not looked at.
    Source: https://docs.python.org/3/library/collections.abc.html
    """

    name = "collection_classes"
    written_in = Language.PYTHON3
    moved = MOVED
