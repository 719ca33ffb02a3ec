from porting.fixers.bases.moved_names import MovedNames

MOVED = {"sets.Set": "builtins:set", "sets.ImmutableSet": "builtins:frozenset"}

GONE = {"sets": "use set and frozenset, and collections.abc.Set for either"}


class Sets(MovedNames):
    r"""Use the builtin ``set`` and ``frozenset`` in place of the module ``sets``.

    The module showed how sets could work, before Python 2.4 built them in; Python 3 dropped it.

    Before::

        import sets
        from sets import Set

        seen = Set([1, 2])
        never = sets.ImmutableSet([3])

    After::

        seen = set([1, 2])
        never = frozenset([3])

    Left alone, because it is a module of one's own::

        from shop.sets import Set

    Warned about, because there is nothing like it::

        from sets import BaseSet

    Limits: a ``Set`` could be an element of another one; a ``set`` cannot.
    Source: https://docs.python.org/2/library/sets.html
    """

    name = "sets"
    moved = MOVED
    gone = GONE
