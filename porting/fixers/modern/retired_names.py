from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

_DIVIDING = ("operator.div", "operator.idiv")

MOVED = {
    "contextlib.GeneratorContextManager": "contextlib:_GeneratorContextManager",
    "email.base64mime.encode": "email.base64mime:body_encode",
    "mailbox.BabylMailbox": "mailbox:Babyl",
    "mailbox.MHMailbox": "mailbox:MH",
    "mailbox.MmdfMailbox": "mailbox:MMDF",
    "mailbox.PortableUnixMailbox": "mailbox:mbox",
    "mailbox.UnixMailbox": "mailbox:mbox",
    "ntpath.splitunc": "ntpath:splitdrive",
    "operator._compare_digest": "_operator:_compare_digest",
    "operator.div": "operator:truediv",
    "operator.idiv": "operator:itruediv",
    "operator.irepeat": "operator:imul",
    "operator.isCallable": "builtins:callable",
    "operator.repeat": "operator:mul",
    "operator.sequenceIncludes": "operator:contains",
    "os.path.splitunc": "os.path:splitdrive",
    "pickle.BadPickleGet": "pickle:UnpicklingError",
    "pickle.UnpickleableError": "pickle:PicklingError",
    "plistlib.Data": "builtins:bytes",
    "plistlib.Dict": "builtins:dict",
    "py_compile.MAGIC": "importlib.util:MAGIC_NUMBER",
    "random.WichmannHill": "random:Random",
    "re.T": "builtins:0",
    "re.TEMPLATE": "builtins:0",
    "re._pattern_type": "re:Pattern",
    "sqlite3.OptimizedUnicode": "builtins:str",
    "sys.long_info": "sys:int_info",
    "sys.py3kwarning": "builtins:False",
    "tarfile.filemode": "stat:filemode",
    "types.DictProxyType": "types:MappingProxyType",
    "unittest._TextTestResult": "unittest:TextTestResult",
    "wave.openfp": "wave:open",
    "weakref.ReferenceError": "builtins:ReferenceError",
    "xml.etree.ElementTree.XMLTreeBuilder": "xml.etree.ElementTree:XMLParser",
}


class RetiredNames(MovedNames):
    r"""Call by their names of today what the library had under others.

    Some names were twins of better ones, and some told of what only Python 2 has: they went with
    one version or another of Python 3.

    Before::

        import operator, sys, weakref
        from operator import repeat

        if sys.py3kwarning:
            print(repeat("ab", 2), operator.isCallable)
        failures = weakref.ReferenceError

    After::

        import operator, sys, weakref
        from operator import mul

        if False:
            print(mul("ab", 2), callable)
        failures = ReferenceError

    Before::

        import operator

        rules = {"+": operator.add, "/": operator.div}

    After, with a warning::

        import operator

        rules = {"+": operator.add, "/": operator.truediv}

    Before::

        from operator import div as share

        print(share(7, 2))

    After, with a warning::

        from operator import truediv as share

        print(share(7, 2))

    Left alone, because it is there still::

        from operator import mul, floordiv

        print(mul(6, 2), floordiv(6, 2))

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/index.html
    """

    name = "retired_names"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        new = super().leave_Attribute(original_node, updated_node)
        if new is not updated_node and self.path_of(original_node) in _DIVIDING:
            self._tell_of_division(original_node)
        return new

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> Any:
        new = super().leave_ImportFrom(original_node, updated_node)
        if new is not updated_node and not isinstance(original_node.names, cst.ImportStar):
            module = name_of(original_node.module)
            names = {f"{module}.{name_of(alias.name)}" for alias in original_node.names}
            if names & {*_DIVIDING}:
                self._tell_of_division(original_node)
        return new

    def _tell_of_division(self, node: Any) -> None:
        message = "of two integers `operator.div` gave an integer: floordiv does that"
        self.note(node, message, "wrong result, no error")
