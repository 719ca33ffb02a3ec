from __future__ import annotations

from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_POPEN = "use subprocess.Popen, and its communicate"
_DISTRO = "install the package distro, which has it"
_CONSTANT = "use ast.Constant, and ask what its value is, as Python 3.14 removed it"
_FIND_SPEC = "use importlib.util.find_spec, as Python 3.14 removed it"
_SSL = "make an ssl.SSLContext, and call its wrap_socket"
# Calls that have nothing left to do, by themselves in a line.
NEEDLESS = {
    "ctypes.set_conversion_mode": "text and bytes are never mixed: encode for each call",
    "gettext.bind_textdomain_codeset": "all that gettext gives is text",
    "sys.exc_clear": "an exception is forgotten where its except clause ends",
    "sys.setcheckinterval": "threads take turns by time: see sys.setswitchinterval",
    "sys.setdefaultencoding": "text and bytes are never mixed: encode and decode where they meet",
}
ADVICE = {
    "ast.Bytes": _CONSTANT,
    "ast.NameConstant": _CONSTANT,
    "ast.Num": _CONSTANT,
    "ast.Str": _CONSTANT,
    "atexit._exithandlers": "nothing tells what is registered",
    "binascii.a2b_hqx": "no replacement",
    "binascii.b2a_hqx": "no replacement",
    "binascii.rlecode_hqx": "no replacement",
    "binascii.rledecode_hqx": "no replacement",
    "builtins.coerce": "convert one of the two yourself",
    "collections.MutableString": "use a list of strings, or io.StringIO",
    "ctypes.set_conversion_mode": NEEDLESS["ctypes.set_conversion_mode"],
    "email.utils.decode": "use email.header.decode_header",
    "email.utils.fix_eols": "use re.sub with r'\\r\\n|\\r|\\n'",
    "ftplib.Netrc": "use the module netrc",
    "gc.DEBUG_INSTANCES": "use gc.DEBUG_COLLECTABLE",
    "gc.DEBUG_OBJECTS": "use gc.DEBUG_COLLECTABLE",
    "gettext.bind_textdomain_codeset": NEEDLESS["gettext.bind_textdomain_codeset"],
    "hashlib.algorithms": "use hashlib.algorithms_guaranteed, which is a set",
    "http.client.HTTP": "use http.client.HTTPConnection, and its request and getresponse",
    "http.client.HTTPS": "use http.client.HTTPSConnection, and its request and getresponse",
    "inspect.ArgSpec": "use inspect.FullArgSpec, which has more fields",
    "inspect.getmoduleinfo": "use inspect.getmodulename",
    "json.encoder.FLOAT_REPR": "nobody asks it how to write numbers: round them before",
    "locale.resetlocale": "call locale.setlocale(locale.LC_ALL, '')",
    "logging._acquireLock": "use the lock logging._lock in a with statement",
    "logging._levelNames": "use logging.getLevelName and logging.addLevelName",
    "logging._releaseLock": "use the lock logging._lock in a with statement",
    "os.popen2": _POPEN,
    "os.popen3": _POPEN,
    "os.popen4": _POPEN,
    "os.stat_float_times": "times are numbers with a fraction always",
    "pkgutil.ImpImporter": "use importlib.machinery.FileFinder",
    "pkgutil.ImpLoader": "use importlib.machinery.SourceFileLoader",
    "pkgutil.find_loader": _FIND_SPEC,
    "pkgutil.get_loader": _FIND_SPEC,
    "platform.dist": _DISTRO,
    "platform.linux_distribution": _DISTRO,
    "plistlib.readPlist": "open the file in mode 'rb', and call plistlib.load",
    "plistlib.writePlist": "open the file in mode 'wb', and call plistlib.dump",
    "pty.master_open": "use pty.openpty, as Python 3.14 removed it",
    "pty.slave_open": "use pty.openpty, as Python 3.14 removed it",
    "random.jumpahead": "give each generator a seed of its own",
    "re.template": "use re.compile",
    "socket.ssl": _SSL,
    "sqlite3.version": "use sqlite3.sqlite_version, as Python 3.14 removed it",
    "sqlite3.version_info": "use sqlite3.sqlite_version_info, as Python 3.14 removed it",
    "ssl.match_hostname": "an ssl.SSLContext does so by itself",
    "ssl.sslwrap_simple": _SSL,
    "ssl.wrap_socket": _SSL,
    "subprocess.getstatus": "use subprocess.run",
    "subprocess.mkarg": "use shlex.quote",
    "sys.exc_clear": NEEDLESS["sys.exc_clear"],
    "sys.getcheckinterval": "use sys.getswitchinterval, which is in seconds",
    "sys.setcheckinterval": NEEDLESS["sys.setcheckinterval"],
    "sys.setdefaultencoding": NEEDLESS["sys.setdefaultencoding"],
    "sys.subversion": "use sys.implementation",
    "traceback.tb_lineno": "ask the traceback for its tb_lineno",
    "unittest.getTestCaseNames": "use unittest.TestLoader().getTestCaseNames",
    "urllib.request.FancyURLopener": "use urllib.request.build_opener, as Python 3.14 removed it",
    "urllib.request.URLopener": "use urllib.request.build_opener, as Python 3.14 removed it",
    "xml.dom.ext": "it came with PyXML: use toprettyxml of xml.dom.minidom",
}
BUILTINS = frozenset(["coerce"])
REQUIRES = {"platform.dist": "distro", "platform.linux_distribution": "distro"}


class GoneNames(ResolvedFixer):
    r"""Tell of names of the library that are gone, and what to do without them.

    Where one name took the place of another, other fixers write it. For these there is another way
    to do it at most, and a person must choose. Some calls of ``sys`` have nothing left to do: they
    go.

    Before::

        import sys

        sys.setcheckinterval(1000)
        def clean_up():
            sys.exc_clear()
            books.clear()

    After::

        import sys

        pass
        def clean_up():
            pass
            books.clear()

    Warned about, because nothing does just the same::

        import os
        import platform

        into, out = os.popen2("sort")
        print(platform.linux_distribution())

    Left alone, because it is asked for with care::

        import sys

        if hasattr(sys, "subversion"):
            print(getattr(sys, "subversion"))

    Limits: of names that are imported with a star, nothing is said.
    Source: https://docs.python.org/3/whatsnew/index.html
    """

    name = "gone_names"
    written_in = Language.PYTHON3
    safety = "review"
    triggers = frozenset(name.rpartition(".")[2] for name in ADVICE)
    in_strings = False

    def may_change(self, statement: Statement) -> bool:
        return statement.names("import") or self.refers_to(statement, ADVICE)

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> Any:
        call = original_node.value
        path = self.path_of(call.func) if isinstance(call, cst.Call) else ""
        if path not in NEEDLESS:
            return updated_node
        self.because(NEEDLESS[path])
        return cst.Pass(semicolon=updated_node.semicolon)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value in self.triggers and not self._is_needless(original_node):
            is_bound = isinstance(self.parent, cst.AssignTarget)
            path = self.path_of(original_node)
            self._tell(
                original_node, path, "wrong result, no error" if is_bound else "fails when reached"
            )
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if original_node.value in BUILTINS and not isinstance(self.parent, cst.Attribute):
            self._tell(original_node, self.path_of(original_node))
        return updated_node

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if original_node.relative or isinstance(original_node.names, cst.ImportStar):
            return updated_node
        module = name_of(original_node.module)
        for alias in original_node.names:
            self._tell(alias, f"{module}.{name_of(alias.name)}", self.when_it_raises())
        return updated_node

    def _is_needless(self, node: cst.Attribute) -> bool:
        """Whether the name is called in a line by itself, which goes."""
        call, *outer = reversed(self.parents)
        is_alone = (
            isinstance(call, cst.Call) and call.func is node and isinstance(outer[0], cst.Expr)
        )
        return is_alone and self.path_of(node) in NEEDLESS

    def _tell(self, node: Any, path: str, shows: Any = "fails when reached") -> None:
        if path not in ADVICE or not self.is_gone(path) or self.may_fail():
            return
        message = f"Python 3 has no {path.removeprefix('builtins.')}: {ADVICE[path]}"
        self.note(node, message, shows, REQUIRES.get(path, ""))
