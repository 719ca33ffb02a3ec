"""Cases of `native_strings` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check

TEST = "if isinstance(name, unicode):\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "if isinstance(name, unicode):\n    name = name.encode()\n",
            "if isinstance(name, unicode):\n    name = name.encode('ascii').decode('ascii')\n",
            id="what Python 2 took for the encoding",
        ),
        pytest.param(
            "if type(self.name) is types.UnicodeType: self.name = self.name.encode('US-ASCII')\n",
            "if type(self.name) is types.UnicodeType: "
            "self.name = self.name.encode('US-ASCII').decode('ascii')\n",
            id="an attribute, in the line of the test",
        ),
        pytest.param(
            TEST + "    try:\n        name = name.encode('ascii')\n    except UnicodeError:\n"
            "        name = None\n",
            TEST + "    try:\n        name = name.encode('ascii').decode('ascii')\n"
            "    except UnicodeError:\n        name = None\n",
            id="what is tried",
        ),
    ],
)
def test_native_strings(before: str, after: str) -> None:
    check("native_strings", before, after)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("name = name.encode('ascii')\n", id="no test"),
        pytest.param(TEST + "    data = name.encode('ascii')\n", id="another name"),
        pytest.param(TEST + "    pass\nelse:\n    name = name.encode('ascii')\n", id="the rest"),
        pytest.param(
            "if not isinstance(name, unicode):\n    name = name.encode('ascii')\n", id="negated"
        ),
        pytest.param(TEST + "    name = name.encode('ascii', 'replace')\n", id="another handler"),
        pytest.param(TEST + "    name = name.encode(encoding)\n", id="an encoding nobody knows"),
    ],
)
def test_native_strings_left_alone(source: str) -> None:
    check("native_strings", source, source)
