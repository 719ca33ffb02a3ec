"""Runs fixers over a document: finds the statements they could touch, walks them, splices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal, cast

import libcst as cst

from porting.engine.branches import is_for_python3, is_passed_over
from porting.engine.document import Document, Statement
from porting.engine.ignored import has_comment, is_ignored
from porting.engine.places import place_in_source
from porting.engine.triggers import KnownFixer, may_find
from porting.errors import FixerBug, SourceError
from porting.fixer import Fixer, Note, Options
from porting.project.language import Language
from porting.py2.nodes import Module, deep_recursion
from porting.py2.parse import has_print_function, parse_line, parse_module
from porting.py2.tokens import tokenize, too_deep
from porting.result import Change, Warning

# What must stand before a clause, or behind a header, to make it a statement of its own.
_BEFORE_CLAUSE = {
    "elif": "if 1: pass",
    "else": "if 1: pass",
    "except": "try: pass",
    "finally": "try: pass",
}


def run_fixers(
    document: Document, kinds: Iterable[KnownFixer], options: Options, stage: str
) -> tuple[list[Change], list[Warning]]:
    """Let fixers rewrite a document in place, one after the other.

    The document watches for what they look for (`porting.engine.triggers.watch`).
    What is run in Python 3 alone is left to those that have to do with files of Python 3.

    Returns:
        Their changes, one for each statement, and their warnings, those of each in the order of
        the file.

    Raises:
        SourceError: a statement that could not be parsed.
        FixerBug: a fixer made something that cannot be written down.
    """
    changes: list[Change] = []
    warnings: list[Warning] = []
    with deep_recursion():
        for _, group in groupby(kinds, lambda kind: kind.together or kind.name):
            found = [kind for kind in group if may_find(document, kind)]
            fixers = [kind.load()(document, options) for kind in found]
            if fixers:
                _run(document, fixers, stage, changes, warnings)
    return changes, warnings


def _run(
    document: Document,
    fixers: Sequence[Fixer],
    stage: str,
    changes: list[Change],
    warnings: list[Warning],
) -> None:
    """Run one fixer, or some that walk each statement together."""
    is_for_both = document.context.is_faithful or fixers[0].written_in is Language.PYTHON3
    is_fine = document.context.language is Language.PYTHON3 and not document.context.is_faithful
    needed = [fixer for fixer in fixers if fixer.is_needed()]
    if needed:
        walker = _Walker(needed)
        heeds_comments = not document.context.is_faithful and has_comment(document.source)
        for index in _places(document, needed):
            if is_fine and is_passed_over(document, index):
                continue
            if is_for_both or not is_for_python3(document, index):
                offset = document.statements[index].offset
                try:
                    if not heeds_comments:
                        changes += _fix(document, walker, stage, warnings)
                    else:
                        changes += _fix_unless_ignored(document, needed, stage, warnings)
                except RecursionError:
                    error = too_deep(document.source, offset)
                    error.filename = document.context.filename
                    raise error from None
    for fixer in fixers:
        fixer.finish()
        if fixer.head_before is not None:
            changes.append(_change(document, fixer, stage, None, fixer.head_before, fixer.head))
        for statement, before in fixer.rewritten:
            changes.append(_change(document, fixer, stage, statement, before, statement.text))
        for note in fixer.notes:
            line, column = document.place(note.offset)
            warnings.append(
                Warning(line, column, note.message, note.shows, fixer.name, stage, note.requires)
            )


def _places(document: Document, fixers: Sequence[Fixer]) -> Iterator[int]:
    """Move fixers to one statement after the other that they want, whatever they do to them.

    What they put in a statement's place is passed over, unless it is a block.
    """
    statements = document.statements
    fixer = fixers[0]
    fixer.index = 0
    if fixer.together or type(fixer).is_wanted is not Fixer.is_wanted:
        tests = [each.is_wanted for each in fixers]
        while fixer.index < len(statements):
            for is_wanted in tests:
                if is_wanted(statements[fixer.index]):
                    yield fixer.index
                    break
            fixer.index += 1
        return
    next_index = 0
    is_done = False
    while not is_done:
        is_done, document.is_disturbed = True, False
        count = len(statements)
        for place in document.holding(fixer.triggers, fixer.pattern):
            index = place + len(statements) - count
            if index < next_index:
                continue
            fixer.index = index
            if fixer.may_change(statements[index]):
                yield index
                next_index = fixer.index + 1
                if document.is_disturbed:
                    is_done = False
                    break


def _fix_unless_ignored(
    document: Document, fixers: Sequence[Fixer], stage: str, warnings: list[Warning]
) -> Iterator[Change]:
    """Let those fixers at a statement that no comment in it keeps off."""
    leader = fixers[0]
    text = document.statements[leader.index].text
    allowed = [fixer for fixer in fixers if not is_ignored(text, fixer.name)]
    if allowed:
        allowed[0].index = leader.index
        yield from _fix(document, _Walker(allowed), stage, warnings)
        leader.index = allowed[0].index


def _fix(
    document: Document, walker: _Walker, stage: str, warnings: list[Warning]
) -> Iterator[Change]:
    first = walker.fixers[0]
    index = first.index
    statement = document.statements[index]
    before = statement.text
    for fixer in walker.fixers:
        fixer.index = index
        fixer.evidence = []
        fixer.is_for_review = False
    if first.literals is not None:
        _rewrite_literals(document, first, statement)
        if not first.needs_tree(statement):
            if statement.text != before:
                yield _change(document, first, stage, statement, before, statement.text)
            return
    frame = _Frame(document, statement)
    module = frame.parse()
    for fixer in walker.fixers:
        fixer.frame_length = len(frame.prefix)
    updated, changed = walker.walk(module)
    for fixer in walker.fixers:
        for note in fixer.notes:
            warnings.append(_warning(document, fixer, stage, note, statement, frame.text))
        fixer.notes = []
    code = frame.text if updated is module else frame.cut(updated.code)
    if code == before:
        return
    for fixer in changed or (first,):
        yield _change(document, fixer, stage, statement, before, code)
    if code == frame.text:
        return
    count, is_disturbed = len(document.statements), document.is_disturbed
    document.replace(index, index + 1, code)
    document.is_disturbed = is_disturbed
    added = len(document.statements) - count
    if added == 0:
        document.statements[index]._tree = updated
    first.index += added


def _rewrite_literals(document: Document, fixer: Fixer, statement: Statement) -> None:
    """Let a fixer rewrite the literals in a statement that are of its kind."""
    text = statement.text
    parts: list[str] = []
    position = 0
    for token in tokenize(text):
        if token.kind is fixer.literals and not _FORMATTED.match(token.text):
            new = fixer.rewrite_literal(token.text)
            if new != token.text:
                # A prefix must not become a part of the word that the quote stood behind.
                is_glued = new[0].isalpha() and text[: token.start][-1:].isalnum()
                parts += (text[position : token.start], " " if is_glued else "", new)
                position = token.end
    if parts:
        is_disturbed = document.is_disturbed
        document.refresh(statement, "".join((*parts, text[position:])))
        document.is_disturbed = is_disturbed


def _change(
    document: Document,
    fixer: Fixer,
    stage: str,
    statement: Statement | None,
    before: str,
    after: str,
) -> Change:
    """The change of a statement, or of the head of the file."""
    same = _length_of_common_start(before, after)
    while same and (before[same - 1].isalnum() or before[same - 1] == "_"):
        same -= 1
    if statement is None:
        line, column = document.place(min(same, len(document.source)))
    else:
        line, column = place_in_source(document, statement, before, same)
    why = "\n".join([fixer.reason(), *fixer.evidence])
    safety = "review" if fixer.is_for_review else fixer.safety
    return Change(fixer.name, stage, line, column, before.strip(), after.strip(), why, safety)


def _length_of_common_start(first: str, second: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first.startswith(second[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _warning(
    document: Document, fixer: Fixer, stage: str, note: Note, statement: Statement, text: str
) -> Warning:
    line, column = place_in_source(document, statement, text, note.offset)
    return Warning(line, column, note.message, note.shows, fixer.name, stage, note.requires)


def parse_statement(document: Document, index: int) -> Module:
    """One statement as a tree: of a compound one the header, with `pass` for its block.

    Where it is indented, or a clause such as ``else:``, what must stand around it is there too.
    """
    return document.statements[index]._tree or _Frame(document, document.statements[index]).parse()


def node_of(document: Document, index: int) -> Any:
    """The statement's own node, taken out of what must stand around it; of a clause such as
    ``except`` the whole statement that it belongs to."""
    statement = document.statements[index]
    node: Any = parse_statement(document, index).body[0]
    is_wrapped = _block_indent(statement) and not _is_line(statement)
    return node.body.body[0] if is_wrapped else node


def _block_indent(statement: Statement) -> str:
    """Its indentation behind the last form feed, where columns are counted anew."""
    return statement.indent.rpartition("\f")[2]


def _is_line(statement: Statement) -> bool:
    """Whether it is parsed without its indentation, which nothing else in it depends on."""
    text, indent = statement.text, statement.indent
    if statement._tree is not None:
        return statement._tree.indent == indent
    if "\f" in indent or "\r" in text.replace("\r\n", "") or statement.first_word == "case":
        return False
    return not indent or "\n" not in text[:-1]


class _Frame:
    """The text of a statement, and what must stand around it so that it parses alone."""

    def __init__(self, document: Document, statement: Statement) -> None:
        newline = document.newline
        self.document = document
        self.statement = statement
        self.text = statement.text
        self.is_line = _is_line(statement)
        self.missing_newline = "" if self.text.endswith(("\n", "\r")) else newline
        word = statement.first_word
        self.before = f"{_BEFORE_CLAUSE[word]}{newline}" if word in _BEFORE_CLAUSE else ""
        after = []
        if statement.opens_block:
            after.append(f" {'case _: ' if word == 'match' else ''}pass{newline}")
        if word == "try":
            after.append(f"finally: pass{newline}")
        elif word == "@":
            after.append(f"def _(): pass{newline}")
        self.after = "".join(after)
        indent = _block_indent(statement)
        self.prefix = indent + self.before if self.before else ""
        self.suffix = "".join(indent + line for line in after)
        if word == "case" and statement.opens_block:
            self.prefix = f"match 1:{newline}"
        elif indent and not self.is_line:
            self.prefix = f"if 1:{newline}{self.prefix}"

    def parse(self) -> Module:
        """The tree of the statement, which keeps it."""
        if self.statement._tree is None:
            self.statement._tree = self._parse()
        return self.statement._tree

    def _parse(self) -> Module:
        text, document = self.text, self.document
        if self.is_line:
            indent = self.statement.indent
            parse = partial(
                parse_line,
                text[len(indent) :],
                before=self.before,
                after=self.missing_newline + self.after,
                indent=indent,
            )
        else:
            parse = partial(parse_module, self.prefix + text + self.missing_newline + self.suffix)
        print_function = document.print_function
        if document.context.mixes_prints:
            print_function = _PRINT_STATEMENT.search(self.text) is None
        return parse(
            print_function=print_function,
            exec_function=document.exec_function,
            has_async_def=document.has_async_def,
        )

    def cut(self, code: str) -> str:
        """Take away what was put around the text."""
        if not code:
            return code  # The statement went, and with it the newline that it was lent.
        end = len(code) - len(self.suffix) - len(self.missing_newline)
        if not code.startswith(self.prefix) or not code.endswith(
            self.missing_newline + self.suffix
        ):
            raise FixerBug(f"a rewrite lost its surroundings:\n{code}")
        return code[len(self.prefix) : end]


_FORMATTED = re.compile(r"[rR]?[fFtT]")
# What no call of a function begins with.
_PRINT_STATEMENT = re.compile(
    r"(?:^|[:;])[ \t\f]*print(?:[ \t]*(?:>>|['\"`]|$|;)"
    r"|[ \t]+(?!(?:and|else|for|if|in|is|or)\b)\w)",
    re.MULTILINE,
)
_PRINT_CALL = re.compile(r"\bprint\s*\(")

# Fields that hold nothing but tokens, with the white space around them.
_TOKEN_FIELDS = frozenset(
    "asynchronous colon comma dot equal first_colon lbrace lbracket lpar posonly_ind rbrace "
    "rbracket relative rpar second_colon semicolon separator trailing_comma".split()
)
_TOKENS = frozenset(
    "AssignEqual Asynchronous BitOr Colon Comma Dot LeftCurlyBrace LeftParen LeftSquareBracket "
    "ParamSlash RightCurlyBrace RightParen RightSquareBracket Semicolon".split()
)
_LINE_FIELDS = frozenset("footer header leading_lines newline trailing_whitespace".split())


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do at the nodes of a class: handlers, and the fields to go through."""

    visit: tuple[tuple[int, Any], ...]
    leave: tuple[tuple[int, Any], ...]
    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]


class _Plans(dict[type, "_Plan | None"]):
    """A plan for each class of nodes that fixers can find something at or below."""

    def __init__(self, kinds: tuple[type[Fixer], ...]) -> None:
        super().__init__()
        self.visit, self.leave = _handlers(kinds, "visit"), _handlers(kinds, "leave")
        self.skips_tokens = _TOKENS.isdisjoint((*self.visit, *self.leave))

    def __missing__(self, kind: type) -> _Plan | None:
        self[kind] = plan = self.plan_for(kind) if issubclass(kind, cst.CSTNode) else None
        return plan

    def plan_for(self, kind: type) -> _Plan | None:
        name = kind.__name__
        visit, leave = self.visit.get(name, ()), self.leave.get(name, ())
        if name == "FormattedString" and not visit:
            return None  # Python 2 has none: only who asks looks into it.
        names = tuple(
            each.name
            for each in fields(cast(Any, kind))
            if not each.name.startswith("whitespace")
            and each.name not in _LINE_FIELDS
            and not (self.skips_tokens and each.name in _TOKEN_FIELDS)
        )
        if not (names or visit or leave):
            return None
        # With two names or more `attrgetter` gives a tuple.
        values = attrgetter(*names, names[0]) if names else tuple
        return _Plan(visit, leave, names, values)


def _handlers(
    kinds: tuple[type[Fixer], ...], method: Literal["visit", "leave"]
) -> dict[str, tuple[tuple[int, Any], ...]]:
    """The methods for each node class, with the places of their fixers, in the fixers' order."""
    found: dict[str, tuple[tuple[int, Any], ...]] = {}
    for place, kind in enumerate(kinds):
        for name, handler in kind.handlers(method).items():
            found[name] = (*found.get(name, ()), (place, handler))
    return found


@cache
def _plans_of(kinds: tuple[type[Fixer], ...]) -> _Plans:
    return _Plans(kinds)


class _Walker:
    """Walks a tree for some fixers; nodes below which nothing changed are not made anew.

    Where several fixers have something to do with a node, each gets what the one before it made.
    """

    def __init__(self, fixers: Sequence[Fixer]) -> None:
        self.fixers = fixers
        self.plans = _plans_of(tuple(map(type, fixers)))
        self.parents: list[Any] = []
        self.changed: dict[Fixer, None] = {}

    def walk(self, module: Module) -> tuple[Module, list[Fixer]]:
        """The tree as the fixers want it, and those of them that changed anything."""
        self.parents, self.changed = [], {}
        for fixer in self.fixers:
            fixer.parents = self.parents
        plan = self.plans[type(module)]
        updated = module if plan is None else cast(Module, self.node(module, plan))
        return updated, list(self.changed)

    def node(self, node: Any, plan: _Plan) -> Any:
        for place, visit in plan.visit:
            if visit(self.fixers[place], node) is False:
                return node
        updated = node
        if plan.names:
            changes: dict[str, object] = {}
            self.parents.append(node)
            for name, value in zip(plan.names, plan.values(node)):
                kind = value.__class__
                if kind is tuple or kind is list:
                    if value and (items := self.items(value)) is not value:
                        changes[name] = items
                elif (inner := self.plans[kind]) is not None:
                    new = self.node(value, inner)
                    if new is not value:
                        changes[name] = None if isinstance(new, cst.RemovalSentinel) else new
            self.parents.pop()
            if changes:
                updated = _with_changes(node, changes)
        for place, leave in plan.leave:
            new = leave(self.fixers[place], node, updated)
            if new is not updated:
                self.changed[self.fixers[place]] = None
                updated = new
        return updated

    def items(self, values: Any) -> Any:
        result: list[Any] = []
        changed = False
        for value in values:
            plan = self.plans[value.__class__]
            new = value if plan is None else self.node(value, plan)
            if new is value:
                result.append(value)
                continue
            changed = True
            if isinstance(new, cst.FlattenSentinel):
                result.extend(new)
            elif not isinstance(new, cst.RemovalSentinel):
                result.append(new)
        return tuple(result) if changed else values


@cache
def _all_fields(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cast(Any, kind)))


def _with_changes(node: Any, changes: dict[str, object]) -> Any:
    """The node with other children, even where LibCST misses a space before one of them.

    A backtick may follow a word directly, and so does what 2to3 puts in its place.
    """
    kind: Any = type(node)
    updated = kind.__new__(kind)
    for name in _all_fields(kind):
        value = changes[name] if name in changes else getattr(node, name)
        object.__setattr__(updated, name, value)
    return updated


def settle_print(document: Document) -> None:
    """Decide for a whole document whether ``print`` is a function, where nobody said.

    The file's future imports tell; else one statement that parses only with a function, such as
    ``print(x, file=f)``, makes it one everywhere.

    Raises:
        SourceError: a statement that parses in neither way.
    """
    if document.print_function is not None:
        return
    if has_print_function(document.source):
        document.print_function = True
        return
    for index, statement in enumerate(document.statements):
        if "print" not in statement.text or not _PRINT_CALL.search(statement.code):
            continue
        frame = _Frame(document, document.statements[index])
        document.print_function = False
        try:
            frame.parse()
        except SourceError:
            document.print_function = True
            try:
                frame.parse()
            except SourceError:
                document.print_function = False
                continue
            for read_otherwise in document.statements[:index]:
                read_otherwise._tree = None
            return
    document.print_function = False
