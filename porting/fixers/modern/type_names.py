from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "types.BooleanType": "builtins:bool",
    "types.BufferType": "builtins:memoryview",
    "types.ClassType": "builtins:type",
    "types.ComplexType": "builtins:complex",
    "types.DictType": "builtins:dict",
    "types.DictionaryType": "builtins:dict",
    "types.FileType": "io:IOBase",
    "types.FloatType": "builtins:float",
    "types.InstanceType": "builtins:object",
    "types.IntType": "builtins:int",
    "types.ListType": "builtins:list",
    "types.LongType": "builtins:int",
    "types.ObjectType": "builtins:object",
    "types.SliceType": "builtins:slice",
    "types.StringType": "builtins:str",
    "types.StringTypes": "builtins:(str,)",
    "types.TupleType": "builtins:tuple",
    "types.TypeType": "builtins:type",
    "types.UnboundMethodType": "types:FunctionType",
    "types.UnicodeType": "builtins:str",
    "types.XRangeType": "builtins:range",
}


class TypeNames(MovedNames):
    r"""Call the types by their own names where 2to3 leaves those of the module ``types``.

    2to3 looks at ``types.ListType`` alone: not at ``from types import ListType``, nor at a module
    by another name, nor at the types of old-style classes and their instances. As all classes are
    new-style now, these are ``type`` and ``object``.

    Before::

        import types
        from types import ListType, TupleType

        def is_row(value):
            return type(value) in (ListType, TupleType, types.InstanceType)

    After::

        import types

        def is_row(value):
            return type(value) in (list, tuple, object)

    Before::

        from types import *

        is_text = isinstance(value, StringTypes) or type(value) == ListType

    After::

        from types import *

        is_text = isinstance(value, (str,)) or type(value) == list

    Left alone, because it is there still::

        from types import FunctionType

        print(isinstance(show, FunctionType))

    Limits: nothing has the type ``object`` that had the type of instances: see `instance_type`.
    Source: https://docs.python.org/2/library/types.html
    """

    name = "type_names"
    safety = "review"
    moved = MOVED
    is_unmistakable = True
