"""Cases of `import_levels` and `octal_strings` beyond the examples of their docstrings."""

from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("__import__(a, b, c, d, 1)\n", id="a level"),
        pytest.param("__import__(a, b, c, d, level)\n", id="a level nobody knows"),
        pytest.param("__import__(a, -1)\n", id="not in the place of the level"),
        pytest.param("x.__import__(a, level=-1)\n", id="a method"),
        pytest.param("__import__(*a, level=-1)\n", id="arguments nobody knows"),
    ],
)
def test_import_levels_left_alone(source: str) -> None:
    check("import_levels", source, source)


def test_import_level_in_a_package(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name in ("__init__", "prices", "shop"):
        (tmp_path / f"{name}.py").write_text("")
    source = "m = __import__('prices', globals(), locals(), [], -1)\nprint m\n"
    code = porting.port_source(source, filename=str(tmp_path / "shop.py")).code
    assert "__import__('prices', globals(), locals(), [], level=1)" in code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("int('-017', 0)\n", "int('-0o17', 0)\n", id="a sign"),
        pytest.param("long('0777', 0)\n", "long('0o777', 0)\n", id="long"),
        pytest.param("int('0', 0)\nint('0x17', 0)\nint('018', 0)\n", None, id="none of octal"),
        pytest.param("int('017')\nint('017', base)\nint(x, 0, 1)\n", None, id="another base"),
        pytest.param("from shop import int\nint('017', 0)\n", None, id="a function of one's own"),
    ],
)
def test_octal_strings(before: str, after: str | None) -> None:
    check("octal_strings", before, after)
