"""Whether a name is the project's own, where 2to3 takes every such name for the library's.

Of a bare name the file tells, of an attribute all files of the project and what it is asked of. It
is asked before the file is Python 3, so what binds a name is found in its statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import libcst as cst

from porting.engine.branches import version_of
from porting.engine.document import Document
from porting.engine.rewrite import parse_statement
from porting.fixer import Fixer, call_of, dotted, is_call_to, name_of
from porting.fixers.questions.names import is_local
from porting.project.bound_names import BoundNames, ClassNames
from porting.project.language import Language

Ranges = tuple[range, ...]
_known: WeakKeyDictionary[Fixer, dict[str, Ranges]] = WeakKeyDictionary()
_modules: WeakKeyDictionary[Fixer, frozenset[str]] = WeakKeyDictionary()
_METHOD = re.compile(r"\s*(?:async\s+)?def\s+\w+\s*\(\s*(\w+)")
_CLASS = re.compile(r"\s*class\s+(\w+)")


def is_own_attribute(
    fixer: Fixer, owner: cst.BaseExpression, name: str, knows_by: str = ""
) -> bool:
    """Whether an attribute that the fixer's statement asks of `owner` is the project's.

    It is where `owner` is an imported module, or an instance or a class of the project that has
    the name. Of what else it is asked, nobody knows: then a fixer that `knows_by` the "name"
    leaves all that the project binds, by the "near" name what its file does, by the "receiver"
    nothing. Never where 2to3's own text is asked for.
    """
    document = fixer.document
    if document.context.is_faithful and not document.context.is_python3:
        return False
    if _is_module(fixer, owner):
        return True
    knows_by = knows_by or fixer.knows_by
    bound, path = _bound_in_project(fixer)
    inner = _class_of_self(fixer, owner)
    found = bound.of_class(inner or _class_named(fixer, owner), path)
    if inner or found is not None:
        names = found or ClassNames()
        if is_call_to(owner, "super"):
            return name in names.inherited
        return (
            name in names.own | names.inherited
            or (knows_by != "receiver" and name in names.below)
            or (knows_by == "name" and name in bound.stored)
        )
    if knows_by == "near":
        return name in bound.files.get(path, ())
    return knows_by == "name" and name in bound.everywhere


def class_around(document: Document, index: int) -> int | None:
    """The index of the header of the class that a statement stands in."""
    outer = document.header_of(index)
    while outer is not None and document.statements[outer].first_word != "class":
        outer = document.header_of(outer)
    return outer


def class_binds(document: Document, index: int, *names: str) -> bool:
    """Whether the body of the class around a statement binds all of these names."""
    header = class_around(document, index)
    if header is None:
        return False
    depth = document.statements[header].depth + 1
    body = document.statements[header + 1 : document.block_end(header)]
    return all(
        any(
            each.depth == depth and re.match(rf"\s*(?:def\s+{name}\b|{name}\s*=[^=])", each.text)
            for each in body
            if each.holds(name)
        )
        for name in names
    )


def is_for_both(document: Document, index: int, new: str) -> bool:
    """Whether a method under its name of Python 2 stands beside the one of Python 3, `new`: the
    class has both, or the method asks its own object for the other."""
    if document.context.is_faithful and not document.context.is_python3:
        return False
    method = _METHOD.match(document.statements[index].text)
    receiver = method.group(1) if method else "self"
    own = rf"\b(?:{receiver}|super\s*\([^)]*\))\s*\.\s*{new}\b"
    block = document.statements[index : document.block_end(index)]
    return class_binds(document, index, new) or any(
        each.names(new) and re.search(own, each.code) for each in block
    )


def _bound_in_project(fixer: Fixer) -> tuple[BoundNames, str]:
    """What the project binds, and the path of the fixer's file in it."""
    document = fixer.document
    module = fixer.project.module_of(document.context.filename)
    path = module.path if module else document.context.filename
    if fixer.project.bound is not None:
        return fixer.project.bound, path
    # What is bound beside a file that is ported by itself is looked for only where it is asked for.
    from porting.project.graph import bound_around

    return bound_around(
        document.context.filename, document.context.original or document.source
    ), path


def _is_module(fixer: Fixer, owner: cst.BaseExpression) -> bool:
    """Whether an expression names a module that the file imports."""
    name = name_of(owner)
    if fixer not in _modules:
        _modules[fixer] = frozenset(_imported_modules(fixer))
    if name not in _modules[fixer]:
        return False
    return not is_local(fixer.document, fixer.index, name.partition(".")[0])


def _imported_modules(fixer: Fixer) -> Iterator[str]:
    """The names by which a file knows modules, dotted ones included."""
    document, project = fixer.document, fixer.project
    for index, statement in enumerate(document.statements):
        if statement.first_word not in ("import", "from"):
            continue
        for node in _walk(parse_statement(document, index), (cst.Import, cst.ImportFrom)):
            origin = name_of(getattr(node, "module", None))
            level = len(getattr(node, "relative", ()))
            for alias in () if isinstance(node.names, cst.ImportStar) else node.names:
                name, local = name_of(alias.name), alias.asname and name_of(alias.asname.name)
                if isinstance(node, cst.Import):
                    parts = name.split(".")
                    paths = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
                    yield from [local] if local else paths
                # An import of Python 2 looks beside the file, too.
                elif any(
                    project.find(document.context.filename, f"{origin}.{name}".lstrip("."), each)
                    for each in {level, level or 1}
                ):
                    yield local or name


def _class_of_self(fixer: Fixer, owner: cst.BaseExpression) -> str:
    """The name of the class around a statement where an expression is an instance of it."""
    document = fixer.document
    is_self = is_call_to(owner, "super")
    index: int | None = fixer.index
    while index is not None:
        statement = document.statements[index]
        if statement.first_word == "class" and is_self:
            found = _CLASS.match(statement.text)
            return found.group(1) if found else ""
        method = _METHOD.match(statement.text)
        if method:
            is_self = is_self or method.group(1) == name_of(owner)
        index = document.header_of(index)
    return ""


def _class_named(fixer: Fixer, owner: cst.BaseExpression) -> str:
    """The name of the class that an expression is or makes an instance of, as far as the file
    defines or imports what has the name; else ""."""
    document = fixer.document
    name = name_of(owner.func if isinstance(owner, cst.Call) else owner)
    name = maker_of(document, name) or name
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    if not first or is_local(document, fixer.index, first):
        return ""
    is_known = any(
        statement.first_word in ("class", "from", "import") and statement.names(first)
        for statement in document.statements
    )
    return last if is_known else ""


def maker_of(document: Document, name: str) -> str:
    """What is called for every value that the file binds a (dotted) name to, if that is one."""
    last = name.rpartition(".")[2]
    bound = re.compile(rf"\s*{re.escape(name)}\s*(?::[^=]+)?=\s*(?:((?:\w+\.)*\w+)\s*\()?")
    found = (
        bound.match(statement.text)
        for statement in document.statements
        if last and "=" in statement.text and statement.holds(last)
    )
    makers = {match.group(1) or "" for match in found if match}
    return makers.pop() if len(makers) == 1 else ""


def is_own(fixer: Fixer, name: str) -> bool:
    """Whether the file binds a name where the fixer's statement stands, in whatever way.

    Never where 2to3's own text is asked for. What is bound at module level counts everywhere,
    unless Python 3 does not run it; what a function binds, in that function.
    """
    if fixer.document.context.is_faithful:
        return False
    ranges = _known.setdefault(fixer, {})
    if name not in ranges:
        ranges[name] = tuple(_scopes_of(fixer.document, name))
    # What a parameter is by default is none of the function's own names.
    is_default = any(isinstance(parent, cst.Param) for parent in fixer.parents)
    return any(
        fixer.index in scope and not (is_default and scope.start == fixer.index)
        for scope in ranges[name]
    )


def is_not_imported(fixer: Fixer, name: str) -> bool:
    """Whether a name that is a module's, or is imported out of one, stands for something else: a
    parameter of a function around the fixer's statement, or a function or class of a file that
    imports nothing of that name. Never where 2to3's own text is asked for."""
    document = fixer.document
    if document.context.is_faithful:
        return False
    index: int | None = fixer.index
    while index is not None:
        statement = document.statements[index]
        is_function = statement.first_word in ("def", "async") and statement.names(name)
        if is_function and _is_parameter(parse_statement(document, index), name):
            return True
        index = document.header_of(index)
    holders = [each for each in document.statements if each.names(name)]
    return any(
        not each.depth and re.match(rf"(?:def|class)\s+{name}\b", each.text) for each in holders
    ) and not any("import" in each.words for each in holders)


def is_shadowed(fixer: Fixer, name: str) -> bool:
    """Whether a builtin's name stands for something else where the fixer's statement stands.

    What is bound at module level on one way only (``except NameError: bytes = str``) is there for
    those who have not got the builtin.
    """
    document = fixer.document
    if document.context.is_faithful:
        return False
    if any(_is_bound_by(parent, name) for parent in fixer.parents):
        return True
    whole = range(-1, len(document.statements) * 2)
    return is_own(fixer, name) and any(
        fixer.index in scope and (scope != whole or _is_bound_plainly(document, name))
        for scope in _known[fixer][name]
    )


def builtin(fixer: Fixer, name: str) -> cst.BaseExpression:
    """A builtin by its name; through the module `builtins`, which the file then imports, where
    something else stands for the name."""
    if not is_shadowed(fixer, name):
        return cst.Name(name)
    fixer.document.needs_builtins = True
    return dotted(f"builtins.{name}")


def call_of_builtin(fixer: Fixer, name: str, value: cst.BaseExpression) -> cst.Call:
    """The call ``name(value)`` of a builtin: see `builtin`."""
    return cst.Call(builtin(fixer, name), [cst.Arg(value)])


def as_list(fixer: Fixer, value: cst.BaseExpression) -> cst.BaseExpression:
    """``list(value)``; a display where the file has something of its own by that name."""
    if is_shadowed(fixer, "list"):
        if fixer.options.target == "six":
            item = cst.Name("item")
            return cst.ListComp(item, cst.CompFor(item, value))
        return cst.List([cst.StarredElement(value)])
    return call_of("list", value)


def is_no_variable(node: Any, parents: Sequence[Any]) -> bool:
    """Whether a name is that of an attribute, an argument, a function, or something imported."""
    parent = parents[-1]
    if isinstance(parent, cst.Attribute):
        return parent.attr is node or isinstance(parents[-2], (cst.ImportAlias, cst.ImportFrom))
    if isinstance(parent, cst.Arg):
        return parent.keyword is node
    if isinstance(parent, cst.Param):
        return parent.name is node
    if isinstance(parent, (cst.FunctionDef, cst.ClassDef)):
        return parent.name is node
    return isinstance(parent, (cst.ImportAlias, cst.ImportFrom, cst.AsName, cst.NameItem))


def _is_bound_by(parent: Any, name: str) -> bool:
    """Whether what is around an expression binds a name for it: a lambda or a comprehension."""
    if isinstance(parent, cst.Lambda):
        return any(_named(param) == name for param in _walk(parent.params, cst.Param))
    if not isinstance(parent, cst.BaseComp):
        return False
    return any(name in _targets(each.target) for each in _walk(parent.for_in, cst.CompFor))


def _scopes_of(document: Document, name: str) -> Iterator[range]:
    """The statements, by index, in which a name means what some statement binds it to."""
    for index, statement in enumerate(document.statements):
        if not statement.names(name):
            continue
        tree = parse_statement(document, index)
        if statement.first_word in ("def", "async") and _is_parameter(tree, name):
            yield range(index, document.block_end(index))
        is_bound = any(bound == name for bound in _bound_in(tree))
        if is_bound and version_of(document, index) is not Language.PYTHON2:
            yield from _scope_around(document, index)


def _is_bound_plainly(document: Document, name: str) -> bool:
    """Whether a statement that is in no block binds a name."""
    return any(
        name in _bound_in(parse_statement(document, index))
        for index, statement in enumerate(document.statements)
        if not statement.depth and statement.names(name)
    )


def _scope_around(document: Document, index: int) -> Iterator[range]:
    """The block of the function around a statement, or all of the file; none for a class body."""
    outer = document.header_of(index)
    while outer is not None:
        word = document.statements[outer].first_word
        if word == "class":
            return
        if word in ("def", "async"):
            yield range(outer, document.block_end(outer))
            return
        outer = document.header_of(outer)
    yield range(-1, len(document.statements) * 2)


def _is_parameter(node: Any, name: str) -> bool:
    if isinstance(node, cst.FunctionDef):
        return any(_named(param) == name for param in _walk(node.params, cst.Param))
    return any(_is_parameter(child, name) for child in node.children)


def _named(param: Any) -> str:
    return name_of(param.name)


def _walk(node: Any, kind: type | tuple[type, ...]) -> Iterator[Any]:
    if isinstance(node, kind):
        yield node
    for child in node.children:
        yield from _walk(child, kind)


def _bound_in(node: Any) -> Iterator[str]:
    """The names that a statement binds in the scope that it stands in."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        yield node.name.value
        return
    if isinstance(node, cst.Assign):
        # ``unicode = unicode`` binds what it must first know.
        first = node.targets[0].target
        if len(node.targets) > 1 or not node.value.deep_equals(first):
            for target in node.targets:
                yield from _targets(target.target)
    elif isinstance(node, (cst.AugAssign, cst.AnnAssign, cst.For)):
        yield from _targets(node.target)
    elif isinstance(node, cst.AsName):
        yield from _targets(node.name)
    elif isinstance(node, cst.ImportAlias):
        yield name_of(node.asname.name if node.asname else node.name).partition(".")[0]
        return
    for child in node.children:
        if not isinstance(child, (cst.BaseExpression, cst.AssignTarget)):
            yield from _bound_in(child)


def _targets(node: Any) -> Iterator[str]:
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, (cst.Tuple, cst.List)):
        for element in node.elements:
            yield from _targets(element.value)
    elif isinstance(node, cst.StarredElement):
        yield from _targets(node.value)
