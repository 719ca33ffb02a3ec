"""Branches for Python 2 and 3 where the two have no common form for a statement."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from porting.engine.branches import version_of
from porting.engine.document import Document, read_document
from porting.engine.places import joined, line_before, origins_by_text
from porting.fixer import Fixer
from porting.fixers.questions.names import place_of_first_import
from porting.project.language import Language
from porting.result import Change, StageResult, Warning

_COMPOUND = frozenset("@ async class def elif else except finally for if try while with".split())
_TEST = re.compile(
    r"(?P<start>\s*(?:if|elif|while)\b\s*)(?P<value>\S(?:.*?\S)?)"
    r"(?P<end>\s*:[ \t]*(?:#[^\n]*)?\s*)",
    re.DOTALL,
)
_LOOP = re.compile(
    r"(?P<start>\s*for\b.+?\bin\b\s*)(?P<value>.+?)(?P<end>\s*:[ \t]*(?:#[^\n]*)?\s*)", re.DOTALL
)
_CLAUSE = re.compile(
    r"(?P<start>\s*except\b\s*)(?P<value>\S.*?)(?P<end>(?:\s+as\s+\w+)?\s*:[ \t]*(?:#[^\n]*)?\s*)",
    re.DOTALL,
)
_MANAGER = re.compile(
    r"(?P<start>\s*with\b\s*)(?P<value>.+?)(?P<end>(?:\s+as\s+\w+)?\s*:[ \t]*(?:#[^\n]*)?\s*)",
    re.DOTALL,
)
_CLASS = re.compile(
    r"(?P<start>\s*class\s+\w+\s*\()(?P<value>.+?)(?P<end>\)\s*:[ \t]*(?:#[^\n]*)?\s*)",
    re.DOTALL,
)
_HEADERS = (_TEST, _LOOP, _CLAUSE, _MANAGER, _CLASS)
_IMPORTED = re.compile(r"import[ \t]+six\b")


Run = Callable[[Sequence["type[Fixer]"], str], tuple[StageResult, list[Warning]]]


def with_branches(
    done: StageResult, left_out: Sequence[type[Fixer]], run: Run
) -> tuple[StageResult, list[Warning]]:
    """Let each version have its own where fixers write what Python 3 alone understands.

    Args:
        done: what the other fixers of the stage made.
        left_out: the fixers, one of which runs after the other.
        run: runs fixers on a text.

    Returns:
        The stage with branches in it, and a warning for each change that has no place in one.
        Stages before "six" get warnings alone: who follows the data would look at both branches.
    """
    code, origins = done.code, done.origins
    changes, warnings = list(done.changes), []
    for fixer in left_out:
        would, notes = run([fixer], code)
        warnings += [replace(note, line=line_before(origins, note.line)) for note in notes]
        if not would.changes:
            continue
        new = None
        if done.name == "six":
            before, after = (
                read_document(text, print_function=True) for text in (code, would.code)
            )
            new = _divided(_lines_of(before), after)
        placed = [replace(each, line=line_before(origins, each.line)) for each in would.changes]
        if new is None:
            warnings += [_warning(each, done.name) for each in placed]
        elif new != code:
            changes += placed
            code, origins = new, joined(origins, origins_by_text(code, new))
    if code != done.code:
        new = _with_six(code)
        code, origins = new, joined(origins, origins_by_text(code, new))
    return replace(done, code=code, changes=tuple(changes), origins=origins), warnings


def _warning(change: Change, stage: str) -> Warning:
    line = " ".join(change.after.split())
    line = line if len(line) <= 80 else f"{line[:77]}..."
    return Warning(
        change.line,
        change.column,
        "Python 2.7 and 3 have no common form for this; write one for each, behind six.PY2"
        f" (in Python 3: {line})",
        "fails when reached",
        change.fixer,
        stage,
    )


def _with_six(text: str) -> str:
    """The text with an import of six before anything that may ask it."""
    document = read_document(text, print_function=True)
    index = place_of_first_import(document)
    following = document.statements[index : index + 1]
    if not following or not _IMPORTED.match(following[0].text):
        document.insert(index, f"import six{document.newline}", above_comments=index > 0)
        again = range(len(document.statements) - 1, index, -1)
        for other in again:
            statement = document.statements[other]
            if statement.text.rstrip() == "import six" and not statement.gap:
                document.remove(other)
    return document.text


@dataclass(frozen=True)
class _Line:
    """A statement as it is at some time; `version` is that in which alone it is run."""

    gap: str
    text: str
    depth: int
    is_compound: bool
    version: Language


def _lines_of(document: Document) -> list[_Line]:
    """The statements of a document as they are now."""
    return [
        _Line(
            statement.gap,
            statement.text,
            statement.depth,
            statement.opens_block or statement.first_word in _COMPOUND,
            version_of(document, index),
        )
        for index, statement in enumerate(document.statements)
    ]


def _divided(before: Sequence[_Line], after: Document) -> str | None:
    """A text that does in Python 2 what `before` does, and in Python 3 what `after` does.

    Where they differ it asks ``six.PY2``: a branch for whole statements, a conditional expression
    in the header of a block. None where that is not enough.
    """
    new = _lines_of(after)
    newline = after.newline
    pieces: list[str] = []
    matcher = SequenceMatcher(
        None,
        [(line.depth, line.text) for line in before],
        [(line.depth, line.text) for line in new],
        autojunk=False,
    )
    for kind, first, last, start, stop in matcher.get_opcodes():
        olds, news = before[first:last], new[start:stop]
        if kind == "equal":
            pieces += [line.gap + line.text for line in news]
            continue
        if len(olds) == len(news):
            parts = [_branches([old], [one], newline) for old, one in zip(olds, news)]
        else:
            parts = [_branches(olds, news, newline)]
        for part in parts:
            if part is None:
                return None
            pieces.append(part)
    return "".join([*pieces, after.tail])


def _branches(olds: Sequence[_Line], news: Sequence[_Line], newline: str) -> str | None:
    lines = [*olds, *news]
    versions = {line.version for line in lines}
    if versions != {Language.UNDECIDED}:
        # What one version runs alone is as it should be.
        kept = olds if versions == {Language.PYTHON2} else news
        return "".join(line.gap + line.text for line in kept) if len(versions) == 1 else None
    if not olds:
        return _inserted(news, newline)
    if len({line.depth for line in lines}) != 1:
        return None
    if any(line.is_compound for line in lines):
        return _header(olds, news)
    indent, inner = _indents(lines[0])
    text = lines[0].gap
    for branch, header in ((olds, "if six.PY2"), (news, "else")):
        if not branch:
            continue
        text += f"{indent}{header}:{newline}"
        for line in branch:
            body = line.text.lstrip(" \t\f")
            text += f"{inner}{body}" + ("" if body.endswith(("\n", "\r")) else newline)
    return text


def _inserted(news: Sequence[_Line], newline: str) -> str | None:
    """Statements that are new, with their blocks, for Python 3 alone."""
    first = news[0]
    if any(line.depth < first.depth for line in news):
        return None
    indent, inner = _indents(first)
    text = f"{first.gap}{indent}if six.PY3:{newline}"
    for line in news:
        gap = "" if line is first else line.gap
        body = inner[len(indent) :] + line.text
        text += gap + body + ("" if body.endswith(("\n", "\r")) else newline)
    return text


def _indents(line: _Line) -> tuple[str, str]:
    """The indentation of a line, and that of a block below it."""
    indent = line.text[: len(line.text) - len(line.text.lstrip(" \t\f"))]
    return indent, indent + ("\t" if "\t" in indent else "    ")


def _header(olds: Sequence[_Line], news: Sequence[_Line]) -> str | None:
    """The header of a block, whose expression asks which Python it is."""
    if len(olds) != 1 or len(news) != 1:
        return None
    if " if six.PY2 else " in olds[0].text:
        return olds[0].gap + olds[0].text  # It asks already.
    for pattern in _HEADERS:
        old, new = pattern.fullmatch(olds[0].text), pattern.fullmatch(news[0].text)
        if not old or not new or old["start"] != new["start"] or old["end"] != new["end"]:
            continue
        if _is_expression(old["value"]) and _is_expression(new["value"]):
            value = f"({old['value']} if six.PY2 else {new['value']})"
            return f"{news[0].gap}{old['start']}{value}{old['end']}"
    return None


def _is_expression(text: str) -> bool:
    try:
        node = ast.parse(f"({text})", mode="eval").body
    except (SyntaxError, ValueError):
        return False
    return not isinstance(node, (ast.Tuple, ast.Lambda, ast.NamedExpr))
