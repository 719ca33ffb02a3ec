"""Escaped bytes of UTF-8 that text is written with, and those that a function wants."""

from __future__ import annotations

import pytest

import porting

SHOWN = 'print "caf\\xc3\\xa9"\n'
MAKERS = [
    pytest.param('import six\ny = six.b("\\xc3\\xa9")\n', id="of six"),
    pytest.param('from six import b\ny = b("\\xc3\\xa9")\n', id="of six, imported"),
]


@pytest.mark.parametrize("made", MAKERS)
def test_letters_that_a_function_makes_bytes_of_stay(made: str) -> None:
    shown = SHOWN.replace("print ", "print(").replace("\n", ")\n").replace("\\xc3\\xa9", "\\u00e9")
    result = porting.port_source(made + SHOWN + "print y\n")
    assert result.code == made + shown + "print(y)\n"
    assert result.warnings == ()
