"""Imports and definitions for one version of Python, or for whatever is installed."""

from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check

FOR_PYTHON3 = [
    "if sys.version_info[0] >= 3:\n    def items(d): return iter(d.items())\n",
    "if PY2:\n    pass\nelse:\n    names = map(str, names)\n    unichr = chr\n",
    "if not PY2:\n    keys = d.keys()\n",
]


@pytest.mark.parametrize("text", FOR_PYTHON3)
def test_code_for_python3_is_left_alone(text: str) -> None:
    assert porting.port_source("print 1\n" + text).code == "print(1)\n" + text


def test_a_branch_that_only_python2_could_run_was_for_2to3() -> None:
    text = "if PY3:\n    for each in d.iteritems():\n        f(each, d.keys())\n"
    code = porting.port_source("print 1\n" + text).code
    assert code == "print(1)\n" + text.replace("iteritems", "items").replace(
        "d.keys()", "list(d.keys())"
    )


def test_code_for_python3_follows_its_library() -> None:
    before = "print 1\nimport collections\nif PY3:\n    Base = collections.Mapping\n"
    code = porting.port_source(before).code
    assert code.endswith("if PY3:\n    Base = collections.abc.Mapping\n")


def test_2to3_does_not_ask_for_the_version() -> None:
    before = "if PY3:\n    x = unicode\n"
    assert porting.port_source(before, stages=["2to3"]).code == "if PY3:\n    x = str\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def f():\n    try:\n        # the fast one\n        import a as b  # !\n"
            "    except ImportError:\n        # the other\n        import a as b\n    return b\n",
            "def f():\n    # the fast one\n    import a as b  # !\n    return b\n",
            id="comments",
        ),
        pytest.param(
            "try:\n    zipped = zip\nexcept:\n    zipped = zip\n", "zipped = zip\n", id="assigned"
        ),
        pytest.param(
            "try:\n    from a import b, c\nexcept (ImportError, Exception) as e:\n"
            "    from a import c\n    from a import b\n",
            "from a import b, c\n",
            id="in another order",
        ),
        pytest.param(
            "try:\n    import a\nexcept ImportError:\n    try:\n        import a\n"
            "    except ImportError:\n        import a as a\nx = a\n",
            "import a\nx = a\n",
            id="a ladder in a ladder",
        ),
        pytest.param(
            "if PY2:\n    import a\nelse:\n    import a\n", "import a\n", id="for each version"
        ),
        pytest.param(
            "try:\n    import a\nexcept ImportError:\n    import b as a\n", None, id="two"
        ),
        pytest.param(
            "try:\n    import a\nexcept ValueError:\n    import a\n", None, id="not for it"
        ),
        pytest.param(
            "try:\n    import a\nexcept ImportError:\n    import a\nelse:\n    a.b()\n",
            None,
            id="with another clause",
        ),
        pytest.param("try:\n    a()\nexcept ImportError:\n    a()\n", None, id="no import"),
        pytest.param("if x:\n    import a\nelse:\n    import a\n", None, id="another question"),
        pytest.param("try:\n    x = y\nexcept NameError:\n    x = y\n", None, id="no name"),
    ],
)
def test_same_branches(before: str, after: str | None) -> None:
    check("same_branches", before, after)


def test_a_branch_with_a_builtin_that_python_3_lacks_was_to_be_ported() -> None:
    before = "if sys.version_info < (3,):\n    text = unicode\nelse:\n    text = unicode\nprint 1\n"
    assert porting.port_source(before).code == "text = str\nprint(1)\n"


def test_a_branch_with_a_builtin_that_the_file_gives_to_python_3_stays() -> None:
    before = "if PY3:\n    unicode = str\n    text = map(unicode, x)\nprint 1\n"
    assert porting.port_source(before).code == before.replace("print 1", "print(1)")
