from porting.fixers.moved_names import MovedNames

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
        from operator import div

        if sys.py3kwarning:
            print(div(6, 2), operator.isCallable)
        failures = weakref.ReferenceError

    After::

        import operator, sys, weakref
        from operator import truediv

        if False:
            print(truediv(6, 2), callable)
        failures = ReferenceError

    Left alone, because it is there still::

        from operator import mul, floordiv

        print(mul(6, 2), floordiv(6, 2))

    Limits: ``div`` cut off the fraction of two integers, as ``floordiv`` does.
    Source: https://docs.python.org/3/whatsnew/index.html
    """

    name = "retired_names"
    safety = "review"
    moved = MOVED
