import libcst as cst

from porting.fixer import Fixer, name_of
from porting.project.language import Language


class ModuleMetaclass(Fixer):
    r"""Drop ``__metaclass__ = type`` at module level.

    It made all classes of a module new ones. Python 3 has no others, and does not look at the name.

    Before::

        __metaclass__ = type

        class Book:
            pass

    After::

        class Book:
            pass

    Left alone, because it makes more of the classes than ``type`` does::

        __metaclass__ = Registered

    Limits: what reads the name afterwards no longer finds it.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changed-syntax
    """

    name = "module_metaclass"
    written_in = Language.PYTHON3
    triggers = frozenset(["__metaclass__"])
    in_strings = False

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.RemovalSentinel:
        (line, *others) = original_node.body
        if others or self.statement.depth or not isinstance(line, cst.Assign):
            return updated_node
        names = [name_of(target.target) for target in line.targets]
        if names != ["__metaclass__"] or name_of(line.value) != "type":
            return updated_node
        self._close_gap()
        return cst.RemoveFromParent()

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        if updated_node.body:
            return updated_node
        return updated_node.with_changes(has_trailing_newline=False)

    def _close_gap(self) -> None:
        """Leave no blank lines on both sides of nothing."""
        if self.index and not self.statement.gap.strip():
            self.statement.gap = ""
        elif not self.index and not self.statement.gap:
            following = self.document.statements[1:2]
            for statement in following:
                statement.gap = statement.gap.lstrip("\r\n")
