from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = d.has_key(a,)\n", "x = a in d\n", id="a comma behind"),
        pytest.param("x = (d . has_key ( a ))\n", "x = (a in d)\n", id="white space"),
        pytest.param("x = d['a'](b).c.has_key(a)\n", "x = a in d['a'](b).c\n", id="of a chain"),
        pytest.param(
            "x = (d # c\n     .has_key( # d\n         a # e\n     )) # f\n",
            "x = (a in d) # f\n",
            id="comments inside go",
        ),
        pytest.param(
            "x = d.has_key(e.has_key(a))\n", "x = (a in e) in d\n", id="one in another's argument"
        ),
        pytest.param("x = d.has_key\n", None, id="not called"),
        pytest.param("x = d.has_key(*a)\n", None, id="a star"),
        pytest.param("x = d.has_key(k=a)\n", None, id="by name"),
        pytest.param("x = has_key(a)\n", None, id="a function"),
        pytest.param("@d.has_key(a)\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_in(before: str, after: str | None) -> None:
    check("has_key", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = not  d.has_key(a)\n", "x = a not in d\n", id="not"),
        pytest.param(
            "if (b and not # c\n    d.has_key(a or b)): pass\n",
            "if (b and (a or b) not in d): pass\n",
            id="over lines",
        ),
        pytest.param("x = not (d.has_key(a))\n", "x = not (a in d)\n", id="parentheses between"),
        pytest.param("x = (not d.has_key(a))\n", "x = (a not in d)\n", id="parentheses around"),
        pytest.param("x = not d.has_key(a)[0]\n", "x = not (a in d)[0]\n", id="an index behind"),
        pytest.param("x = not d.has_key(a) == b\n", "x = not (a in d) == b\n", id="a comparison"),
        pytest.param("x = not not d.has_key(a)\n", "x = not a not in d\n", id="twice"),
    ],
)
def test_not_in(before: str, after: str) -> None:
    check("has_key", before, after)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("a or b", id="or"),
        pytest.param("not a", id="not"),
        pytest.param("a < b", id="comparison"),
        pytest.param("a if b else c", id="conditional expression"),
        pytest.param("lambda: a", id="lambda"),
        pytest.param("a for a in b", id="generator"),
    ],
)
def test_key_in_parentheses(key: str) -> None:
    check("has_key", f"x = d.has_key( {key})\n", f"x = ( {key}) in d\n")


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("a | b", id="or of bits"),
        pytest.param("-a", id="minus"),
        pytest.param("(a or b)", id="or in parentheses already"),
        pytest.param("(a, b)", id="tuple"),
        pytest.param("'a' 'b' % c", id="format"),
    ],
)
def test_key_as_it_is(key: str) -> None:
    check("has_key", f"x = d.has_key( {key} )\n", f"x = {key} in d\n")


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("x = b + {}\n", id="operand"),
        pytest.param("x = {} == b\n", id="left of a comparison"),
        pytest.param("x = b in {}\n", id="right of a comparison"),
        pytest.param("x = -{}\n", id="minus"),
        pytest.param("x = 2 ** {}\n", id="as a power"),
        pytest.param("x = {} ** 2\n", id="to a power"),
        pytest.param("x = {}.a(b)\n", id="a method behind"),
    ],
)
def test_in_parentheses(place: str) -> None:
    check("has_key", place.format("d.has_key(a)"), place.format("(a in d)"))


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("x = b and {} or c\n", id="and, or"),
        pytest.param("x = b if {} else c\n", id="conditional expression"),
        pytest.param("f(*{})\n", id="starred argument"),
        pytest.param("x = lambda: {}\n", id="lambda"),
        pytest.param("x = b[{}:c]\n", id="slice"),
        pytest.param("x = [b for b in c if {}]\n", id="comprehension"),
    ],
)
def test_as_it_is(place: str) -> None:
    check("has_key", place.format("d.has_key(a)"), place.format("a in d"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = b + d.has_key(a)[0]\n", "x = b + ((a in d)[0])\n", id="index"),
        pytest.param("x = b == d.has_key(a).c\n", "x = b == ((a in d).c)\n", id="attribute"),
        pytest.param("x = -d.has_key(a)(b)\n", "x = -((a in d)(b))\n", id="call"),
        pytest.param("x = d.has_key(a) ** 2 + 1\n", "x = ((a in d) ** 2) + 1\n", id="power"),
    ],
)
def test_chain_in_parentheses_too(before: str, after: str) -> None:
    check("has_key", before, after)
