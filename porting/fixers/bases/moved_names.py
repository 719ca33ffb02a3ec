"""The base of the fixers for names of the library that have another name or place today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Options, dotted, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.removals import is_gone
from porting.py2.spaces import SPACE

# Modules that are often imported with a star, none of which has a name of another's table.
_PLAIN_MODULES = frozenset(
    "ctypes math socket stat string struct threading time tkinter types unittest".split()
)
_DEFAULT = cst.MaybeSentinel.DEFAULT


class MovedNames(ResolvedFixer):
    """Writes names of the library as Python 3 has them, where they are imported and used.

    Only what the file's own imports show to be the library's is touched. A name imported on its
    own is renamed with its uses where that is safe; otherwise it keeps its name by ``as``.
    """

    moved: ClassVar[Mapping[str, str]] = {}
    """The target of each dotted name: ``module:name``, or ``module`` for a module."""

    gone: ClassVar[Mapping[str, str]] = {}
    """The modules that are no longer there, and what a person can do who needs more of them."""

    is_unmistakable: ClassVar[bool] = False
    """Whether nothing but the library has these names, so that any ``import *`` may give them."""

    in_strings = False

    def __init_subclass__(cls) -> None:
        if "triggers" not in vars(cls):
            modules = {name.rpartition(".")[2] for name in cls.gone}
            cls.triggers = frozenset(name.rpartition(".")[2] for name in cls.moved) | modules

    def __init__(self, document: Document, options: Options) -> None:
        self.places: list[int] = []
        self.table: Mapping[str, str] = {}
        super().__init__(document, options)
        self.is_split = False
        self.table = {key: new for key, new in self.moved.items() if self.is_gone(key)}
        self.table |= self._starred()
        self.uses: dict[str, int] = {}
        self.kept: set[str] = {
            module
            for module in self.gone
            if module in document.words
            and is_gone(module, options.target_version)
            and self.project.is_named(document.context.filename, module)
        }
        self.replacing: dict[str, dict[str, None]] = {
            module: {} for module in self.gone if self.is_gone(module)
        }
        for found in self.origins.references.values():
            key = self.key_in(found.path)
            if key:
                self.places.append(found.start)
                self.uses[key] = self.uses.get(key, 0) + 1
            for module in self.replacing:
                if f"{found.path}.".startswith(f"{module}."):
                    self._plan(module, found.origin, key)
        self.places.sort()

    def _starred(self) -> dict[str, str]:
        """The names of the table that the file has by a star import, so that nobody binds them."""
        stars = {origin[:-2] for origin in self.origins.bound.get("*", ())}
        if not stars or not (self.is_unmistakable or stars <= _PLAIN_MODULES):
            return {}
        found = {}
        for key, new in self.table.items():
            module, _, name = key.rpartition(".")
            if module in stars or (self.is_unmistakable and module != "builtins"):
                found[f"builtins.{name}"] = new
        return found

    def _plan(self, module: str, origin: str, key: str) -> None:
        """Note what of a module that is gone stays in use, and what replaces its import."""
        if not f"{module}.".startswith(f"{origin}."):
            return  # It was imported by its own name.
        if not key:
            self.kept.add(module)
            return
        target = self.table[key].partition(":")[0]
        root = target.partition(".")[0]
        if target != "builtins" and self.origins.is_free(root, root):
            self.replacing[module][target] = None

    def is_wanted(self, statement: Statement) -> bool:
        if not self.origins.is_readable:
            return super().is_wanted(statement)
        if "import" in statement.words and super().is_wanted(statement):
            return True
        start = self.offsets.get(statement, 0)
        place = bisect_left(self.places, start)
        return place < len(self.places) and self.places[place] < start + len(statement.text)

    def key_in(self, path: str) -> str:
        """The name of the table that a dotted name begins with, the longest one; "" for none."""
        while path and path not in self.table:
            path = path.rpartition(".")[0]
        return path

    # Where a name is used

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value not in self.triggers:
            return updated_node
        path = self.path_of(original_node)
        if path not in self.table:
            return updated_node
        found = self.reference_of(original_node)
        if found is None or found.origin == path:
            return updated_node
        return self.replaced(updated_node, path)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if original_node.value not in self.triggers:
            return updated_node
        found = self.reference_of(original_node)
        if found is None or found.name != original_node.value:
            return updated_node
        path = found.origin
        if path in self.table and path.startswith("builtins.") and path not in self.moved:
            return _with_parentheses(self.spell(self.table[path]), updated_node)
        if path in self.table and path.rpartition(".")[2] == found.name and self.renames(path):
            new_name = cst.parse_expression(_last(self.table[path]))
            return _with_parentheses(new_name, updated_node)
        return updated_node

    def replaced(self, node: cst.Attribute, path: str) -> cst.BaseExpression:
        """The target of a dotted name, in the place of the attribute that spells the name."""
        target = self.table[path]
        module = target.partition(":")[0]
        wanted = target.replace(":", ".")
        owner, has = node.value, path.rpartition(".")[0]
        while isinstance(owner, cst.Attribute) and not wanted.startswith(f"{has}."):
            owner, has = owner.value, has.rpartition(".")[0]
        in_gone = any(f"{module}.".startswith(f"{name}.") for name in self.gone)
        if wanted.startswith(f"{has}.") and not in_gone:
            if module != has and f"{module}.".startswith(f"{has}."):
                self.needed[module, "", ""] = None
            new: Any = owner
            for part in wanted[len(has) + 1 :].split("."):
                new = cst.Attribute(new, cst.Name(part))
        else:
            new = self.spell(target)
        return _with_parentheses(new, node)

    def renames(self, path: str) -> bool:
        """Whether a name that is imported on its own can get its new name wherever it is used."""
        old, new = path.rpartition(".")[2], _last(self.table[path])
        if old == new:
            return False
        target = self.table[path].replace(":", ".")
        return (
            self.uses.get(path, 0) > 0
            and self.origins.bound.get(old) == {path}
            and self.origins.is_free(new, target)
            and old not in self.origins.strings
            and not self.project.is_exported(self.document.context.filename, old)
        )

    # Where it is imported

    def leave_Import(
        self, original_node: cst.Import, updated_node: cst.Import
    ) -> cst.Import | cst.Pass | cst.RemovalSentinel:
        names: list[cst.ImportAlias] = []
        is_changed = False
        for alias in updated_node.names:
            old = name_of(alias.name)
            new = self._imported(old)
            is_unused = old in self.replacing and not self.replacing[old]
            if (
                old in self.replacing
                and old not in self.kept
                and not (is_unused and self.may_fail())
            ):
                have = {name_of(each.name) for each in names if not each.asname}
                targets = [target for target in self.replacing[old] if target not in have]
                names += [cst.ImportAlias(dotted(target)) for target in targets]
                is_changed = True
            elif new != old:
                names.append(alias.with_changes(name=dotted(new)))
                is_changed = True
            else:
                names.append(alias)
            if old in self.kept:
                self._tell(original_node, old)
        if not is_changed:
            return updated_node
        if not names:
            return self._nothing()
        return updated_node.with_changes(names=_with_commas(names, updated_node.names))

    def _imported(self, module: str) -> str:
        """What a module is called in an import today."""
        key = self.key_in(module)
        target = self.table.get(key, key)
        return module if ":" in target else target + module[len(key) :]

    def _tell(self, node: Any, module: str) -> None:
        if self.gone.get(module) and module in self.replacing and not self.may_fail():
            self.note(
                node, f"Python 3 has no module {module}: {self.gone[module]}", self.when_it_raises()
            )

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> Any:
        module = name_of(original_node.module)
        if original_node.relative or not module:
            return updated_node
        if isinstance(original_node.names, cst.ImportStar):
            self._tell(original_node, module)
            new = self._imported(module)
            return updated_node.with_changes(module=dotted(new)) if new != module else updated_node
        sorted_names = [self._sort(module, alias) for alias in original_node.names]
        if all(
            home == module and new is old
            for (home, new), old in zip(sorted_names, original_node.names)
        ):
            self._tell(original_node, module)
            return updated_node
        if any(home == module for home, _ in sorted_names):
            self._tell(original_node, module)
        return self._divided(updated_node, module, sorted_names)

    def _sort(self, module: str, alias: cst.ImportAlias) -> tuple[str, Any]:
        """The module from which one name of an import is to be had, and the name as it is there.

        Where that takes no ``from``, the module is "" and a statement stands for the name.
        """
        name = name_of(alias.name)
        path = f"{module}.{name}"
        key = self.key_in(path)
        if key != path:
            return self._imported(module), alias
        local = name_of(alias.asname.name) if alias.asname else name
        home, _, new = self.table[key].partition(":")
        if home == "builtins":
            is_known = local == new or (not alias.asname and self.renames(key))
            return "", None if is_known else assignment(local, new)
        if not new:
            home, _, new = home.rpartition(".")
        if new == name:
            moved = alias
        elif local == new or (not alias.asname and self.renames(key)):
            moved = alias.with_changes(name=cst.Name(new), asname=None)
        else:
            moved = alias.with_changes(name=cst.Name(new), asname=_as(local))
        return (home, moved) if home else ("", cst.Import([_bare(moved)]))

    def _divided(
        self, node: cst.ImportFrom, module: str, sorted_names: list[tuple[str, Any]]
    ) -> Any:
        """One import for each module that has some of the names, that of the rest last."""
        homes: dict[str, list[cst.ImportAlias]] = {}
        for home, alias in sorted_names:
            if home and not any(_is_same(alias, each) for each in homes.get(home, ())):
                homes.setdefault(home, []).append(alias)
        stays = homes.pop(module, None)
        parts: list[Any] = [part for home, part in sorted_names if not home and part is not None]
        if stays is None and len(homes) == 1 and not parts:
            ((home, stays),) = homes.items()
            return node.with_changes(module=dotted(home), names=_with_commas(stays, node.names))
        parts[:0] = [
            cst.ImportFrom(dotted(home), _with_commas([_bare(alias) for alias in aliases], ()))
            for home, aliases in homes.items()
        ]
        if stays is not None:
            parts.append(node.with_changes(names=_with_commas(stays, node.names)))
        if not parts:
            return self._nothing()
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            parts[number] = part.with_changes(semicolon=node.semicolon if last else _DEFAULT)
        self.is_split = self.is_split or len(parts) > 1
        return cst.FlattenSentinel(parts)

    def _nothing(self) -> cst.Pass | cst.RemovalSentinel:
        """What stands for an import that is not needed: nothing, where a block allows it."""
        if self.statement.depth:
            return cst.Pass()
        following = self.document.statements[self.index + 1 : self.index + 2]
        if following and not self.index and not self.statement.gap:
            following[0].gap = following[0].gap.lstrip("\r\n")
        return cst.RemoveFromParent()

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        if updated_node.body:
            return updated_node
        return updated_node.with_changes(has_trailing_newline=False)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        is_split, self.is_split = self.is_split, False
        body = list(updated_node.body)
        if len(body) == len(original_node.body) and not is_split:
            return updated_node
        if not body:
            return cst.RemoveFromParent()
        body[-1] = body[-1].with_changes(semicolon=_DEFAULT)
        if not is_split or len(original_node.body) > 1:
            return updated_node.with_changes(body=body)
        lines = [cst.SimpleStatementLine([part]) for part in body[:-1]]
        return cst.FlattenSentinel([*lines, updated_node.with_changes(body=body[-1:])])


def _is_same(one: cst.ImportAlias, other: cst.ImportAlias) -> bool:
    return name_of(one.name) == name_of(other.name) and not (one.asname or other.asname)


def _last(target: str) -> str:
    return target.replace(":", ".").rpartition(".")[2]


def _as(name: str) -> cst.AsName:
    return cst.AsName(cst.Name(name), SPACE, SPACE)


def assignment(name: str, value: str) -> cst.Assign:
    """The statement that gives a name the value of an expression."""
    return cst.Assign([cst.AssignTarget(cst.Name(name))], cst.parse_expression(value))


def _with_parentheses(new: Any, old: Any) -> cst.BaseExpression:
    """The new expression in the parentheses of the old one, beside its own."""
    return new.with_changes(  # type: ignore[no-any-return]
        lpar=[*old.lpar, *new.lpar], rpar=[*new.rpar, *old.rpar]
    )


def _bare(alias: cst.ImportAlias) -> cst.ImportAlias:
    return alias.with_changes(comma=_DEFAULT)


def _with_commas(names: Sequence[cst.ImportAlias], old: Any) -> list[cst.ImportAlias]:
    """The aliases with a comma behind each but the last, which gets that of the last old one."""
    comma = cst.Comma(whitespace_after=SPACE)
    result = [
        alias if isinstance(alias.comma, cst.Comma) else alias.with_changes(comma=comma)
        for alias in names
    ]
    result[-1] = result[-1].with_changes(comma=old[-1].comma if old else _DEFAULT)
    return result
