"""Cases of `sax_streams` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "f = s.a.getByteStream()\n",
            "f = s.a.getByteStream() or s.a.getCharacterStream()\n",
            id="assigned",
        ),
        pytest.param(
            "if not s.getByteStream(): pass\n",
            "if not (s.getByteStream() or s.getCharacterStream()): pass\n",
            id="negated",
        ),
        pytest.param(
            "f = s.getByteStream()  # getCharacterStream\n",
            "f = s.getByteStream() or s.getCharacterStream()  # getCharacterStream\n",
            id="in a comment",
        ),
        pytest.param("f().getByteStream()\n", "f().getByteStream()\n", id="of a call"),
        pytest.param("f = s.getByteStream\n", "f = s.getByteStream\n", id="not called"),
        pytest.param("def getByteStream(): pass\n", "def getByteStream(): pass\n", id="defined"),
    ],
)
def test_sax_streams(before: str, after: str) -> None:
    check("sax_streams", before, after)
