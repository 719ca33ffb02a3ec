"""The base of the fixers that complete classes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from porting.engine.document import Statement
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.names import begins_with_string
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax

_BUILTIN_TYPES = frozenset(
    "int long float complex str unicode bytes bytearray basestring tuple list dict set frozenset "
    "type".split()
)


@dataclass
class ClassFacts:
    """What the body of a class binds: its methods, and all its names."""

    node: ast.ClassDef
    methods: dict[str, ast.FunctionDef] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    bases: list[str] = field(default_factory=list)


class ClassFixer(AnalysedFixer):
    """Adds to classes what Python 3 asks of them.

    A subclass fills `appended` and `prepended` in `look_at`: the lines to put, without the
    indentation of the block, behind the last statement of a class or in front of the first one of
    a function, by where its header begins.
    """

    only_tells: ClassVar[bool] = False
    """Whether nothing is put in, so that a class in one line will do."""

    def analyse(self, syntax: Syntax) -> None:
        self.appended: dict[int, list[str]] = {}
        self.prepended: dict[int, list[str]] = {}
        self.classes: dict[str, ClassFacts] = {}
        found = []
        for node in syntax.by_type[ast.ClassDef]:
            facts = _facts_of(node)
            found.append(facts)
            self.classes[node.name] = facts
        for facts in found:
            if self.only_tells or facts.node.lineno != facts.node.body[0].lineno:
                self.look_at(syntax, facts)

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        """Decide what a class needs."""
        raise NotImplementedError

    def is_new_style(self, facts: ClassFacts, *, unknown: bool = True) -> bool:
        """Whether a class descended from ``object`` in Python 2; `unknown` is the answer where a
        base from elsewhere would have to tell."""
        family = self.family_of(facts)
        return any(
            bool(each.node.keywords)
            or any(
                base == "object"
                or base in _BUILTIN_TYPES
                or (unknown and (base not in self.classes or self.classes[base] is each))
                for base in each.bases
            )
            for each in family
        )

    def family_of(self, facts: ClassFacts) -> list[ClassFacts]:
        """A class, and those of the file from which it is derived."""
        found = [facts]
        for each in found:
            bases = (self.classes[base] for base in each.bases if base in self.classes)
            found += (base for base in bases if all(base is not one for one in found))
        return found

    def inherited_names(self, facts: ClassFacts) -> set[str]:
        """What the bodies of the bases bind that stand in the file."""
        _, *bases = self.family_of(facts)
        return {name for base in bases for name in base.names}

    def builtin_bases(self, facts: ClassFacts) -> set[str]:
        """The builtin types that a class is derived from, as far as the file tells."""
        return {base for each in self.family_of(facts) for base in each.bases} & _BUILTIN_TYPES

    def hash_of(self, facts: ClassFacts) -> str:
        """The base whose hash a class inherited in Python 2, "" where it had none or none tells."""
        if not facts.bases or not facts.bases[0]:
            return ""
        for base in facts.bases:
            family = self.family_of(self.classes[base]) if base in self.classes else []
            if any("__hash__" in each.names for each in family):
                return base
        if not self.is_new_style(facts):
            return ""
        builtin = [base for base in facts.bases if base in _BUILTIN_TYPES]
        return (builtin or facts.bases)[0]

    def finish(self) -> None:
        if not self.starts:
            return
        document = self.document
        headers: list[tuple[int, Statement]] = []
        for statement, start in self.starts.items():
            headers.append((start + len(statement.indent), statement))
        for start, header in reversed(headers):
            if start in self.prepended and header in document.statements:
                index = document.statements.index(header) + 1
                first = document.statements[index]
                index += begins_with_string(document, index)
                self._insert(index, first, self.prepended[start])
            if start in self.appended and header in document.statements:
                index = document.statements.index(header)
                first = document.statements[index + 1]
                lines = self.appended[start]
                self._insert(document.block_end(index), first, lines)

    def _insert(self, index: int, like: Statement, lines: Sequence[str]) -> None:
        newline, unit = self.document.newline, self.indent_unit
        text = ""
        for line in lines:
            inner = line.lstrip(" ")
            level = (len(line) - len(inner)) // 4
            text += (like.indent + unit * level + inner if line else "") + newline
        self.document.insert(index, text, like.depth, above_comments=True)
        self.rewritten.append((self.document.statements[index], ""))


def _facts_of(node: ast.ClassDef) -> ClassFacts:
    facts = ClassFacts(node, bases=[_dotted(base) for base in node.bases])
    for statement in node.body:
        for inner in outside_functions(statement):
            if isinstance(inner, FUNCTIONS):
                facts.names.add(inner.name)
                if inner in node.body and isinstance(inner, ast.FunctionDef):
                    facts.methods[inner.name] = inner
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                facts.names.add(inner.id)
            elif isinstance(inner, ast.alias):
                facts.names.add(inner.asname or inner.name)
    return facts


def _dotted(node: Any) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        outer = _dotted(node.value)
        return f"{outer}.{node.attr}" if outer else ""
    return ""
