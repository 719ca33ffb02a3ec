"""What a fixer is: one rewrite of one Python 2 habit."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import libcst as cst
from libcst._nodes.internal import CodegenState

from porting.engine.document import Document, Statement
from porting.engine.triggers import holds_trigger, may_change
from porting.options import Options as Options
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE
from porting.py2.tokens import Kind
from porting.result import Safety, Shows, Strings

if TYPE_CHECKING:
    from porting.project.graph import Project

Node = Any


class Fixer:
    """Base class of all fixers. A new instance is made for each file.

    A fixer defines ``leave_NODE(original_node, updated_node)`` for the LibCST node classes (and
    those of `porting.py2.nodes`) that it rewrites, as a LibCST transformer does, and
    ``visit_NODE(node)`` where it must look on the way down. Only statements that hold one of its
    `triggers`, or where its `pattern` is found, are parsed and walked; they come in the order of
    the file, each with its own header only.

    While a node is left, `self.parents` are the nodes around it as they were, the innermost last,
    and `self.index` is the statement's place in `self.document`.
    """

    name: ClassVar[str]
    """The fixer's name for users: 2to3's own where it has one."""

    triggers: ClassVar[frozenset[str]] = frozenset()
    """Words of which a statement must hold one."""

    pattern: ClassVar[re.Pattern[str] | None] = None
    """Where no word tells: a pattern that must be found in the statement's text."""

    in_strings: ClassVar[bool] = True
    """Whether a trigger counts that stands in a string or a comment."""

    form: ClassVar[re.Pattern[str] | None] = None
    """A pattern that must be found in the code of a statement with a trigger: in its text without
    what strings and comments hold."""

    in_package: ClassVar[bool] = False
    """Whether a statement with a trigger must have the name of a module beside the file, too."""

    literals: ClassVar[Literal[Kind.STRING, Kind.NUMBER] | None] = None
    """The kind of literals that it rewrites, each by itself, with `rewrite_literal`: no tree is
    made for them. Its `pattern` is what they hold; with triggers it walks trees as well."""

    together: ClassVar[str] = ""
    """A word that fixers share which stand side by side in their stage, and walk each statement
    together: each sees the document as it was before the first of them, and is asked with
    `is_wanted` for every statement."""

    strings: ClassVar[Strings | None] = None
    """The policy for strings under which alone it runs."""

    knows_by: ClassVar[Literal["", "name", "receiver"]] = ""
    """How it tells attributes of the library's objects, which it knows by their name alone, from
    the project's own: "name" leaves those that any file of the project binds, "receiver" those of
    what is known to be the project's. "" for all others: see `own_names.is_own_attribute`."""

    is_loaded: ClassVar[bool] = True
    """A fixer of which no more is known than a row of a table says is not: see `unloaded`."""

    explicit: ClassVar[bool] = False
    """Runs only when it is asked for by name."""

    safety: ClassVar[Safety] = "safe"
    """"review" where a person should look at each change."""

    written_in: ClassVar[Language] = Language.UNDECIDED
    """What a file must be at least for the fixer to run in the whole pipeline: PYTHON2 where what
    it rewrites means something else in Python 3, HALF where only code for both Pythons may have it
    as well, UNDECIDED where it is needless in Python 3, PYTHON3 where a Python 3 up to 3.14 lost
    what the ones before it had."""

    removed_in: ClassVar[tuple[int, int]] = (3, 0)
    """The first Python 3 in which what it rewrites no longer works: for an older one, where that is
    asked for, it does not run."""

    if_left: ClassVar[Shows | None] = None
    """How it shows itself that what it rewrites was left alone, because the file may be Python 3:
    each such place is told. None where nobody needs to be told."""

    def __init__(self, document: Document, options: Options) -> None:
        self.document = document
        self.options = options
        self.parents: list[Node] = []
        self.index = 0
        self.notes: list[Note] = []
        self.evidence: list[str] = []
        self.is_for_review = False
        self.rewritten: list[tuple[Statement, str]] = []
        self.head_before: str | None = None
        self.frame_length = 0

    # What a fixer may do besides returning nodes

    def note(
        self, node: Node, message: str, shows: Shows = "fails when reached", requires: str = ""
    ) -> None:
        """Leave a warning for a person at a node of the statement being walked.

        `requires` is the package of the index that the ported code needs, as pip takes it.
        """
        self.notes.append(Note(self.span_of(node)[0], message, shows, requires))

    def cannot_convert(self, node: Node, reason: str, shows: Shows = "fails when reached") -> None:
        """Leave a warning as 2to3 has it: the node's text, and in a line of its own the reason."""
        start, end = self.span_of(node)
        self.note(node, f"could not convert: {self.statement.text[start:end]}\n{reason}", shows)

    def rewrite(self, statement: Statement, text: str) -> None:
        """Give a statement another text of as many lines, where no node shows the difference."""
        self.rewritten.append((statement, statement.text))
        self.document.refresh(statement, text)

    @property
    def head(self) -> str:
        """The comments and blank lines that the file begins with."""
        statements = self.document.statements
        return statements[0].gap if statements else ""

    def rewrite_head(self, text: str) -> None:
        """Give the comments that the file begins with another text."""
        self.head_before = self.head
        self.document.statements[0].gap = text

    def because(self, *steps: str, safety: Safety = "safe") -> None:
        """Add the chain of steps that led to the change being made, and whether a person should
        look at this one, though the fixer's changes are safe otherwise."""
        self.evidence.extend(steps)
        self.is_for_review = self.is_for_review or safety == "review"

    def finish(self) -> None:
        """Called once when all statements were seen: the place to add imports."""

    # What the engine asks

    def is_needed(self) -> bool:
        """Whether the document may hold anything that the fixer rewrites."""
        return True

    def is_wanted(self, statement: Statement) -> bool:
        """Whether the statement is worth parsing: it may hold what the fixer rewrites.

        Where a fixer answers in another way, it is asked of every statement; where it does not,
        the statements are found by their words.
        """
        if self.triggers.isdisjoint(statement.words) and (
            self.pattern is None or self.pattern.search(statement.text) is None
        ):
            return False
        return self.may_change(statement)

    def may_change(self, statement: Statement) -> bool:
        """Asked of statements with a trigger: False where the text shows already that nothing is
        to be rewritten. It spares a parse, so it should cost far less than one."""
        return may_change(self.document, statement, type(self))

    def rewrite_literal(self, text: str) -> str:
        """What to write for a literal of the kind `literals`, in as many lines: `text` itself
        where it stays. Formatted strings, which are no plain literals, do not come here."""
        return text

    def needs_tree(self, statement: Statement) -> bool:
        """Whether there may be more for it in a statement than literals."""
        return self.literals is None or holds_trigger(statement, type(self))

    # What many fixers ask

    @property
    def project(self) -> Project:
        """What is known of the files of the run; where only one is ported, of those beside it."""
        from porting.project.graph import project_around

        return self.document.context.project or project_around(self.document.context.filename)

    @property
    def statement(self) -> Statement:
        """The statement being walked."""
        return self.document.statements[self.index]

    @property
    def parent(self) -> Node:
        """The node around the one being left."""
        return self.parents[-1] if self.parents else None

    def enclosing(self) -> str:
        """The word that opens the innermost block around the statement ("class", "def", "if", ...),
        or "" at module level."""
        outer = self.document.header_of(self.index)
        return "" if outer is None else self.document.statements[outer].first_word

    def when_it_raises(self) -> Shows:
        """How an exception shows itself that the statement raises whenever it runs."""
        outer: int | None = self.index
        while outer is not None:
            outer = self.document.header_of(outer)
            if outer is not None and self.document.statements[outer].first_word in ("def", "async"):
                return "fails when reached"
        return "fails at import"

    def span_of(self, node: Node) -> tuple[int, int]:
        """Where the node stands in the statement's text: start and end, as offsets."""
        start, end = spans_in(self.parents[0] if self.parents else node)[node]
        return start - self.frame_length, end - self.frame_length

    @classmethod
    def load(cls) -> type[Fixer]:
        """The fixer itself, imported where it was not."""
        return cls

    @classmethod
    def title(cls) -> str:
        """The first line of the docstring."""
        return (inspect.getdoc(cls) or "").split("\n", 1)[0]

    @classmethod
    @cache
    def reason(cls) -> str:
        """The title and the paragraph behind it, in one line: why the change is made."""
        paragraphs = (inspect.getdoc(cls) or "").split("\n\n")
        return " ".join(" ".join(paragraphs[:2]).split())

    @classmethod
    @cache
    def handlers(cls, kind: str) -> dict[str, Callable[..., Any]]:
        """The methods ``visit_NODE`` or ``leave_NODE``, by the name of the node class."""
        return {
            name.partition("_")[2]: getattr(cls, name)
            for name in dir(cls)
            if name.startswith(kind + "_")
        }


@dataclass(frozen=True)
class Note:
    """A warning, at an offset in the statement's text (in the whole text, once all were seen)."""

    offset: int
    message: str
    shows: Shows
    requires: str = ""


@lru_cache(maxsize=2)
def spans_in(module: cst.Module) -> dict[Node, tuple[int, int]]:
    """Where each node stands in the code of its module: start and end, as offsets."""
    recorder = _SpanRecorder(module.default_indent, module.default_newline)
    module._codegen(recorder)
    return recorder.spans


class _SpanRecorder(CodegenState):
    """Writes code, and down where each node begins and ends without the space around it.

    LibCST's own providers of positions walk the tree and make several objects for each node: too
    much for a statement of ten thousand lines.
    """

    def __init__(self, indent: str, newline: str) -> None:
        super().__init__(indent, newline)
        self.spans: dict[Node, tuple[int, int]] = {}
        self.position = 0
        self._starts: list[int] = []

    def add_indent_tokens(self) -> None:
        super().add_indent_tokens()
        self.position += sum(map(len, self.indent_tokens))

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.position += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._starts.append(self.position)

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self._starts.pop()
        if node not in self.spans:
            self.spans[node] = (start, self.position)

    @contextmanager
    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> Iterator[None]:
        start = self.position
        try:
            yield
        finally:
            start = start if start_node is None else self.spans[start_node][0]
            end = self.position if end_node is None else self.spans[end_node][1]
            self.spans[node] = (start, end)


def name_of(node: Node) -> str:
    """The dotted name that an expression spells ("os.path"), "" where it is something else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        outer = name_of(node.value)
        return f"{outer}.{node.attr.value}" if outer else ""
    return ""


def dotted(name: str) -> cst.Name | cst.Attribute:
    """The expression that spells a dotted name."""
    first, *rest = name.split(".")
    node: cst.Name | cst.Attribute = cst.Name(first)
    for part in rest:
        node = cst.Attribute(value=node, attr=cst.Name(part))
    return node


def without_parentheses(node: Node) -> Node:
    """The expression with all its own parentheses taken off."""
    return node.with_changes(lpar=(), rpar=())


def in_parentheses(node: Node) -> Node:
    """The expression with parentheses around it."""
    return node.with_changes(
        lpar=[cst.LeftParen(), *node.lpar], rpar=[*node.rpar, cst.RightParen()]
    )


def is_call_to(node: Node, *names: str) -> bool:
    """Whether the node calls one of these (dotted) names."""
    return isinstance(node, cst.Call) and name_of(node.func) in names


def arguments(args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """The positional arguments, or none at all where one is starred or named."""
    return [] if any(arg.keyword or arg.star for arg in args) else list(args)


def keyword_argument(name: str, value: cst.BaseExpression) -> cst.Arg:
    """The argument ``name=value``, written without spaces."""
    return cst.Arg(value, keyword=cst.Name(name), equal=cst.AssignEqual(NO_SPACE, NO_SPACE))


def call_of(name: str, value: cst.BaseExpression) -> cst.Call:
    """The call ``name(value)``."""
    return cst.Call(cst.Name(name), [cst.Arg(value)])
