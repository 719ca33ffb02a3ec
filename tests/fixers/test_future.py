from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# a\nfrom __future__ import division # b\n# c\nx\n",
            "# a\n # b\n# c\nx\n",
            id="comments stay",
        ),
        pytest.param(
            "'doc'\r\nfrom __future__ import division\r\nfrom __future__ import generators\r\n",
            "'doc'\r\n\r\n\r\n",
            id="one after the other",
        ),
        pytest.param(
            "from __future__ import division, \\\n    generators\nx\n", "\nx\n", id="two lines"
        ),
        pytest.param("from __future__ import division", "", id="no newline"),
        pytest.param("import __future__\n", None, id="the module itself"),
        pytest.param("from __future__ import (division)\n", None, id="in parentheses"),
        pytest.param("from future import division\n", None, id="another module"),
    ],
)
def test_future(before: str, after: str | None) -> None:
    check("future", before, after)
