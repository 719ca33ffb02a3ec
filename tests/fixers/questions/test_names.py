from __future__ import annotations

import pytest

from porting.engine.context import Context
from porting.engine.document import read_document
from porting.engine.rewrite import settle_print
from porting.fixers.questions.names import add_import


def with_import(text: str, package: str | None, name: str, *, is_faithful: bool = True) -> str:
    document = read_document(text, Context(is_faithful=is_faithful))
    settle_print(document)
    add_import(document, package, name)
    return document.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x\n", "import sys\nx\n", id="at the top"),
        pytest.param("#!python\n# c\nx\n", "import sys\n#!python\n# c\nx\n", id="above comments"),
        pytest.param("\ufeff# c\nx\n", "\ufeffimport sys\n# c\nx\n", id="behind the BOM"),
        pytest.param(
            "# a\n'doc'\n\n# b\nx\n",
            "# a\n'doc'\nimport sys\n\n# b\nx\n",
            id="behind the docstring",
        ),
        pytest.param("x\nu'text'\ny\n", "x\nu'text'\nimport sys\ny\n", id="behind any string"),
        pytest.param("'a' 'b'\n", "import sys\n'a' 'b'\n", id="joined strings are no docstring"),
        pytest.param("('a')\n", "import sys\n('a')\n", id="nor is one in parentheses"),
        pytest.param("'a'.x\n", "import sys\n'a'.x\n", id="nor an attribute of one"),
        pytest.param(
            "'doc'\nimport a\n\n# c\nfrom b import c  # d\n# e\nx\nimport f\n",
            "'doc'\nimport a\n\n# c\nfrom b import c  # d\nimport sys\n# e\nx\nimport f\n",
            id="behind the first group of imports",
        ),
        pytest.param(
            "if x:\n    import a\nimport b; y\nx\n",
            "if x:\n    import a\nimport b; y\nimport sys\nx\n",
            id="a group is at module level",
        ),
        pytest.param("x; import a\n", "import sys\nx; import a\n", id="and begins its line"),
        pytest.param("import a\n# e\n", "import a\nimport sys\n# e\n", id="at the end"),
        pytest.param("import a", "import a\nimport sys", id="at an end without a newline"),
        pytest.param("import a\r\nx\r\n", "import a\r\nimport sys\r\nx\r\n", id="line ends"),
    ],
)
def test_place(before: str, after: str) -> None:
    assert with_import(before, None, "sys") == after
    assert with_import(after, None, "sys") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("#!python\n# c\nx\n", "#!python\n# c\nimport sys\nx\n", id="a script"),
        pytest.param("\ufeff# c\nx\n", "\ufeff# c\nimport sys\nx\n", id="a BOM"),
        pytest.param("x\n", "import sys\nx\n", id="no comments"),
        pytest.param("import a\n# c\nx\n", "import a\nimport sys\n# c\nx\n", id="an import"),
    ],
)
def test_a_script_keeps_its_first_line(before: str, after: str) -> None:
    assert with_import(before, None, "sys", is_faithful=False) == after


@pytest.mark.parametrize(
    "text",
    [
        "import a, sys\n",
        "import a.b as sys\n",
        "from p import sys\n",
        "from . import sys\n",
        "from p import a as sys\n",
        "from p import sys as b, c\n",
        "a; sys = 1\n",
        "sys.x = 1\n",
        "a, [sys] = 1, 2\n",
        "sys += 1\n",
        "sys: int\n",
        "for a, sys in x: pass\n",
        "for a in b: import sys\n",
        "if x:\n    pass\nelse:\n    import sys\n",
        "while x: import sys\n",
        "try:\n    pass\nexcept E:\n    pass\nfinally:\n    if x:\n        import sys\n",
        "def sys(): pass\n",
        "if x:\n    class sys: pass\n",
    ],
)
def test_bound(text: str) -> None:
    assert with_import(text, None, "sys") == text


@pytest.mark.parametrize(
    "text",
    [
        "import sys as b\n",
        "import a.sys\n",
        "import sys.a\n",
        "from p import (sys)\n",
        "from p import *\n",
        "from .a import sys\n",
        "from .. import sys\n",
        "a = sys = 1\n",
        "x[sys] = 1\n",
        "x.sys = 1\n",
        "f(sys).x = 1\n",
        "del sys\n",
        "for a in sys: pass\n",
        "for a in b: import sys\nelse: pass\n",
        "if x:\n    import sys\nelse:\n    pass\n",
        "if x:\n    if y:\n        import sys\nelif z:\n    pass\n",
        "with x: import sys\n",
        "with x as sys:\n    import sys\n",
        "def f():\n    import sys\n",
        "@a\ndef sys(): pass\n",
        "async def sys(): pass\n",
    ],
)
def test_not_bound(text: str) -> None:
    assert with_import(text, None, "sys") != text


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("from functools import reduce\n", True),
        ("from functools import a, reduce\n", True),
        ("from functools import *\n", True),
        ("try: from functools import reduce\nexcept: pass\n", True),
        ("for reduce in x: pass\n", True),
        ("if x:\n    for reduce in y: pass\n", False),
        ("from functools import reduce as r\n", False),
        ("from functools import a as b, reduce\n", False),
        ("from functools import (reduce)\n", False),
        ("from other import reduce\n", False),
        ("from other import *\n", False),
        ("import reduce\n", False),
        ("reduce = 1\n", False),
        ("def reduce(): pass\n", False),
    ],
)
def test_bound_from_its_package(text: str, bound: bool) -> None:
    assert (with_import(text, "functools", "reduce") == text) is bound
