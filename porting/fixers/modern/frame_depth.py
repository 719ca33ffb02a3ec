from __future__ import annotations

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer


class FrameDepth(ResolvedFixer):
    r"""Ask ``sys._getframe`` for the frame of a caller.

    In Python 2 ``inspect.currentframe`` was that function, and took the number of frames to go up.
    In Python 3 it takes nothing.

    Before::

        import inspect

        caller = inspect.currentframe(1).f_code.co_name

    After::

        import inspect
        import sys

        caller = sys._getframe(1).f_code.co_name

    Left alone, because it asks for its own frame::

        import inspect

        here = inspect.currentframe().f_lineno

    Limits: none known.
    Source: https://docs.python.org/3/library/inspect.html#inspect.currentframe
    """

    name = "frame_depth"
    triggers = frozenset(["currentframe"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not original_node.args or self.path_of(original_node.func) != "inspect.currentframe":
            return updated_node
        return updated_node.with_changes(func=self.spell("sys:_getframe"))
