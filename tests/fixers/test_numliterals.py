from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = 10L + 10l + 0L\n", "x = 10 + 10 + 0\n", id="decimal"),
        pytest.param("x = 0xFFL - 0XabL\n", "x = 0xFF - 0Xab\n", id="hexadecimal"),
        pytest.param("x = 0o17L, 0O17l\n", "x = 0o17, 0O17\n", id="new octal with a suffix"),
        pytest.param("x = 0b11L, 0B1l\n", "x = 0b11, 0B1\n", id="binary"),
        pytest.param("x = 00L, 000l\n", "x = 00, 000\n", id="nothing but zeros"),
        pytest.param("x = 0777, -01, 007\n", "x = 0o777, -0o1, 0o07\n", id="octal"),
        pytest.param("f(01)[02:0644] # 0777\n", "f(0o1)[0o2:0o644] # 0777\n", id="comments stay"),
        pytest.param("if 0777: x = 1L; y = 02\r\n", "if 0o777: x = 1; y = 0o2\r\n", id="CRLF"),
        pytest.param(
            "x = (01 # L\n   + 1L)\n", "x = (0o1 # L\n   + 1)\n", id="over lines, a comment between"
        ),
        pytest.param("x = 1if 2 else 0xFor 3\n", None, id="glued to a word, but nothing to do"),
        pytest.param(
            "x = 1Lif 02else 0777or 3\n", "x = 1if 0o2else 0o777or 3\n", id="glued to a word"
        ),
        pytest.param("x = 0, 00, 0x0, 0o7, 0B1, 10, 0xABCDEF\n", None, id="valid in both"),
        pytest.param("x = 09.5 + 007.5 + 01e5 + 0e0 + 1.e1\n", None, id="floats"),
        pytest.param("x = 07j + 08J + f('0777L 10L')\n", None, id="imaginary, strings"),
        pytest.param("x1L = a.b01 + L0777\n", None, id="parts of names"),
    ],
)
def test_numliterals(before: str, after: str | None) -> None:
    check("numliterals", before, after)


def test_octal_with_a_suffix_only_loses_the_suffix() -> None:
    check("numliterals", "x = 0777L\n", "x = 0777\n", compiles=False, settles=False)


def test_an_attribute_of_what_had_a_suffix_is_glued_to_the_number_as_2to3_does() -> None:
    check("numliterals", "x = 0L.real\n", "x = 0.real\n", compiles=False, settles=False)
