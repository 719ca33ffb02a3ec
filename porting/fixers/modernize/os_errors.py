from __future__ import annotations

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

SAME = frozenset(
    [
        "builtins.EnvironmentError",
        "builtins.IOError",
        "builtins.WindowsError",
        "mmap.error",
        "os.error",
        "select.error",
        "socket.error",
    ]
)


class OsErrors(ResolvedFixer):
    r"""Call by its one name what became ``OSError``.

    Python 2 had a class for each place that a fault of the system could come from. Since Python 3.3
    the others are names for ``OSError``.

    Before::

        import socket

        try:
            fetch(page)
        except (IOError, socket.error):
            raise EnvironmentError("no page")

    After::

        import socket

        try:
            fetch(page)
        except OSError:
            raise OSError("no page")

    Left alone, because it is the module's own::

        from shop import IOError

        try:
            fetch(page)
        except IOError:
            pass

    Limits: what was imported by its name alone, as by ``from socket import error``, keeps it.
    Source: https://peps.python.org/pep-3151/
    """

    name = "os_errors"
    written_in = Language.PYTHON3
    triggers = frozenset(name.rpartition(".")[2] for name in SAME)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if original_node.value not in self.triggers:
            return updated_node
        path = self.path_of(original_node)
        is_same = path in SAME and path.startswith("builtins.")
        return updated_node.with_changes(value="OSError") if is_same else updated_node

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute | cst.Name:
        if original_node.attr.value != "error" or self.path_of(original_node) not in SAME:
            return updated_node
        return cst.Name("OSError", lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        """Where the classes of a tuple became one, name it once."""
        kinds = updated_node.type
        if not isinstance(kinds, cst.Tuple) or kinds is original_node.type:
            return updated_node
        kept = [each for each in kinds.elements if not _is_os_error(each)]
        if len(kinds.elements) - len(kept) < 2:
            return updated_node
        elements = [cst.Element(cst.Name("OSError")), *kept]
        if len(elements) == 1:
            return updated_node.with_changes(type=elements[0].value)
        elements[-1] = elements[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(type=kinds.with_changes(elements=elements))


def _is_os_error(element: cst.BaseElement) -> bool:
    return isinstance(element.value, cst.Name) and element.value.value == "OSError"
