from collections.abc import Sequence

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import chain_of, is_call_of_bare_name
from porting.fixers.questions.own_names import is_own
from porting.py2.spaces import NO_SPACE


class Execfile(Fixer):
    r"""Read, compile and execute the file instead of calling ``execfile``.

    Python 3 has no ``execfile``: it leaves it to the program how a file is opened.
    Opened as bytes it may name its own encoding, as it could in Python 2.

    Before::

        execfile("settings.py", names)

    After::

        exec(compile(open("settings.py", "rb").read(), "settings.py", 'exec'), names)

    Left alone, because it is a method::

        console.execfile("settings.py")

    Limits: the file is closed only when Python drops it, and an expression for its name is
    written twice. A call with something behind it (``execfile(name).x``), which makes no sense,
    is left alone, as is one whose file name is hidden in ``*args``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#builtins
    """

    name = "execfile"
    triggers = frozenset(["execfile"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not self._is_execfile(original_node) or is_own(self, "execfile"):
            return updated_node
        file, *names = _without_space_before_commas(updated_node.args)
        opened = cst.Call(
            cst.Name("open"),
            [
                file.with_changes(comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=NO_SPACE),
                cst.Arg(
                    cst.SimpleString('"rb"'),
                    whitespace_after_arg=updated_node.args[-1].whitespace_after_arg,
                ),
            ],
            whitespace_before_args=updated_node.whitespace_before_args,
        )
        read = cst.Call(cst.Attribute(opened, cst.Name("read")))
        code = cst.Call(
            cst.Name("compile"),
            [
                cst.Arg(read),
                cst.Arg(file.value.deep_clone()),
                cst.Arg(cst.SimpleString("'exec'")),
            ],
        )
        return updated_node.with_changes(
            func=cst.Name("exec"),
            args=[cst.Arg(code, comma=file.comma), *names],
            whitespace_after_func=NO_SPACE,
            whitespace_before_args=NO_SPACE,
        )

    def _is_execfile(self, node: cst.Call) -> bool:
        return (
            is_call_of_bare_name(node, "execfile", self.parents)
            and chain_of(node, self.parents).is_only(node)
            and bool(node.args)
            and not node.args[0].star
            and node.args[0].keyword is None
        )


def _without_space_before_commas(args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """The arguments without a comma at the end, and without space before the others' commas."""
    cleaned = [arg.with_changes(whitespace_after_arg=NO_SPACE) for arg in args]
    for index, arg in enumerate(args[:-1]):
        if isinstance(arg.comma, cst.Comma):
            comma = arg.comma.with_changes(whitespace_before=NO_SPACE)
            cleaned[index] = cleaned[index].with_changes(comma=comma)
    cleaned[-1] = cleaned[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return cleaned
