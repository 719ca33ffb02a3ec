"""Each rule sets aside what it is for, and nothing that differs besides."""

from __future__ import annotations

import pytest

from porting.verify.rules import RULES, RuleSet

SAME = [
    ("float-digits", "0.3 of 1e+12", "0.30000000000000004 of 1000000000000.0"),
    ("float-digits", "[0.30000000000000004] 0.3", "[0.30000000000000004] 0.30000000000000004"),
    ("float-digits", "1e+11 1.5e+11", "100000000000.12346 150000000000.0"),
    ("escaped-text", r"'caf\xc3\xa9'", "'café'"),
    ("unicode-prefix", "[u'a', u\"it's\"]", "['a', \"it's\"]"),
    ("long-suffix", "123456789012345678901L 0xffL", "123456789012345678901 0xff"),
    ("json-indent", '  "a": 1, ', '  "a": 1,'),
    ("type-names", "<type 'unicode'> <type 'int'>", "<class 'str'> <class 'int'>"),
    ("type-names", "<type 'exceptions.KeyError'>", "<class 'KeyError'>"),
    ("addresses", "<a.B object at 0x7f01>", "<a.B object at 0x55ff>"),
    ("set-display", "set([]) set([1, 2]) frozenset([(3, 4)])", "set() {1, 2} frozenset({(3, 4)})"),
    ("dict-order", "{'b': [1, 2], 'a': {2: 3, 1: 2}}", "{'a': {1: 2, 2: 3}, 'b': [1, 2]}"),
    ("exception-names", "exceptions.KeyError('a',)", "KeyError('a')"),
    ("exception-names", "IOError: [Errno 2] x", "FileNotFoundError: [Errno 2] x"),
    ("exception-messages", "integer division or modulo by zero", "division by zero"),
    ("exception-messages", "global name 'x' is not defined", "name 'x' is not defined"),
    (
        "exception-messages",
        "f() takes exactly 1 argument (0 given)",
        "f() missing 1 required positional argument: 'a'",
    ),
    ("exception-messages", "No module named a.b", "No module named 'a.b'"),
    ("thread-names", "Thread-1 is up", "Thread-1 (work) is up"),
    ("temporary-names", "<folder>/tmp/tmpA1b2C3", "<folder>/tmp/tmpa1b2c3d4"),
]


@pytest.mark.parametrize(("name", "original", "port"), SAME)
def test_what_is_harmless_is_set_aside_by_its_rule(name: str, original: str, port: str) -> None:
    assert RuleSet().explain(original, port) == (name,)
    assert RuleSet(frozenset([name])).explain(original, port) is None


def test_each_rule_has_a_case() -> None:
    assert {name for name, _, _ in SAME} == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    ("original", "port"),
    [
        ("0.3", "0.4"),
        ("0.30000000000000004", "0.3"),
        ("3", "3.0"),
        ("café", "b'caf\\xc3\\xa9'"),
        (r"'caf\xc3\xa9'", "'cafe'"),
        ("'a'", "b'a'"),
        ("12L", "13"),
        ("<type 'str'>", "<class 'bytes'>"),
        ("{'a': 1, 'b': 2}", "{'a': 2, 'b': 1}"),
        ("[1, 2]", "[2, 1]"),
        ("set([1, 2])", "{1, 3}"),
        ("KeyError: 'a'", "KeyError: 'b'"),
        ("IOError: x", "KeyError: x"),
        ("Thread-1 is up", "Thread-2 (work) is up"),
        ("a: b, c", "a: c, b"),
    ],
)
def test_what_differs_is_not(original: str, port: str) -> None:
    assert RuleSet().explain(original, port) is None


def test_equal_lines_need_no_rule() -> None:
    assert RuleSet().explain("u'a' 1L", "u'a' 1L") == ()


def test_several_rules_may_be_needed() -> None:
    found = RuleSet().explain(
        "[{u'b': 1L, u'a': 2}, 0.3]", "[{'a': 2, 'b': 1}, 0.30000000000000004]"
    )
    assert found == ("float-digits", "unicode-prefix", "long-suffix", "dict-order")
