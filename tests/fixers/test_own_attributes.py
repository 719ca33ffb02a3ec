"""Fixers that know attributes by their names leave those that are the project's own."""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path

import pytest

from porting.engine.context import Context
from porting.engine.document import read_document
from porting.engine.rewrite import run_fixers
from porting.engine.triggers import watch
from porting.fixer import Fixer
from porting.options import Options
from porting.project.bound_names import NAMES
from porting.project.graph import Project, find_project
from porting.stages import STAGES

# What the attribute of an object can stand in; some fixers look for the rest of the first line.
USES = (
    "y = {0}.{1}",
    "y = {0}.{1}()",
    "y = {0}.{1}().z",
    "y = {0}.{1}(a)",
    "y = {0}.{1}(a, [])",
    "y = {0}.{1}(lambda p, q: 1)",
    "{0}.{1}(a, b, c)",
    "{0}.{1}(True)",
    "{0}.{1}(StringIO(a))",
    "for z in {0}.{1}(): pass",
    "y = hasattr({0}, '{1}')",
)
UNKNOWN = "headers"  # As some that a fixer looks for are called; nothing binds it.
HINTS = "import tarfile, io\nfrom io import StringIO\n"
GUARDS = {
    "asserts": "name",
    "count_equal": "name",
    "dict": "receiver",
    "element_methods": "name",
    "expat_files": "name",
    "funcattrs": "name",
    "function_of_method": "name",
    "gettext_methods": "name",
    "has_key": "receiver",
    "has_key_method": "receiver",
    "http_messages": "name",
    "methodattrs": "name",
    "next": "receiver",
    "next_calls": "receiver",
    "readfp": "name",
    "sax_streams": "name",
    "sort_cmp": "receiver",
    "tar_filters": "name",
    "test_methods": "name",
    "thread_methods": "name",
    "throw": "name",
    "xreadlines": "name",
}


@dataclass(frozen=True)
class Known:
    """A fixer that does something about a name, asked of an object that nobody knows."""

    fixer: type[Fixer]
    stage: str
    name: str
    use: str

    def __str__(self) -> str:
        return f"{self.fixer.name}: {self.use.format('x', self.name)}"


def is_touched(
    known: Known, text: str, project: Project | None = None, filename: str = "<string>"
) -> bool:
    """Whether the fixer changes a text, or warns of it."""
    is_python3 = known.stage != "2to3"
    context = Context(filename, project=project, is_python3=is_python3)
    document = read_document(text, context, is_python3)
    watch(document, [known.fixer])
    changes, warnings = run_fixers(document, [known.fixer], Options(), known.stage)
    return bool(changes or warnings)


def uses() -> list[Known]:
    found = []
    for stage in STAGES:
        for fixer in stage.corrected:
            for name in sorted(fixer.triggers):
                # A name of Python's is nobody's own.
                if name.startswith("__") or iskeyword(name) or fixer.explicit:
                    continue
                for use in USES:
                    known = Known(fixer, stage.name, name, use)
                    receiver = "self" if is_for_self(known) else UNKNOWN
                    if is_touched(known, HINTS + statement(known, receiver)):
                        found.append(known)
    return found


def is_for_self(known: Known) -> bool:
    return known.fixer.name in ("count_equal", "test_methods")


def statement(known: Known, receiver: str) -> str:
    return known.use.format(receiver, known.name) + "\n"


FOUND = uses()
# Two uses of each name will do.
FEW = [
    known
    for number, known in enumerate(FOUND)
    if [(each.fixer, each.name) for each in FOUND[max(0, number - 2) : number]].count(
        (known.fixer, known.name)
    )
    < 2
]


def test_fixers_that_go_by_name() -> None:
    assert {known.fixer.name: known.fixer.knows_by for known in FOUND} == GUARDS


def test_their_changes_are_for_review() -> None:
    # The one only warns.
    found = {known.fixer.name for known in FOUND if known.fixer.safety != "review"}
    assert found == {"tar_filters"}


def test_their_names_are_looked_for() -> None:
    assert {known.name for known in FOUND} <= NAMES


def method(known: Known) -> str:
    return f"    def f(self, a, b, c):\n        {statement(known, 'self')}"


def own(known: Known, how: str) -> str:
    """A class that binds the name."""
    ways = {
        "a method": "    def {0}(self, p, q=1): pass\n",
        "a property": "    @property\n    def {0}(self): return 1\n",
        "a class attribute": "    {0} = None\n",
        "slots": "    __slots__ = ('a', '{0}')\n",
        "stored": "    def __init__(self, p):\n        self.{0} = p\n",
        "stored with others": "    def __init__(self, p):\n        self.p, self.{0} = p\n",
        "set": "    def __init__(self, p):\n        setattr(self, '{0}', p)\n",
        "asked for": "    def __getattr__(self, p):\n        if p == '{0}': return 1\n",
    }
    return "class Own(object):\n" + ways[how].format(known.name)


HOW = [
    "a method",
    "a property",
    "a class attribute",
    "slots",
    "stored",
    "stored with others",
    "set",
    "asked for",
]


@pytest.mark.parametrize("known", FEW, ids=str)
def test_own_names_stay(known: Known) -> None:
    for how in HOW:
        assert not is_touched(known, HINTS + own(known, how) + method(known)), how
        inherited = own(known, how) + "class New(Own):\n" + method(known)
        assert not is_touched(known, HINTS + inherited), how
    if is_for_self(known):
        return
    assert not is_touched(known, f"import x\n{HINTS}{statement(known, 'x')}")
    assert not is_touched(known, HINTS + own(known, "a method") + statement(known, "Own"))
    assert not is_touched(known, HINTS + own(known, "a method") + statement(known, "Own()"))
    made = own(known, "a method") + "x = Own()\n" + statement(known, "x")
    assert not is_touched(known, HINTS + made)


@pytest.mark.parametrize("known", FEW, ids=str)
def test_what_another_file_defines_stays(known: Known, tmp_path: Path) -> None:
    shop, main = tmp_path / "shop.py", tmp_path / "main.py"
    shop.write_text(own(known, "a method"))
    texts = {
        "inherited": f"from shop import Own\n{HINTS}class New(Own):\n{method(known)}",
        "inherited, by the module": f"import shop\n{HINTS}class New(shop.Own):\n{method(known)}",
    }
    if not is_for_self(known):
        texts["a module"] = f"import shop\n{HINTS}{statement(known, 'shop')}"
        texts["a class"] = f"from shop import Own\n{HINTS}{statement(known, 'Own')}"
        # The class that has this one answers to the new name, too.
        if known.fixer.knows_by == "name" and known.name != "getheaders":
            texts["anything"] = HINTS + statement(known, UNKNOWN)
    for how, text in texts.items():
        main.write_text(text)
        project = find_project([shop, main])
        assert not is_touched(known, text, project, str(main)), how


# Of a `sort` that it does not know, one fixer only warns: with one's own in reach not even that.
OTHERS = [known for known in FEW if known.fixer.name != "sort_cmp"]


@pytest.mark.parametrize("known", OTHERS, ids=str)
def test_what_is_another_classes_is_ported(known: Known) -> None:
    """A class of the project that has not got the name itself has the library's."""
    other = f"import unittest\nclass Other(unittest.TestCase):\n{method(known)}"
    is_known = is_touched(known, HINTS + other)
    assert is_touched(known, HINTS + own(known, "a method") + other) == is_known
