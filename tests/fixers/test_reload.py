from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "'doc'\n# c\nreload(m)\n",
            "'doc'\nimport importlib\n# c\nimportlib.reload(m)\n",
            id="doc",
        ),
        pytest.param(
            "import sys\r\nx = reload( sys ,).y\r\n",
            "import sys\r\nimport importlib\r\nx = importlib.reload( sys ,).y\r\n",
            id="behind the imports, with their line ends",
        ),
        pytest.param(
            "import sys; reload(sys)",
            "import sys; importlib.reload(sys)\nimport importlib",
            id="the last line",
        ),
        pytest.param(
            "def importlib(): pass\nreload(m)\n",
            "def importlib(): pass\nimportlib.reload(m)\n",
            id="any binding counts",
        ),
        pytest.param("reload(m, n)\n", None, id="two arguments"),
        pytest.param("reload(*m)\n", None, id="a star"),
        pytest.param("self.reload(m)\n", None, id="a method"),
    ],
)
def test_reload(before: str, after: str | None) -> None:
    check("reload", before, after)
