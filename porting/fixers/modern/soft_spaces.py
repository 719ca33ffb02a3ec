from __future__ import annotations

import ast
import builtins
import textwrap
from typing import Any

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options
from porting.project.language import Language
from porting.trees import nodes_below, tree_of

_SAFE_CALLS = frozenset(vars(builtins)) - {"print", "input", "exec", "eval", "map", "filter"}
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_LATE = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Starred)


class SoftSpaces(Fixer):
    r"""Print a row in one call, without the space that would stand at its end.

    A comma at the end of Python 2's ``print`` put a space before whatever was printed next, and
    none before the end of the line. What 2to3 writes puts it there as well.

    Before::

        from __future__ import print_function

        def show(rows):
            for row in rows:
                for cell in row:
                    print("%4d" % cell, end=' ')
                print()

    After::

        from __future__ import print_function

        def show(rows):
            for row in rows:
                print(*("%4d" % cell for cell in row))

    Left alone, because the loop does more than to print::

        from __future__ import print_function

        for name in names:
            count += 1
            print(name, end=' ')
        print()

    Limits: it is for what was a print statement. A function of the file that is called in the loop
    may print as well, so that loop is left alone, as one with a comment in it is.
    Source: https://docs.python.org/2.7/reference/simple_stmts.html#print
    """

    name = "soft_spaces"
    triggers = frozenset(["end"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_statement = "print_function" not in (document.context.original or "")

    def is_wanted(self, statement: Statement) -> bool:
        del statement
        return False

    def finish(self) -> None:
        if not self.is_statement:
            return
        for index in reversed(self.document.holding(self.triggers, None)):
            self._look_at(index)

    def _look_at(self, index: int) -> None:
        """Join what prints a part of a row to the ``print()`` that ends it."""
        document, statements = self.document, self.document.statements
        first, last = index, index + 1
        if first and last < len(statements) and statements[last].depth < statements[first].depth:
            first -= 1
            if document.block_end(first) != last:
                return
        row = statements[first : last + 1]
        if last >= len(statements) or not _ends_row(row):
            return
        text = "".join(each.text for each in row[:-1])
        call = self._row_of(textwrap.dedent(text), row[0], first)
        if call is None:
            return
        before = "".join(each.gap + each.text for each in row).removeprefix(row[0].gap)
        end = row[-1].text[len(row[-1].text.rstrip("\r\n")) :]
        document.replace(first, last + 1, f"{row[0].indent}{call}{end}")
        self.rewritten.append((statements[first], before))

    def _row_of(self, code: str, statement: Statement, index: int) -> str | None:
        """The call that prints the whole row in place of a statement; None where there is none."""
        tree = tree_of(code)
        node: Any = tree.body[0] if tree and len(tree.body) == 1 else None
        if isinstance(node, ast.Expr):
            printed = _printed(node)
            parts = [ast.get_source_segment(code, each) for each in printed or ()]
            return f"print({', '.join(map(str, parts))})" if parts else None
        if not isinstance(node, ast.For) or node.orelse or len(node.body) != 1:
            return None
        printed = _printed(node.body[0])
        if printed is None or len(printed) != 1 or not self._is_plain(printed[0]):
            return None
        if self._is_in_class(index) or self._is_used_behind(node, statement):
            return None
        item, target, source = (
            str(ast.get_source_segment(code, each)) for each in (printed[0], node.target, node.iter)
        )
        if "\n" in item + target + source:
            return None
        is_bare = isinstance(node.iter, ast.Tuple) and not source.startswith("(")
        if is_bare or isinstance(node.iter, (ast.IfExp, ast.Lambda)):
            source = f"({source})"
        return (
            f"print(*{source})" if item == target else f"print(*({item} for {target} in {source}))"
        )

    def _is_plain(self, item: ast.expr) -> bool:
        """Whether nothing is printed while an item is made."""
        return not any(
            isinstance(node, _LATE)
            or (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id not in _SAFE_CALLS
            )
            for node in nodes_below(item)
        )

    def _is_in_class(self, index: int) -> bool:
        """Whether a statement stands in the body of a class, whose names a generator cannot see."""
        outer = self.document.header_of(index)
        while outer is not None:
            word = self.document.statements[outer].first_word
            if word in ("class", "def", "async"):
                return word == "class"
            outer = self.document.header_of(outer)
        return False

    def _is_used_behind(self, loop: ast.For, statement: Statement) -> bool:
        """Whether the variable of a loop is read where no loop has bound it anew."""
        names = {node.id for node in nodes_below(loop.target) if isinstance(node, ast.Name)}
        tree = tree_of(self.document.text)
        if tree is None or any(not isinstance(node, _TARGETS) for node in nodes_below(loop.target)):
            return True
        return any(_is_read(each, names) for each in tree.body)


_TARGETS = (ast.Name, ast.Tuple, ast.List)


def _is_read(node: Any, names: set[str]) -> bool:
    """Whether one of some names is read below a node, but in loops that bind it."""
    if isinstance(node, ast.Name):
        return node.id in names and isinstance(node.ctx, ast.Load)
    if isinstance(node, (ast.For, ast.comprehension)):
        bound = {each.id for each in nodes_below(node.target) if isinstance(each, ast.Name)}
        names = names - bound
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        targets = [each for part in node.generators for each in nodes_below(part.target)]
        names = names - {each.id for each in targets if isinstance(each, ast.Name)}
    elif isinstance(node, _SCOPES[:2]):
        arguments = nodes_below(node.args)
        names = names - {each.arg for each in arguments if isinstance(each, ast.arg)}
    return bool(names) and any(_is_read(each, names) for each in ast.iter_child_nodes(node))


def _ends_row(row: list[Statement]) -> bool:
    """Whether the last of some statements ends a line, and no comment is among them."""
    last = row[-1]
    return (
        last.text.strip() == "print()"
        and last.depth == row[0].depth
        and not any("#" in each.text for each in row)
        and not any("#" in each.gap for each in row[1:])
    )


def _printed(node: ast.stmt) -> list[ast.expr] | None:
    """What a call of `print` prints that ends with a space; None for anything else."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or not call.args:
        return None
    ends = [each.value for each in call.keywords if each.arg == "end"]
    is_spaced = len(ends) == len(call.keywords) == 1 and getattr(ends[0], "value", "") == " "
    return call.args if call.func.id == "print" and is_spaced else None
