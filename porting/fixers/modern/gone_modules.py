from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.modern import exceptions_module, hash_modules, mail_modules, new_module, sets
from porting.project.language import Language
from porting.py2.spaces import SPACE

# What a person can do who needs one of the modules that nobody brings back.
ADVICE = {
    "Bastion": "nothing keeps hostile code in; run it in a process of its own",
    "MimeWriter": "make messages with email.message",
    "audiodev": "use a package of the index, such as sounddevice",
    "binhex": "use a program for the old Macintosh's files",
    "bsddb": "use the package bsddb3, or dbm",
    "compiler": "use ast, and the builtin compile",
    "crypt": "use the package legacycrypt, or hashlib",
    "dircache": "call sorted(os.listdir(path))",
    "dl": "use ctypes",
    "formatter": "no replacement; write the text directly",
    "fpformat": "format numbers with %",
    "gopherlib": "use a package of the index",
    "hotshot": "use cProfile",
    "htmllib": "use html.parser",
    "ihooks": "use importlib",
    "imputil": "use importlib",
    "lib2to3": "use ast, or the package libcst",
    "linuxaudiodev": "use a package of the index, such as sounddevice",
    "macpath": "use posixpath, or pathlib",
    "macurl2path": "use urllib.request.url2pathname",
    "mhlib": "use mailbox.MH",
    "mimify": "use email",
    "msilib": "use a tool for installers",
    "multifile": "use email",
    "mutex": "use threading.Lock",
    "nis": "use a package of the index",
    "os2emxpath": "use os.path",
    "ossaudiodev": "use a package of the index, such as sounddevice",
    "parser": "use ast",
    "popen2": "use subprocess",
    "posixfile": "use open, and fcntl.lockf",
    "rexec": "nothing keeps hostile code in; run it in a process of its own",
    "spwd": "use a package of the index, such as python-pam",
    "statvfs": "use the attributes of what os.statvfs gives",
    "stringold": "use the methods of strings",
    "strop": "use the methods of strings",
    "sunaudio": "use a package of the index, such as soundfile",
    "symbol": "use ast",
    "tkinter.tix": "use tkinter.ttk, as Python 3.13 removed it",
    "toaiff": "use a package of the index, such as soundfile",
    "user": "run the file yourself",
    "xml.dom.ext": "it came with PyXML: use xml.dom.minidom",
    "xml.sax.drivers": "they came with PyXML: use xml.sax.expatreader",
    "xml.xpath": "it came with PyXML: use the package lxml",
    "xmllib": "use xml.sax, or html.parser",
}

# Modules of which the fixers that find homes for their names have told already.
TOLD = exceptions_module.GONE | hash_modules.GONE | mail_modules.GONE | new_module.GONE | sets.GONE


class GoneModules(ResolvedFixer):
    r"""Let a file do without a module that is gone, until it is really needed.

    Nothing took the place of some modules of Python 2, and an import of one ends a program before
    it began. Where only functions use the module, or nothing does, the rest of the program works:
    the name is bound to ``None`` where the import fails.

    Before::

        import popen2

        def run(command):
            return popen2.popen2(command)

    After, with a warning::

        try:
            import popen2
        except ImportError:
            popen2 = None

        def run(command):
            return popen2.popen2(command)

    Warned about, because the file cannot do without it::

        import mutex

        lock = mutex.mutex()

    Left alone, because it is provided for::

        try:
            import popen2
        except ImportError:
            popen2 = None

    Limits: a module's name in a string, as for ``__import__``, is not seen.
    Source: https://docs.python.org/3/whatsnew/3.0.html#library-changes
    """

    name = "gone_modules"
    triggers = frozenset(name.rpartition(".")[2] for name in ADVICE | TOLD)
    safety = "review"
    form = re.compile(r"\bimport\b")
    written_in = Language.PYTHON2

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        line = original_node.body[0]
        if not isinstance(line, (cst.Import, cst.ImportFrom)) or self.may_fail():
            return updated_node
        modules = [module for module in _gone_modules(line) if not self.is_own(module)]
        if not modules:
            return updated_node
        names = [_local_name(alias) for alias in line.names]  # type: ignore[union-attr]
        is_single = len(original_node.body) == 1 and not (
            isinstance(line, cst.Import) and len(line.names) > 1
        )
        is_kept = not is_single or self.statement.depth > 0 or self.is_used_at_once(names)
        for module in modules:
            if module in ADVICE:
                message = f"Python 3 has no module {module}: {ADVICE[module]}"
                self.note(line, message, self.when_it_raises() if is_kept else "fails when reached")
        return updated_node if is_kept else _provided_for(updated_node, names)

    def is_used_at_once(self, names: list[str]) -> bool:
        """Whether the file uses one of the names while it is being imported."""
        starts = list(self.offsets.values())
        statements = list(self.offsets)
        for found in self.origins.references.values():
            if found.name in names:
                statement = statements[bisect_right(starts, found.start) - 1]
                if not self.is_in_function(self.document.statements.index(statement)):
                    return True
        return any(name in self.origins.strings for name in names)

    def is_in_function(self, index: int) -> bool:
        outer = self.document.header_of(index)
        while outer is not None:
            if self.document.statements[outer].first_word == "def":
                return True
            outer = self.document.header_of(outer)
        return False


def _gone_modules(line: cst.Import | cst.ImportFrom) -> list[str]:
    """The modules without a successor that a line imports."""
    if isinstance(line, cst.ImportFrom):
        if line.relative or line.module is None or isinstance(line.names, cst.ImportStar):
            return []
        paths = [name_of(line.module)]
    else:
        paths = [name_of(alias.name) for alias in line.names]
    return list(filter(None, map(_gone_in, paths)))


def _gone_in(path: str) -> str:
    """The module without a successor that a dotted name begins with, "" for none."""
    while path and path not in ADVICE and path not in TOLD:
        path = path.rpartition(".")[0]
    return path


def _local_name(alias: cst.ImportAlias) -> str:
    """The name that an import binds."""
    return name_of(alias.asname.name) if alias.asname else name_of(alias.name).partition(".")[0]


def _provided_for(line: cst.SimpleStatementLine, names: list[str]) -> cst.Try:
    """The import in a ``try``, and its names bound to ``None`` where it fails."""
    targets = [cst.AssignTarget(cst.Name(name)) for name in names]
    assignment = cst.SimpleStatementLine([cst.Assign(targets, cst.Name("None"))])
    handler = cst.ExceptHandler(
        type=cst.Name("ImportError"),
        name=None,
        body=cst.IndentedBlock([assignment]),
        whitespace_after_except=SPACE,
    )
    return cst.Try(
        body=cst.IndentedBlock([line.with_changes(leading_lines=())]),
        handlers=[handler],
        leading_lines=line.leading_lines,
    )
