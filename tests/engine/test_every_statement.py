"""The engine looks at few statements; looking at all of them must give the same text.

What a fixer of stage 2to3 says of what it looks for (its triggers, its pattern, its form, what it
answers in `may_change`) may only leave out what it would not change, and a line parsed without its
block must come out as in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import porting
from porting import pipeline, stages
from porting.engine import rewrite
from porting.engine.document import Document
from porting.example import examples_of
from porting.fixer import Fixer
from porting.verify.run import find_python27

FIXERS = stages.STAGES[0].fixers
NAMES = [fixer.name for fixer in FIXERS]


@contextmanager
def every_statement() -> Iterator[None]:
    """Let all fixers see all statements, each parsed in a block like its own."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (rewrite, pipeline):
            patch.setattr(module, "may_find", lambda document, fixer: True)
        patch.setattr(rewrite, "_is_line", lambda statement: False)
        patch.setattr(Document, "holding", lambda self, words, pattern: range(len(self.statements)))
        patch.setattr(Fixer, "is_wanted", lambda self, statement: True)
        for kind in (Fixer, *FIXERS):
            for name in ("may_change", "needs_tree"):
                if name in vars(kind):
                    patch.setattr(kind, name, lambda self, statement: True)
        yield


def check(text: str, filename: str = "<string>") -> None:
    found = porting.port_source(text, filename=filename, fixers=NAMES)
    with every_statement():
        expected = porting.port_source(text, filename=filename, fixers=NAMES)
    assert found.code == expected.code
    assert found.warnings == expected.warnings


EXPRESSIONS = st.sampled_from(
    "a 0777L 0xFFl 1 u'b' ur'\\u1' '\\u1' unicode unichr(1) `c` 'print' d.has_key(1) e.keys()"
    " f.iteritems() g.next() map(None,a) map(f,a)[0] filter(None,a) zip(a,b) range(2) xrange(2)"
    " raw_input() input() reduce(f,a) apply(f,a) intern(a) reload(a) basestring long(1)"
    " os.getcwdu() sys.exc_type sys.maxint types.StringType StringIO.StringIO()"
    " urllib2.urlopen(a) f.func_name itertools.izip(a,b) operator.isCallable(a)"
    " isinstance(a,(int,long)) buffer(a) set([1,2]) (lambda(a,b):a) [a,for_]"
    " f.xreadlines() StandardError g.throw(E,a) execfile(a)".split()
)
JOINED = st.builds(
    lambda parts, joint: joint.join(parts),
    st.lists(EXPRESSIONS, min_size=1, max_size=3),
    st.sampled_from([" + ", " <> ", ", ", " if a else ", " \\\n  or "]),
)
LINES = st.builds(
    str.replace,
    st.sampled_from(
        [
            "x = @",
            "print @,",
            "print >>f, @",
            "print(@)",
            "raise E, @",
            "raise E(@)",
            "exec @ in d",
            "f(@)",
            "assertEquals(@)",
            "return @",
            "for x in @: pass",
            "if @: x",
            "[x for x in @]",
            "import StringIO, urllib2, os",
            "from itertools import izip, count",
            "from urllib import quote",
            "import __builtin__ as b; x = @",
            "def f(a, (b, c), d=(1, 2)): return @",
            "__metaclass__ = M",
            "def next(self): pass",
            "def __nonzero__(self): pass",
            "try: x\nexcept E, e: @",
            "try: x\nexcept (A, B): @",
            "try: x\nexcept E, (a, b): @",
            "class C(object): x = @",
            "x = '''\n  print @ '''",
            "# @",
        ]
    ),
    st.just("@"),
    JOINED,
)
HEADERS = st.sampled_from(["", "if x:", "def f(self):", "class C:", "while 1:\n  if x:"])


@st.composite
def programs(draw: st.DrawFn) -> str:
    parts = []
    for header in draw(st.lists(HEADERS, min_size=1, max_size=3)):
        parts.append(header and f"{header}\n")
        indent = "      " if header else ""
        for line in draw(st.lists(LINES, min_size=1, max_size=4)):
            parts.append(indent + line.replace("\nexcept", f"\n{indent}except") + "\n")
    return "".join(parts)


@settings(max_examples=30)
@given(programs())
def test_generated_programs(text: str) -> None:
    try:
        porting.port_source(text, fixers=NAMES)
    except porting.SourceError:
        return  # Not all combinations are Python 2.
    check(text)


def _samples() -> list[Path]:
    python = find_python27()
    library = Path(python).parents[1] / "lib" / "python2.7" if python else Path()
    names = ("Bastion.py", "dircache.py", "symbol.py", "user.py", "idlelib/idlever.py")
    return [library / name for name in names if (library / name).is_file()]


@pytest.mark.parametrize("path", _samples(), ids=lambda path: path.stem)
def test_files_of_the_library(path: Path) -> None:
    check(path.read_text(encoding="latin-1"), str(path))


@pytest.mark.parametrize("fixer", FIXERS, ids=NAMES)
def test_examples(fixer: type[Fixer]) -> None:
    for example in examples_of(fixer):
        check(example.before)
