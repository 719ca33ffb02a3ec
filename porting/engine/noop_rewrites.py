"""Tells which files 2to3 takes for changed although their text stays the same.

Some of its fixers put what they find back as it was. 2to3 then names the file among those that
need to be modified ("No changes to FILE"), and writes a doctest's continuation lines anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from porting.py2.tokens import Kind, Token, logical_lines, tokenize

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_DICT_METHODS = (["keys"], ["items"], ["values"])
_GOES_ON = frozenset((".", "(", "[", "**"))


def is_touched(text: str, fixers: Collection[str]) -> bool:
    """Whether one of these fixers of 2to3 finds something that it gives back unchanged.

    Args:
        text: source that can be read, and that none of the fixers changes.
        fixers: their names.
    """
    wanted = [test for name, test in _TESTS.items() if name in fixers]
    if not wanted:
        return False
    for line in logical_lines(text):
        tokens = list(tokenize(text, line.code, line.end))
        if any(test(tokens, index) for index in range(len(tokens)) for test in wanted):
            return True
    return False


def _is_number(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].kind is Kind.NUMBER and tokens[index].text[0] == "0"


def _is_string(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].kind is Kind.STRING


def _is_comma(tokens: Sequence[Token], index: int) -> bool:
    # Nearly so: of a list that ends in a default value or the like 2to3 keeps off.
    return tokens[index].text == ","


def _is_dict_method(tokens: Sequence[Token], index: int) -> bool:
    # Where nothing changes, the call stands already in a `list`, a `sorted` or the like.
    texts = [token.text for token in tokens[index : index + 4]]
    return texts[:1] == ["."] and texts[1:2] in _DICT_METHODS and texts[2:] == ["(", ")"]


def _is_except(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 and tokens[0].text == "except" and tokens[1].text != ":"


def _is_raise(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].text != "raise" or (index and tokens[index - 1].text not in (":", ";")):
        return False
    rest = [token.text for token in tokens[index + 1 :]]
    if ";" in rest:
        del rest[rest.index(";") :]
    is_string = len(rest) == 1 and tokens[index + 1].kind is Kind.STRING
    return bool(rest) and "from" not in rest and not is_string


def _is_isinstance(tokens: Sequence[Token], index: int) -> bool:
    """A call with a tuple of types behind its only comma, and nothing behind the call."""
    if tokens[index].text != "isinstance" or (index and tokens[index - 1].text in (".", "def")):
        return False
    first, last = index + 1, _matching(tokens, index + 1)
    commas = _commas(tokens, first)
    if len(commas) != 1:
        return False
    opening = commas[0] + 1
    if tokens[opening].text != "(" or _matching(tokens, opening) != last - 1:
        return False
    following = tokens[last + 1].text if last + 1 < len(tokens) else ""
    return bool(_commas(tokens, opening)) and following not in _GOES_ON


def _commas(tokens: Sequence[Token], opening: int) -> list[int]:
    """The places of the commas directly in the bracket at `opening`."""
    depth, found = 0, []
    for place in range(opening, _matching(tokens, opening)):
        text = tokens[place].text
        depth += (text in _OPEN) - (text in _CLOSE)
        if text == "," and depth == 1:
            found.append(place)
    return found


def _matching(tokens: Sequence[Token], opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; -1 where there is none."""
    depth = 0
    for place in range(opening, len(tokens)):
        text = tokens[place].text
        depth += (text in _OPEN) - (text in _CLOSE)
        if depth == 0:
            return place if place > opening else -1
    return -1


_TESTS = {
    "numliterals": _is_number,
    "unicode": _is_string,
    "ws_comma": _is_comma,
    "dict": _is_dict_method,
    "except": _is_except,
    "raise": _is_raise,
    "isinstance": _is_isinstance,
}
