"""What the fixers of stage `modernize` take out, and what they leave."""

from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check

METHOD = "class A(B):\n    def f(self):\n        {}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("# vim: fileencoding=utf-8\nx = 1\n", "x = 1\n", id="for vim"),
        pytest.param(
            "#!/usr/bin/python3\n# coding: UTF-8\nx = 1\n",
            "#!/usr/bin/python3\nx = 1\n",
            id="behind the line for the shell",
        ),
        pytest.param("# A\n# coding: utf-8\n# B\nx = 1\n", "# A\n# B\nx = 1\n", id="second line"),
        pytest.param("# A\n# B\n# coding: utf-8\nx = 1\n", None, id="third line"),
        pytest.param("x = 1\n# coding: utf-8\ny = 2\n", None, id="behind code"),
        pytest.param("# coding: utf-8\r\nx = 1\r\n", "x = 1\r\n", id="other line ends"),
    ],
)
def test_coding_line(before: str, after: str | None) -> None:
    check("coding_line", before, after)


def test_a_coding_line_that_goes_is_a_change() -> None:
    (change,) = porting.port_source("#!x\n# coding: utf-8\nx\n", fixers=["coding_line"]).changes
    assert (change.line, change.fixer, change.after) == (2, "coding_line", "#!x")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = [u'a' u\"b\", U'''c''']\n", "x = ['a' \"b\", '''c''']\n", id="all forms"),
        pytest.param("x = br'b',  'u\"'\n", None, id="no such prefix"),
    ],
)
def test_text_prefixes(before: str, after: str | None) -> None:
    check("text_prefixes", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("class A (object): pass\n", "class A: pass\n", id="in one line"),
        pytest.param("class A(object, ): pass\n", "class A: pass\n", id="with a comma"),
        pytest.param("class A(B, object,): pass\n", "class A(B): pass\n", id="behind another"),
        pytest.param("object = f()\nclass A(object): pass\n", None, id="one of its own"),
        pytest.param("class A(x.object): pass\n", None, id="an attribute"),
    ],
)
def test_object_base(before: str, after: str | None) -> None:
    check("object_base", before, after)


def test_a_metaclass_stays_where_object_goes() -> None:
    check(
        "object_base",
        "class A(object, metaclass=M): pass\nclass B(A, object, metaclass=M): pass\n",
        "class A(metaclass=M): pass\nclass B(A, metaclass=M): pass\n",
        python2=False,
    )


@pytest.mark.parametrize(
    ("code", "after"),
    [
        pytest.param("return super(A, self).f(super)", "return super().f(super)", id="a method"),
        pytest.param("super( A, self ).f()", "super().f()", id="with spaces"),
        pytest.param("self = 1; super(A, self).f()", None, id="another object"),
        pytest.param("A = 1; super(A, self).f()", None, id="another class"),
        pytest.param("def g(): super(A, self).f()", None, id="a function in a method"),
        pytest.param("lambda: super(A, self).f()", None, id="a lambda"),
        pytest.param("super(A, self.x).f()", None, id="an attribute's"),
        pytest.param("super(A).f(self)", None, id="unbound"),
    ],
)
def test_super_arguments(code: str, after: str | None) -> None:
    check("super_arguments", METHOD.format(code), after and METHOD.format(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "class A(B):\n    @classmethod\n    def f(cls):\n        super(A, cls).f()\n",
            "class A(B):\n    @classmethod\n    def f(cls):\n        super().f()\n",
            id="a class method",
        ),
        pytest.param("@d\n" + METHOD.format("super(A, self).f()"), None, id="a decorated class"),
        pytest.param(
            "from x import super\n" + METHOD.format("super(A, self).f()"), None, id="another super"
        ),
        pytest.param("def f(self):\n    super(A, self).f()\n", None, id="no method"),
    ],
)
def test_super_arguments_by_place(before: str, after: str | None) -> None:
    check("super_arguments", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "try: pass\nexcept (IOError, KeyError, OSError): pass\n",
            "try: pass\nexcept (OSError, KeyError): pass\n",
            id="named once",
        ),
        pytest.param(
            "try: pass\nexcept (KeyError, IOError): pass\n",
            "try: pass\nexcept (KeyError, OSError): pass\n",
            id="one of them alone keeps its place",
        ),
        pytest.param("raise (IOError)\n", "raise (OSError)\n", id="parentheses"),
        pytest.param("import os\nraise os.error\n", "import os\nraise OSError\n", id="of a module"),
        pytest.param("import zlib\nraise zlib.error\n", None, id="of another module"),
        pytest.param("x.IOError = IOError = 1\n", None, id="no name of the library"),
    ],
)
def test_os_errors(before: str, after: str | None) -> None:
    check("os_errors", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import x\n\n__metaclass__ = type\n\ny\n", "import x\n\ny\n", id="gaps"),
        pytest.param(
            "# A\n__metaclass__ = type\n\n# B\ny\n", "# A\n\n# B\ny\n", id="comments stay"
        ),
        pytest.param("class A:\n    __metaclass__ = type\n", None, id="in a class"),
    ],
)
def test_module_metaclass(before: str, after: str | None) -> None:
    check("module_metaclass", before, after)


def test_the_stage_runs_on_request_only() -> None:
    source = "class A(object):\n    x = 1\n"
    assert porting.port_source(source).code == source
    assert porting.port_source(source, modernize=True).code == "class A:\n    x = 1\n"
    stages = porting.port_source(source, stages=["2to3"], modernize=True).stages
    assert [stage.name for stage in stages] == ["2to3", "modernize"]
