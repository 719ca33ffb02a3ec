from typing import Any, ClassVar

import libcst as cst

from porting.fixer import is_call_to
from porting.fixers.bases.renamed_methods import RenamedMethods
from porting.fixers.questions.own_names import is_own_attribute

ATTRIBUTES = {"isDaemon": "daemon", "setDaemon": "daemon"}


class ThreadMethods(RenamedMethods):
    r"""Call the methods of threads by their names in the style of Python.

    Of the names in the style of Java ``isAlive`` is gone since Python 3.9. The others warn since
    Python 3.10; what set and asked for a property is an attribute.

    Before::

        worker.setDaemon(True)
        while worker.isAlive():
            worker.join(1)

    After::

        worker.daemon = True
        while worker.is_alive():
            worker.join(1)

    Left alone, because the program has its own::

        class Animal:
            def isAlive(self):
                return self.age < 20

        print(Animal().isAlive())

    Limits: any other object's method of such a name is taken for a thread's.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "thread_methods"
    removed_in = (3, 9)
    safety = "review"
    triggers = frozenset(["isAlive", "notifyAll", *ATTRIBUTES])
    methods: ClassVar = {"isAlive": "is_alive", "notifyAll": "notify_all"}

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        func: Any = updated_node.func
        if self._name_of(original_node) != "isDaemon" or original_node.args:
            return updated_node
        new = cst.Attribute(func.value, cst.Name(ATTRIBUTES["isDaemon"]))
        return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.BaseSmallStatement:
        call: Any = updated_node.value
        if self._name_of(original_node.value) != "setDaemon" or len(call.args) != 1:
            return updated_node
        (arg,) = call.args
        if arg.star or arg.keyword or is_call_to(call.func.value, "super"):
            return updated_node  # What ``super()`` gives takes no assignment.
        target = cst.Attribute(call.func.value, cst.Name(ATTRIBUTES["setDaemon"]))
        return cst.Assign([cst.AssignTarget(target)], arg.value, semicolon=updated_node.semicolon)

    def _name_of(self, node: Any) -> str:
        """The name of the method that is called, "" for none of ours."""
        func = node.func if isinstance(node, cst.Call) else None
        if not isinstance(func, cst.Attribute) or func.attr.value not in ATTRIBUTES:
            return ""
        return "" if is_own_attribute(self, func.value, func.attr.value) else func.attr.value
