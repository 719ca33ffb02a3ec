from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import anydbm, whichdb\n", "import dbm, dbm\n", id="both"),
        pytest.param("from whichdb import whichdb\n", "from dbm import whichdb\n", id="from"),
        pytest.param(
            "import anydbm\nanydbm.open(anydbm)\n",
            "import dbm\ndbm.open(anydbm)\n",
            id="not without a dot",
        ),
        pytest.param("import dbm\ndbm.open(f)\n", None, id="dbm itself is for imports"),
    ],
)
def test_imports2(before: str, after: str | None) -> None:
    check("imports2", before, after)


def test_comes_after_imports() -> None:
    result = porting.port_source(
        "import dbm\nimport anydbm\ndbm.x, anydbm.x\n", fixers=["imports", "imports2"]
    )
    assert result.code == "import dbm.ndbm\nimport dbm\ndbm.ndbm.x, dbm.x\n"
