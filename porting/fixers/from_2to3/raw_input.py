import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_call_of_bare_name
from porting.fixers.questions.own_names import builtin, is_own, is_shadowed
from porting.project.language import Language


class RawInput(Fixer):
    r"""Rename calls of ``raw_input`` to ``input``.

    Python 3 gave the name ``input`` to what Python 2 called ``raw_input``.
    Python 2's own ``input`` belongs to the fixer ``input``, which runs first:
    run second, it would wrap the calls renamed here as well.

    Before::

        name = raw_input("Name? ")

    After::

        name = input("Name? ")

    Left alone, because only calls are renamed::

        ask = raw_input

    Limits: a name of your own that hides the builtin is renamed as well.
    Source: https://peps.python.org/pep-3111/
    """

    name = "raw_input"
    written_in = Language.HALF
    triggers = frozenset(["raw_input"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_of_bare_name(original_node, "raw_input", self.parents):
            return updated_node
        if is_own(self, "raw_input"):
            return updated_node
        if is_shadowed(self, "input"):
            return updated_node.with_changes(func=builtin(self, "input"))
        return updated_node.with_changes(func=updated_node.func.with_changes(value="input"))
