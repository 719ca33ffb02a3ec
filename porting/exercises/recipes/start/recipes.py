"""Recipes for two people, and for more."""


class RecipeError(Exception):
    pass


def parse(text):
    """Read an ingredient.

    >>> parse('eggs:2')
    (u'eggs', 2)
    >>> parse('eggs')
    Traceback (most recent call last):
        ...
    RecipeError: no number in eggs
    """
    name, _, number = text.partition(':')
    if not number:
        raise RecipeError, 'no number in %s' % text
    return unicode(name), int(number)


def scale(recipe, people):
    """Scale a recipe for two; what is less than a whole is left out.

    >>> scale({'eggs': 1, 'apples': 3}, 5)
    [('apples', 7), ('eggs', 2)]
    >>> grains(71)
    1180591620717411303424L
    >>> [share(5, 2), share(4, 2)]
    [2, 2]
    """
    items = recipe.items()
    items.sort()
    return [(name, share(number * people, 2)) for name, number in items]


def share(number, people):
    """Share among people.

    >>> share(7, 2)
    3
    """
    return number / people


def grains(field):
    """The grains of rice on a field of a chess board."""
    return 1 << field - 1
