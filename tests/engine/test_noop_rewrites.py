"""Files that 2to3 says it changed, and did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from porting.engine.noop_rewrites import is_touched
from tests.lib2to3 import run_2to3


@pytest.mark.parametrize(
    ("fixer", "code"),
    [
        pytest.param("numliterals", "x = 0", id="zero"),
        pytest.param("numliterals", "x = 0x1", id="hexadecimal"),
        pytest.param("numliterals", "x = 0.5", id="float with a zero"),
        pytest.param("numliterals", "x = 10 + .0 + 1e0", id="other numbers"),
        pytest.param("numliterals", "x = '0' # 0", id="zero in a string"),
        pytest.param("unicode", "x = 'a'", id="string"),
        pytest.param("unicode", "x = b'a'", id="bytes"),
        pytest.param("unicode", "'''Doc.'''", id="docstring"),
        pytest.param("unicode", "x = 1 # 'a'", id="string in a comment"),
        pytest.param("raise", "raise A", id="raise"),
        pytest.param("raise", "if x: raise A(b)", id="raise in a line with if"),
        pytest.param("raise", "raise", id="raise again"),
        pytest.param("raise", "x; raise; y", id="raise again between others"),
        pytest.param("raise", "raise A from B", id="raise from"),
        pytest.param("raise", "raise 'a' + b", id="raise an operation on a string"),
        pytest.param("dict", "x = list(d.keys())[0]", id="keys in a list"),
        pytest.param("dict", "for x in sorted(a.b().values()): y", id="values in sorted"),
        pytest.param("dict", "x = list(d.keys(1))", id="keys with an argument"),
        pytest.param("dict", "x = list(d.keys)", id="keys not called"),
        pytest.param("dict", "x = list(keys())", id="a function keys"),
        pytest.param("except", "try: x\nexcept A: y", id="except"),
        pytest.param("except", "try: x\nexcept A as b: y\nelse: z", id="except as"),
        pytest.param("except", "try: x\nexcept: y", id="except all"),
        pytest.param("except", "try: x\nfinally: y", id="finally"),
        pytest.param("isinstance", "x = not isinstance(a, (b, c.d))", id="isinstance"),
        pytest.param("isinstance", "isinstance(f(a, b), (b, c))", id="isinstance of a call"),
        pytest.param("isinstance", "isinstance(a, (b))", id="isinstance without a tuple"),
        pytest.param("isinstance", "isinstance(a, (b, c)).x", id="isinstance that goes on"),
        pytest.param("isinstance", "isinstance(a, (b, c), d)", id="isinstance with three"),
        pytest.param("isinstance", "isinstance(a, (b, c) + d)", id="isinstance of an operation"),
        pytest.param("isinstance", "x.isinstance(a, (b, c))", id="a method isinstance"),
        pytest.param("isinstance", "f(isinstance, (b, c))", id="isinstance not called"),
        pytest.param("ws_comma", "f(a, b)", id="comma"),
        pytest.param("ws_comma", "f(a)", id="no comma"),
        pytest.param("print", "print('a')", id="a fixer that touches nothing"),
    ],
)
def test_as_2to3_says(fixer: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(code + "\n")
    done = run_2to3(["-f", fixer, "x.py"], tmp_path)
    assert done.stdout == b""
    said = b"No changes to x.py" in done.stderr
    assert is_touched(code + "\n", [fixer]) is said


def test_other_fixers_do_not_count() -> None:
    assert not is_touched("x = 'a', 0\n", ["print", "ne"])
    assert is_touched("x = 'a', 0\n", ["print", "numliterals"])
