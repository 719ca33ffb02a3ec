from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.own_names import class_around
from porting.project.language import Language

# Methods and attributes of threading.Thread in Python 3.8 to 3.14; those of Python 2 had names that
# no subclass could take by chance.
OF_THREAD = frozenset(
    "_args _bootstrap _bootstrap_inner _daemonic _delete _handle _ident _initialized "
    "_invoke_excepthook _is_stopped _kwargs _name _native_id _reset_internal_locks _set_ident "
    "_set_native_id _set_tstate_lock _started _stderr _stop _target _tstate_lock "
    "_wait_for_tstate_lock".split()
)
_NOTE = "threading.Thread has a {0} of its own in Python 3, which this replaces; rename {0}"


class ThreadAttributes(ResolvedFixer):
    r"""Tell of attributes of a thread that hide what the library keeps under the same name.

    Python 2 had two underscores before the inner names of ``Thread``, so that no subclass met
    them. Python 3 has one: a thread that sets ``_stop`` to ``True`` cannot be joined in 3.12, and
    one that sets ``_started`` cannot be started at all.

    Warned about, because ``join`` calls it::

        import threading

        class Worker(threading.Thread):
            def __init__(self):
                threading.Thread.__init__(self)
                self._stop = False

    Left alone, because it is no thread::

        class Watch:
            def __init__(self):
                self._stop = False

    Limits: only the class itself is looked at, not one that inherits from it.
    Source: https://github.com/python/cpython/blob/3.12/Lib/threading.py
    """

    name = "thread_attributes"
    triggers = OF_THREAD
    in_strings = False
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self._told: dict[int | None, set[str]] = {}
        super().__init__(document, options)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        name = original_node.attr.value
        is_stored = isinstance(self.parent, cst.AssignTarget)
        is_self = isinstance(original_node.value, cst.Name) and original_node.value.value == "self"
        if name in OF_THREAD and is_stored and is_self and self._is_thread():
            self._tell(original_node, name)
        return updated_node

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if original_node.name.value in OF_THREAD and self._is_thread():
            self._tell(original_node.name, original_node.name.value)
        return updated_node

    def _tell(self, node: cst.CSTNode, name: str) -> None:
        if name not in self.told:
            self.told.add(name)
            self.note(node, _NOTE.format(name), "fails when reached")

    @property
    def told(self) -> set[str]:
        """The names that were told of in the class around."""
        return self._told.setdefault(class_around(self.document, self.index), set())

    def _is_thread(self) -> bool:
        header = class_around(self.document, self.index)
        if header is None:
            return False
        statement = self.document.statements[header]
        return self.refers_to(statement, ["threading.Thread", "threading.Timer"])
