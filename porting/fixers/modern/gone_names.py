from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.resolved import ResolvedFixer

_POPEN = "use subprocess.Popen, and its communicate"
_DISTRO = "install the package distro, which has it"
_SSL = "make an ssl.SSLContext, and call its wrap_socket"
# Calls that have nothing left to do, by themselves in a line.
NEEDLESS = {
    "sys.exc_clear": "an exception is forgotten where its except clause ends",
    "sys.setcheckinterval": "threads take turns by time: see sys.setswitchinterval",
    "sys.setdefaultencoding": "text and bytes are never mixed: encode and decode where they meet",
}
ADVICE = {
    "atexit._exithandlers": "nothing tells what is registered",
    "binascii.a2b_hqx": "nothing takes its place",
    "binascii.b2a_hqx": "nothing takes its place",
    "email.utils.decode": "use email.header.decode_header",
    "email.utils.fix_eols": "use re.sub with r'\\r\\n|\\r|\\n'",
    "gc.DEBUG_INSTANCES": "use gc.DEBUG_COLLECTABLE",
    "gc.DEBUG_OBJECTS": "use gc.DEBUG_COLLECTABLE",
    "hashlib.algorithms": "use hashlib.algorithms_guaranteed, which is a set",
    "http.client.HTTP": "use http.client.HTTPConnection, and its request and getresponse",
    "inspect.getmoduleinfo": "use inspect.getmodulename",
    "locale.resetlocale": "call locale.setlocale(locale.LC_ALL, '')",
    "logging._acquireLock": "use the lock logging._lock in a with statement",
    "logging._levelNames": "use logging.getLevelName and logging.addLevelName",
    "logging._releaseLock": "use the lock logging._lock in a with statement",
    "os.popen2": _POPEN,
    "os.popen3": _POPEN,
    "os.popen4": _POPEN,
    "os.stat_float_times": "times are numbers with a fraction always",
    "platform.dist": _DISTRO,
    "platform.linux_distribution": _DISTRO,
    "plistlib.readPlist": "open the file in mode 'rb', and call plistlib.load",
    "plistlib.writePlist": "open the file in mode 'wb', and call plistlib.dump",
    "random.jumpahead": "give each generator a seed of its own",
    "re.template": "use re.compile",
    "socket.ssl": _SSL,
    "ssl.match_hostname": "an ssl.SSLContext does so by itself",
    "ssl.wrap_socket": _SSL,
    "subprocess.getstatus": "use subprocess.run",
    "subprocess.mkarg": "use shlex.quote",
    "sys.exc_clear": NEEDLESS["sys.exc_clear"],
    "sys.getcheckinterval": "use sys.getswitchinterval, which is in seconds",
    "sys.setcheckinterval": NEEDLESS["sys.setcheckinterval"],
    "sys.setdefaultencoding": NEEDLESS["sys.setdefaultencoding"],
    "sys.subversion": "use sys.implementation",
    "unittest.getTestCaseNames": "use unittest.TestLoader().getTestCaseNames",
    "urllib.request.FancyURLopener": "use urllib.request.build_opener, as Python 3.14 removed it",
    "urllib.request.URLopener": "use urllib.request.build_opener, as Python 3.14 removed it",
    "xml.dom.ext": "it came with PyXML: use toprettyxml of xml.dom.minidom",
}
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
    safety = "review"
    triggers = frozenset(name.rpartition(".")[2] for name in ADVICE)

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
            self._tell(original_node, self.path_of(original_node))
        return updated_node

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if original_node.relative or isinstance(original_node.names, cst.ImportStar):
            return updated_node
        module = name_of(original_node.module)
        for alias in original_node.names:
            self._tell(alias, f"{module}.{name_of(alias.name)}", "at once")
        return updated_node

    def _is_needless(self, node: cst.Attribute) -> bool:
        """Whether the name is called in a line by itself, which goes."""
        call, *outer = reversed(self.parents)
        is_alone = (
            isinstance(call, cst.Call) and call.func is node and isinstance(outer[0], cst.Expr)
        )
        return is_alone and self.path_of(node) in NEEDLESS

    def _tell(self, node: Any, path: str, shows: Any = "late") -> None:
        if path not in ADVICE or self.is_own(path) or self.may_fail():
            return
        message = f"Python 3 has no {path}: {ADVICE[path]}"
        self.note(node, message, shows, REQUIRES.get(path, ""))
