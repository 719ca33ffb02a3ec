from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("intern (  s  ) # c\n", "sys.intern (  s  ) # c\n", id="space"),
        pytest.param("intern(s, )\n", "sys.intern(s, )\n", id="a comma behind"),
        pytest.param("intern(intern(s)).x\n", "sys.intern(sys.intern(s)).x\n", id="in itself"),
        pytest.param(
            "x = (intern( # c\n    s\n))\n", "x = (sys.intern( # c\n    s\n))\n", id="lines"
        ),
        pytest.param(
            "intern(s for s in x)\n", "sys.intern(s for s in x)\n", id="a generator is one argument"
        ),
        pytest.param("if x: print intern(s)\n", "if x: print sys.intern(s)\n", id="behind a colon"),
    ],
)
def test_call(before: str, after: str) -> None:
    check("intern", before, "import sys\n" + after, compiles=False)
    check("intern", "import sys\n" + before, "import sys\n" + after, compiles=False)


@pytest.mark.parametrize(
    "text",
    [
        "intern()\n",
        "intern(a, b)\n",
        "intern(s=1)\n",
        "intern(*s)\n",
        "intern(**s)\n",
        "x.intern(s)\n",
        "(intern)(s)\n",
        "intern\n",
        "@intern(s)\ndef f(): pass\n",
    ],
)
def test_left_alone(text: str) -> None:
    check("intern", text)


def test_one_import_behind_the_others() -> None:
    check(
        "intern",
        "# c\nimport os  # d\n\n# e\nintern(s)\r\nintern(t)\r\n",
        "# c\nimport os  # d\nimport sys\n\n# e\nsys.intern(s)\r\nsys.intern(t)\r\n",
    )
