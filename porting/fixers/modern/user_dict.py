from porting.fixers.moved_names import MovedNames

MOVED = {
    "UserDict.UserDict": "collections:UserDict",
    "UserDict.IterableUserDict": "collections:UserDict",
    "UserDict.DictMixin": "collections.abc:MutableMapping",
}

GONE = {"UserDict": "its classes are in collections"}


class UserDict(MovedNames):
    r"""Take ``UserDict`` from ``collections``, and ``DictMixin`` as a ``MutableMapping``.

    The module is gone; its class moved. ``DictMixin`` filled in the methods of a mapping as
    ``collections.abc.MutableMapping`` does, but that asks for ``__iter__`` and ``__len__`` as well.

    Before::

        import UserDict

        class Shelf(UserDict.UserDict):
            pass

    After::

        import collections

        class Shelf(collections.UserDict):
            pass

    Left alone, because it is imported from where it is today::

        from collections import UserDict

    Limits: a class with ``DictMixin`` that has ``keys`` and neither ``__iter__`` nor ``__len__``
    cannot be made: write ``iter(self.keys())`` and ``len(self.keys())`` for them.
    Source: https://docs.python.org/3/library/collections.html#userdict-objects
    """

    name = "user_dict"
    safety = "review"
    moved = MOVED
    gone = GONE
