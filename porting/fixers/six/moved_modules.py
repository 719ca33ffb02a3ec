from typing import Any

import libcst as cst

from porting.fixer import dotted, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.from_2to3.imports import MODULES as NEW_NAMES
from porting.project.language import Language

# Of these six has nothing, or several; others have their names in 2.7 as well.
_NOT_IN_SIX = frozenset(
    "_markupbase collections dbm.bsd dbm.dumb http.server io pickle subprocess".split()
)
_UNKNOWN = frozenset(["_markupbase", "dbm.bsd", "dbm.dumb"])
_NOT_IN_URLLIB = frozenset(
    "_urlopener splitattr splithost splitnport splitpasswd splitport splittype unwrap".split()
)
_URLLIB = ("urllib.error", "urllib.parse", "urllib.request", "urllib.robotparser")
MODULES = {
    **{new: new.replace(".", "_") for new in NEW_NAMES.values() if new not in _NOT_IN_SIX},
    "collections.abc": "collections_abc",
    **{name: name for name in _URLLIB},
}
"""What six.moves calls a module, by its name in Python 3."""


class MovedModules(ResolvedFixer):
    r"""Import modules that have another name in Python 3 from ``six.moves``.

    ``six`` gives a module the name that it has in Python 3, with ``_`` for the dots.

    Before::

        import configparser, os
        import http.client
        import urllib.request, urllib.error, urllib.parse
        from xmlrpc.client import Binary

        connection = http.client.HTTPConnection("example.org")
        page = urllib.request.urlopen("http://example.org/")

    After::

        from six.moves import configparser
        import os
        from six.moves import http_client
        from six.moves import urllib
        from six.moves.xmlrpc_client import Binary

        connection = http_client.HTTPConnection("example.org")
        page = urllib.request.urlopen("http://example.org/")

    Left alone, because both have it::

        import pickle
        from io import BytesIO

    Limits: a module of the project that has such a name must lie beside the file to be told apart.
    Source: https://six.readthedocs.io/#module-six.moves
    """

    name = "moved_modules"
    written_in = Language.UNDECIDED
    triggers = frozenset(name.rpartition(".")[2] for name in (*MODULES, *_UNKNOWN)) | {"urllib"}
    in_strings = False

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        path = name_of(original_node)
        if path not in MODULES or path in _URLLIB:
            return updated_node
        found = self.reference_of(original_node)
        if found is None or found.origin != path.partition(".")[0]:
            return updated_node
        return cst.Name(MODULES[path], lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> Any:
        for alias in original_node.names:
            self._tell(original_node, name_of(alias.name))
        stay = [alias for alias in updated_node.names if not self._is_moved(name_of(alias.name))]
        if len(stay) == len(updated_node.names):
            return updated_node
        homes: dict[str, dict[str, None]] = {}
        for alias in updated_node.names:
            module = name_of(alias.name)
            if not self._is_moved(module):
                continue
            home, _, name = f"six.moves.{MODULES[module]}".rpartition(".")
            if alias.asname:
                name += f" as {name_of(alias.asname.name)}"
            elif module in _URLLIB:
                home, name = "six.moves", "urllib"
            homes.setdefault(home, {})[name] = None
        parts: list[Any] = [_import(home, list(names)) for home, names in homes.items()]
        if stay:
            last = stay[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
            parts.append(updated_node.with_changes(names=[*stay[:-1], last]))
        parts[-1] = parts[-1].with_changes(semicolon=updated_node.semicolon)
        return cst.FlattenSentinel(parts) if len(parts) > 1 else parts[0]

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        module = name_of(original_node.module)
        if original_node.relative or not module:
            return updated_node
        names = original_node.names
        self._tell(original_node, module)
        if self._is_moved(module):
            for alias in names if not isinstance(names, cst.ImportStar) else ():
                if module in _URLLIB and name_of(alias.name) in _NOT_IN_URLLIB:
                    self._tell(original_node, module, name_of(alias.name))
            return updated_node.with_changes(module=dotted(f"six.moves.{MODULES[module]}"))
        if isinstance(names, cst.ImportStar) or not all(
            self._is_moved(f"{module}.{name_of(alias.name)}") for alias in names
        ):
            return updated_node
        if module == "urllib":
            return updated_node.with_changes(module=dotted("six.moves.urllib"))
        new = []
        for alias in updated_node.names:  # type: ignore[union-attr]
            name = name_of(alias.name)
            local = alias.asname or cst.AsName(cst.Name(name))
            moved = cst.Name(MODULES[f"{module}.{name}"])
            new.append(alias.with_changes(name=moved, asname=local))
        return updated_node.with_changes(module=dotted("six.moves"), names=new)

    def _tell(self, node: Any, module: str, name: str = "") -> None:
        """Tell of a module, or a name of one, that six has not got."""
        if name or (module in _UNKNOWN and not self.may_fail()):
            what = f"{module}.{name}" if name else module
            self.note(
                node,
                f"six has no {what}, which has another place in Python 2:"
                " import it for each version, behind six.PY2",
                self.when_it_raises(),
            )

    def _is_moved(self, module: str) -> bool:
        return module in MODULES and not self.is_own(module)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        """Imports that were one get lines of their own, if they stood alone."""
        body = updated_node.body
        if len(body) == len(original_node.body) or len(original_node.body) > 1:
            return updated_node
        lines = [cst.SimpleStatementLine([part]) for part in body[:-1]]
        return cst.FlattenSentinel([*lines, updated_node.with_changes(body=body[-1:])])


def _import(module: str, names: list[str]) -> cst.ImportFrom:
    statement = cst.parse_statement(f"from {module} import {', '.join(names)}")
    (imported,) = cst.ensure_type(statement, cst.SimpleStatementLine).body
    return cst.ensure_type(imported, cst.ImportFrom)
