"""Every form of Python 2 round-trips: text to tree to the same text."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import libcst as cst
import libcst.matchers as m
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libcst.metadata import MetadataWrapper, PositionProvider, ScopeProvider

from porting.errors import SourceError
from porting.py2 import nodes, parse_module
from porting.py2.tokens import logical_lines
from porting.source import decode_source
from porting.verify.run import find_python27
from tests.python27 import error_in_python27

FORMS = [
    "print\n",
    "print x\n",
    "print x,\n",
    "print >>f\n",
    "print >>f, x, y,\n",
    "print (a), b\n",
    "print(a, b)\n",
    "print>>f,x;print\n",
    "print'x'\n",
    "if a: print b; print\nelse: print c\n",
    "exec c\n",
    "exec c in g\n",
    "exec c in g, l\n",
    "exec 'x' in d\n",
    "exec('x') in d\n",
    "raise E, V\n",
    "raise E, V, T\n",
    "raise E\n",
    "raise E,(a,b)\n",
    "try: pass\nexcept E, e: pass\n",
    "try: pass\nexcept(A,B),e:\n  pass\n",
    "try: pass\nexcept E , (a, b) : pass\n",
    "try: pass\nexcept E as a.b: pass\n",
    "try:\n  pass\nexcept E, a[0]:\n  pass\n",
    "`x`\n",
    "x = `a`+`b`\n",
    "`1, 2`\n",
    "x=`(`y`)`\n",
    "return`x`\n",
    "print`x`\n",
    "a <> b\n",
    "a<>b\n",
    "(a\n <>\n b)\n",
    "0777\n",
    "10L\n",
    "0xFFL\n",
    "x = 0Lor 3\n",
    "1if x else 2\n",
    "ur'\\u00e9'\n",
    "x = ur'''a\nb'''\n",
    "ur'a' 'b'\n",
    "def f(a, (b, c)=x, *d): pass\n",
    "def f((a)): pass\n",
    "lambda (a,b): a\n",
    "lambda(a,b),c: a\n",
    "lambda x, (a, (b, c)): a\n",
    "[x for x in 1, 2]\n",
    "[x for x in 1, 2, if x for y in a,b if c]\n",
    "[x for x in (1,2)]\n",
    "[x for x in`a`,2]\n",
    "[x for x in(1),2]\n",
    "async = 3\nawait(x)\n",
    "f(async=1)\n",
    "nonlocal = 3\n",
    "True = 1\n",
    "True, False = 1, 0\n",
    "def f(True=1, False=2): pass\n",
    "x.True\n",
    "x.None\n",
    "f((a)=1)\n",
    "if x:\n\ty\n        z\n",
    "if x:\n    if y:\n\tz = (1,\n     2)\n\n    # c\n    else:\n\t  # d\n        w\nq\n",
    "class A:\n\tdef f(self):\n\t    pass\n        def g(self):\n\t    # d\n\n\t    pass\n#e\n",
    "\x0cdef f():\n  \x0c  pass\n",
    "\x0c\nx\n",
    "def f():\n    x\n\x0c\n    y\n\x0cclass A:\n    pass\n",
    "x\ry\r",
    "x = '''a\rb'''\r\ny\rz\n",
    "x = \\\ry\r# c\r\rz",
    "if x:\r  y\r",
    "x",
    "",
    "#c",
    "x;\n",
    "\ufeffx\n",
    "x = 1\r\nprint x\r\n",
    "print lambda x: 1, 2\n",
    "print a if b else c,\n",
    "print not x\n",
    "print -1\n",
    "print {1:2}[1]\n",
    "print \\\n  x\n",
    "print (a,\n  b) # c\n",
    "f(lambda (a, b): a, c)\n",
    "@x\ndef f(a,(b,c)): print a\n",
    "print('a', file=f)\n",
    "exec('a', globals=g)\n",
    "async def f():\n  async for x in y: await z\n",
    "match x:\n  case 1: print(x)\n",
    "f'{a!r:>{w}} {b}'\n",
    "from __future__ import print_function\nprint(a, end='')\n",
    "print f'{x}'\n",
    "class C:\n  def f(self): return`self`\n",
    "x = 5 if 0else 6\n",
    "x=0xfor 3\n",
    "x = 1.if y else 2\n",
    "x = 08.5\n",
    "raise E, `x`\n",
    "exec`x`\n",
    "print >>sys.stderr, `x`,\n",
    "x = [`i`for i in 1,2]\n",
    "lambda x=lambda (a,b):1:x\n",
    "print ur'x', 0777,\n",
    "with a as b, c as (d,e): print d\n",
    "for x, in y: pass\n",
    "for x in 1,2,3: pass\n",
    "for True in 1,2: pass\n",
    "def f(): return lambda(a):a\n",
    "0777L.real\n",
    "0L.x\n",
]


@pytest.mark.parametrize("text", FORMS)
def test_every_form_round_trips(text: str) -> None:
    module = parse_module(text)
    assert module.code == text
    assert module.visit(cst.CSTTransformer()).code == text
    assert module.deep_clone().code == text


ENDS = ["    y\n", "\n", "  # c\n", "    # d\n", "# e\n", " \n", "z\n", "  \n"]


@pytest.mark.parametrize("first", ENDS)
def test_whatever_a_file_ends_in_round_trips(first: str) -> None:
    for rest in product(ENDS, repeat=3):
        text = "class A:\n    x\n" + first + "".join(rest)
        try:
            ast.parse(text)
        except IndentationError:
            continue
        for case in (text, text.rstrip("\n"), text.replace("\n", "\r")):
            assert parse_module(case).code == case


PYTHON3_READS_OTHERWISE = [
    pytest.param("try:\n    f()\nexcept E, e:\n    pass\n", m.AsName(), id="except E, e"),
    pytest.param(
        "print >>f, x\n", m.MatchIfTrue(lambda n: isinstance(n, nodes.Print)), id="print >>f"
    ),
    pytest.param("print -1\n", m.MatchIfTrue(lambda n: isinstance(n, nodes.Print)), id="print -1"),
    pytest.param(
        "print ('a'), 'b'\n", m.MatchIfTrue(lambda n: isinstance(n, nodes.Print)), id="print (a), b"
    ),
    pytest.param("print\n", m.MatchIfTrue(lambda n: isinstance(n, nodes.Print)), id="bare print"),
    pytest.param(
        "exec ('x') in d\n", m.MatchIfTrue(lambda n: isinstance(n, nodes.Exec)), id="exec (x) in d"
    ),
]


@pytest.mark.parametrize(("text", "node"), PYTHON3_READS_OTHERWISE)
def test_what_python3_would_read_otherwise(text: str, node: m.BaseMatcherNode) -> None:
    assert error_in_python27(text) in ("", None)
    assert len(m.findall(parse_module(text), node)) == 1


def test_nodes_bear_the_names_that_matchers_look_for() -> None:
    module = parse_module("x = 0777L\ny = ur'\\u00e9'\ntry: pass\nexcept E, e: pass\n")
    (number,) = m.findall(module, m.Integer())
    (string,) = m.findall(module, m.SimpleString())
    (target,) = m.findall(module, m.AsName(name=m.Name("e")))
    assert isinstance(number, nodes.Integer)
    assert number.evaluated_value == 0o777
    assert isinstance(string, nodes.SimpleString)
    assert string.evaluated_value == "\u00e9"
    assert isinstance(target, nodes.AsName)


def test_metadata_providers_work_on_the_tree() -> None:
    wrapper = MetadataWrapper(parse_module("def f(a, (b, c)):\n    print >>a, `b`, c,\n"))
    scopes = wrapper.resolve(ScopeProvider)
    positions = wrapper.resolve(PositionProvider)
    (statement,) = m.findall(wrapper.module, m.MatchIfTrue(lambda n: isinstance(n, nodes.Print)))
    assert positions[statement].start.line == 2
    (quoted,) = m.findall(wrapper.module, m.MatchIfTrue(lambda n: isinstance(n, nodes.Backquote)))
    assert scopes[quoted.value] is not None


def test_print_is_what_the_file_says() -> None:
    future = "from __future__ import (division,\n    print_function)\n"
    assert m.findall(parse_module(future + "print(a, b)\n"), m.Call())
    assert not m.findall(parse_module("print(a, b)\n"), m.Call())
    assert m.findall(parse_module("print(a, b)\n", print_function=True), m.Call())
    # Only a function takes arguments by name; so the other one is one, too.
    assert len(m.findall(parse_module("print(a, b)\nprint(c, file=d)\n"), m.Call())) == 2


BAD = [
    pytest.param("x = 1\ndef f(:\n", 2, 6, id="a syntax error"),
    pytest.param("x = (1,\ny = 2\n", 1, 4, id="a bracket that is never closed"),
    pytest.param("x = 1\ny = 'abc\n", 2, 4, id="a string that is never closed"),
    pytest.param("print 'a'\nprint 'b' 'c' d\n", 2, 6, id="behind a print statement"),
    pytest.param("if x:\n    y\n  z\n", 3, 0, id="a dedent to nowhere"),
    pytest.param("x = 1 ? 2\n", 1, 6, id="a character that is no token"),
]


@pytest.mark.parametrize(("text", "line", "column"), BAD)
def test_an_error_names_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(SourceError) as caught:
        parse_module(text, filename="bad.py")
    error = caught.value
    assert (error.line, error.filename) == (line, "bad.py")
    assert abs(error.column - column) <= 5
    assert error.source_line == text.splitlines()[line - 1]
    assert "_p2_" not in str(error)


expressions = st.recursive(
    st.sampled_from(
        ["x", "0777", "10L", "0xFFl", "1.5", "'s'", "u'u'", "ur'\\d'", "None", "async", "True"]
    ),
    lambda inner: st.one_of(
        st.builds("`{}`".format, inner.filter(lambda text: "`" not in text)),
        st.builds("({} <> {})".format, inner, inner),
        st.builds("[{} for x in {}, {}]".format, inner, inner, inner),
        st.builds("(lambda (a, b), c={}: {})".format, inner, inner),
        st.builds("f({}, await={})".format, inner, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({}if {} else x)".format, st.sampled_from(["0777", "10L", "0xFFl"]), inner),
        st.builds("{{{}: {}}}".format, inner, inner),
    ),
    max_leaves=6,
)
simple_statements = st.one_of(
    st.builds("print {},".format, expressions),
    st.builds("print >>{}, {}".format, expressions, expressions),
    st.just("print"),
    st.builds("exec {} in {}, {}".format, expressions, expressions, expressions),
    st.builds("raise {}, {}".format, expressions, expressions),
    st.builds("raise {}, {}, {}".format, expressions, expressions, expressions),
    st.builds("y = {}; z = {}  # comment".format, expressions, expressions),
)
compound_statements = st.one_of(
    st.builds("try: {}\nexcept E, e: {}".format, simple_statements, simple_statements),
    st.builds(
        "def f(a, (b, c)={}, *d):\n\t{}\n        pass".format, expressions, simple_statements
    ),
    st.builds("class A:\n    \f\n    {}\n  # comment\n".format, simple_statements),
    st.builds("if {}:\n  {}\nelse: {}".format, expressions, simple_statements, simple_statements),
)
programs = st.lists(simple_statements | compound_statements, max_size=4).map("\n".join)


@given(programs, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_generated_programs_round_trip(program: str, newline: str, ends: bool) -> None:
    text = (program + "\n" * ends).replace("\n", newline)
    try:
        module = parse_module(text)
    except SourceError:
        # `0777if` and the like: Python 2.7 must refuse it as well.
        assert error_in_python27(program + "\n") != ""
        return
    assert module.code == text


def test_python3_comes_back_as_well() -> None:
    text = Path(ast.__file__).read_text(encoding="utf-8")
    assert parse_module(text).code == text


def test_a_sample_of_the_library_of_python27() -> None:
    python = find_python27()
    if python is None:
        assert error_in_python27("") is None
        pytest.skip("no Python 2.7 here")
    library = Path(python).parents[1] / "lib" / "python2.7"
    paths = sorted(library.glob("*.py"))[::6]
    assert len(paths) > 20
    for path in paths:
        data = path.read_bytes()
        source = decode_source(data, filename=str(path))
        assert source.encode(parse_module(source.text).code) == data, path


def test_many_comments_with_two_characters_at_their_ends_are_read() -> None:
    """A line end that could be read in two ways would take as many attempts as there are ways."""
    text = "x = ((((1))))\r\n" + "# more\r\n" * 60
    assert len(logical_lines(text)) == 1
    assert parse_module(text).code == text


@pytest.mark.parametrize("empty", ["''", '""', "b''"])
def test_many_empty_strings_in_nested_brackets_are_read(empty: str) -> None:
    text = f"x = {{1: [{{2: {{3: [{f'{empty}, ' * 60}]}}}}]}}\n"
    assert len(logical_lines(text)) == 1
    assert parse_module(text).code == text
