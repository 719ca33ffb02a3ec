from typing import Any

import libcst as cst

from porting.fixer import in_parentheses, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_STREAMS = frozenset(["sys.stdin", "sys.stdout", "sys.stderr"])
_SIMPLE = (cst.Attribute, cst.Call, cst.Name, cst.SimpleString, cst.Subscript)


class SharedForms(ResolvedFixer):
    r"""Write what bytes need in a form that Python 2 and 3 both have.

    In Python 2 ``bytes`` is ``str``: it takes no numbers, and ``str`` takes no encoding. Its
    standard streams are those of bytes, and have nothing below them. Its iterators have a method
    `next`, which only the builtin ``next`` finds in both.

    Before::

        import sys

        read = iter(lines).__next__
        line = str(sys.stdin.buffer.readline(), 'utf-8')
        end = bytes([13])

    After::

        import sys
        import functools
        import six

        read = functools.partial(next, iter(lines))
        line = getattr(sys.stdin, 'buffer', sys.stdin).readline().decode('utf-8')
        end = six.int2byte(13)

    Left alone, because both do the same::

        line = str(5)
        end = bytes(line)

    Limits: only what the other stages write is looked for.
    Source: https://six.readthedocs.io/#binary-and-text-data
    """

    name = "shared_forms"
    written_in = Language.UNDECIDED
    triggers = frozenset(["__next__", "buffer", "bytes", "str"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args, path = updated_node.args, self.path_of(original_node.func)
        func = updated_node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "__next__" and not args:
            return updated_node.with_changes(func=cst.Name("next"), args=[cst.Arg(func.value)])
        if path == "builtins.str" and len(args) > 1 and not any(arg.star for arg in args):
            value: Any = args[0].value
            if args[0].keyword or not isinstance(value, _SIMPLE):
                value = value if value.lpar else in_parentheses(value)
            decode = cst.Attribute(value, cst.Name("decode"))
            return updated_node.with_changes(func=decode, args=args[1:])
        if path == "builtins.bytes" and len(args) == 1 and isinstance(args[0].value, cst.List):
            elements = args[0].value.elements
            if len(elements) == 1 and isinstance(elements[0], cst.Element):
                number = [args[0].with_changes(value=elements[0].value)]
                return updated_node.with_changes(func=self.spell("six:int2byte"), args=number)
        return updated_node

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value == "__next__":
            if isinstance(self.parent, cst.Call) and self.parent.func is original_node:
                return updated_node
            next_of = cst.Call(self.spell("functools:partial"), [cst.Arg(cst.Name("next"))])
            return next_of.with_changes(args=[*next_of.args, cst.Arg(updated_node.value)])
        is_stream = original_node.attr.value == "buffer" and self.path_of(original_node.value)
        if is_stream not in _STREAMS or not name_of(original_node.value):
            return updated_node
        stream = updated_node.value
        arguments = [cst.Arg(stream), cst.Arg(cst.SimpleString("'buffer'")), cst.Arg(stream)]
        return cst.Call(cst.Name("getattr"), arguments)
