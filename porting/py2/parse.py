"""Text to tree: lowers, lets LibCST parse, lifts, and words what went wrong."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import replace

import libcst as cst

from porting.errors import SourceError
from porting.py2 import nodes
from porting.py2.fold import fold_chains
from porting.py2.lift import NotPython2, lift
from porting.py2.lower import Dialect, Lowered, lower, lower_line
from porting.py2.tokens import error_at
from porting.trees import nodes_below


def parse_module(
    text: str,
    *,
    filename: str = "<string>",
    print_function: bool | None = None,
    exec_function: bool = False,
    has_async_def: bool = False,
) -> nodes.Module:
    """Parse Python 2 (or 3) source.

    Args:
        text: a whole file, line ends, form feeds and a leading BOM included.
        filename: for error messages.
        print_function: whether `print` is a function; None asks the text's own
            ``from __future__`` imports, and falls back on the other way of reading
            where the text parses only so.
        exec_function: `exec` is a function, and never a statement.
        has_async_def: the text is part of one that defines coroutines.

    Returns:
        A module whose `code` is `text`, character for character.

    Raises:
        SourceError: the text is neither Python 2.7 nor Python 3.
    """
    if text.startswith("\ufeff"):
        module = parse_module(
            text[1:],
            filename=filename,
            print_function=print_function,
            exec_function=exec_function,
            has_async_def=has_async_def,
        )
        return module.with_changes(header=(nodes.EmptyLine(raw="\ufeff"), *module.header))
    first: SourceError | None = None
    for dialect in dialects(text, print_function):
        try:
            if exec_function:
                dialect = replace(dialect, exec_statement=False)
            return _parse(text, replace(dialect, has_async_def=has_async_def))
        except SourceError as error:
            first = first or error
    assert first is not None
    first.filename = filename
    raise first


def parse_line(
    text: str,
    *,
    before: str,
    after: str,
    indent: str,
    print_function: bool | None = None,
    exec_function: bool = False,
    has_async_def: bool = False,
) -> nodes.Module:
    """Parse one logical line that was taken out of its block.

    Args:
        text: the line without indentation, and without a lone CR.
        before: plain lines that must stand before it, so that it parses.
        after: plain lines that must stand behind it.
        indent: what its code, and that around it, is indented by.

    The rest is as for `parse_module`, which takes over where the likeliest way to read fails.
    """
    dialect = Dialect(not print_function, not exec_function, has_async_def)
    try:
        lowered = lower_line(text, dialect)
        lowered.text = f"{before}{lowered.text}{after}"
        return _read(lowered, indent)
    except (SourceError, cst.ParserSyntaxError, cst.CSTValidationError, NotPython2):
        module = parse_module(
            f"{before}{text}{after}",
            print_function=print_function,
            exec_function=exec_function,
            has_async_def=has_async_def,
        )
    return module.with_changes(indent=indent)


def check_module(
    text: str,
    *,
    filename: str = "<string>",
    print_function: bool | None = None,
    exec_function: bool = False,
) -> None:
    """Raise the SourceError of a text that `parse_module` cannot read.

    CPython's parser says yes ten times as fast as LibCST; only where it says no is LibCST asked.
    """
    for dialect in dialects(text, print_function):
        if exec_function:
            dialect = replace(dialect, exec_statement=False)
        if _is_readable(text.removeprefix("\ufeff"), dialect):
            return
    parse_module(
        text, filename=filename, print_function=print_function, exec_function=exec_function
    )


def _is_readable(text: str, dialect: Dialect) -> bool:
    try:
        lowered = lower(text, dialect)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(lowered.text)
    except (SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    for node in nodes_below(tree) if lowered.table else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found = lowered.table.get(node.func.id)
            if found is not None and not _may_stand_for(node, found.form):
                return False
    return True


def _may_stand_for(call: ast.Call, form: str) -> bool:
    """Whether the arguments of a stand-in are what Python 2 allows there."""
    args = call.args
    if form == "print" and args and isinstance(args[0], ast.Starred):
        args = args[1:]  # This is the file.
    if call.keywords or any(isinstance(arg, ast.Starred) for arg in args):
        return False
    return form not in ("exec", "raise") or len(args) <= 3


_NEWLINE = re.compile(r"\r\n|\n|\r")
_EMPTY_LINE = re.compile(r"([ \t\f]*)(#[^\r\n]*)?(\r\n|\n|\r|\Z)")
_PRINT_FUTURE = re.compile(
    r"^[ \t]*from[ \t]+__future__[ \t]+import[ \t]*"
    r"(?:\((?:[^)#]|\#[^\n]*)*?|[^\n\r(#]*?(?:\\\r?\n[^\n\r(#]*?)*)\bprint_function\b",
    re.MULTILINE,
)


def has_print_function(text: str) -> bool:
    """Whether a ``from __future__ import print_function`` stands in the text."""
    return "print_function" in text and _PRINT_FUTURE.search(text) is not None


def dialects(text: str, print_function: bool | None = None) -> list[Dialect]:
    """The ways to read a text, likeliest first."""
    if print_function or (print_function is None and has_print_function(text)):
        return [Dialect(print_statement=False), Dialect(False, False)]
    if print_function is False:
        return [Dialect(), Dialect(exec_statement=False)]
    return [Dialect(), Dialect(print_statement=False), Dialect(False, False)]


def _parse(text: str, dialect: Dialect) -> nodes.Module:
    lowered = lower(text, dialect)
    try:
        return _read(lowered)
    except cst.ParserSyntaxError as error:
        raise _explain(text, lowered, error) from None
    except cst.CSTValidationError as error:
        raise error_at(text, 0, f"LibCST cannot read this file: {error}") from None
    except NotPython2:
        raise error_at(text, 0, "not Python 2") from None


def _read(lowered: Lowered, indent: str = "") -> nodes.Module:
    with nodes.deep_recursion():
        module = cst.parse_module(fold_chains(lowered))
        lift(module, lowered)
    newline = _NEWLINE.search(lowered.text) or _NEWLINE.search(lowered.tail)
    return nodes.Module(
        body=module.body,
        header=module.header,
        footer=(*module.footer, *_empty_lines(lowered.tail)),
        encoding=module.encoding,
        default_indent=module.default_indent,
        default_newline=newline.group() if newline else "\n",
        has_trailing_newline=(lowered.tail or lowered.text).endswith(("\n", "\r")),
        indent=indent,
    )


def _empty_lines(text: str) -> list[cst.EmptyLine]:
    """Lines of white space and comments, as nodes that give them back whatever block they end."""
    return [
        cst.EmptyLine(
            indent=False,
            whitespace=cst.SimpleWhitespace(white),
            comment=cst.Comment(comment) if comment else None,
            newline=cst.Newline(newline or None),
        )
        for white, comment, newline in _EMPTY_LINE.findall(text)
        if white or comment or newline
    ]


def _explain(text: str, lowered: Lowered, error: cst.ParserSyntaxError) -> SourceError:
    """The place and the words of a syntax error; CPython's parser names both best."""
    message, line, column = "invalid syntax", error.raw_line, error.raw_column
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(lowered.text)
    except SyntaxError as better:
        if lowered.prefix not in (better.msg or ""):
            message = better.msg
        line, column = better.lineno or line, max((better.offset or 1) - 1, 0)
    except (ValueError, RecursionError, MemoryError):
        pass
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", lowered.text))]
    offset = starts[min(line, len(starts)) - 1] + column
    place = lowered.original_offset(min(offset, len(lowered.text)))
    return error_at(text, min(place, len(text)), message)
