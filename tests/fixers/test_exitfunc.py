from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# a\nimport sys # b\n\n# c\nsys . exitfunc =  f # d\n",
            "# a\nimport sys\nimport atexit # b\n\n# c\natexit.register(f) # d\n",
            id="comments",
        ),
        pytest.param(
            "import os,  sys ; x\r\nsys.exitfunc = f\r\n",
            "import os,  sys, atexit ; x\r\natexit.register(f)\r\n",
            id="beside others",
        ),
        pytest.param(
            "import sys; sys.exitfunc = f\n",
            "import sys\nimport atexit; atexit.register(f)\n",
            id="in one line",
        ),
        pytest.param(
            "def f():\r\n    import sys\r\n    sys.exitfunc = lambda: x\r\n",
            "def f():\r\n    import sys\r\n    import atexit\r\n    atexit.register(lambda: x)\r\n",
            id="in a function",
        ),
        pytest.param(
            "import sys\nimport os, sys\nif x:\n    sys.exitfunc = f\nelse: sys.exitfunc = g\n",
            "import sys\nimport atexit\nimport atexit\nimport os, sys\n"
            "if x:\n    atexit.register(f)\nelse: atexit.register(g)\n",
            id="twice",
        ),
        pytest.param(
            "import sys\nsys.exitfunc = (\n    f # c\n)\n",
            "import sys\nimport atexit\natexit.register((\n    f # c\n))\n",
            id="three lines",
        ),
        pytest.param(
            "import sys; import sys; import os, sys\nsys.exitfunc = f\n",
            "import sys\nimport atexit; import sys; import os, sys\natexit.register(f)\n",
            id="the first of several imports",
        ),
        pytest.param("import sys\nsys.exitfunc = x = f\n", None, id="two targets"),
        pytest.param("import sys\nx = sys.exitfunc = f\n", None, id="the second target"),
        pytest.param("import sys\nsys.exitfunc += f\n", None, id="added to"),
        pytest.param("import sys\n(sys.exitfunc) = f\n", None, id="in parentheses"),
        pytest.param("import sys\nx.sys.exitfunc = sys.exitfunc.x = f\n", None, id="other targets"),
        pytest.param("import sys\nsys.exitfunc()\n", None, id="called"),
    ],
)
def test_exitfunc(before: str, after: str | None) -> None:
    check("exitfunc", before, after)


@pytest.mark.parametrize(
    "line", ["import sys as s\n", "import sys.x\n", "from sys import exit\n", "def f(sys): pass\n"]
)
def test_no_import_found(line: str) -> None:
    check(
        "exitfunc",
        line + "sys.exitfunc = f\nimport sys\n",
        line + "atexit.register(f)\nimport sys\n",
        notes=["Can't find sys import; Please add an atexit import at the top of your file."],
    )
