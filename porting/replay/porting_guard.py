"""Keep a replayed call from acting on the world: valid on Python 2.7 and 3, needs no other file.

It may read, and write below one folder. What else it asks for ends the call, and is told: files
written or removed elsewhere, other processes, the network. Python 3 tells of these by itself
(``sys.addaudithook``); under 2.7 the functions of the library are wrapped, which does not see what
C code does.
"""
# mypy: ignore-errors

from __future__ import absolute_import

import os
import sys

from porting_values import Refused

IS_PY2 = sys.version_info[0] == 2
# Audit events, and functions of `os` by the same names, that write what their arguments name.
CHANGES = frozenset(
    "remove unlink rename replace rmdir mkdir makedirs removedirs renames truncate chmod lchmod "
    "chown lchown link symlink utime mkfifo mknod setxattr removexattr chflags".split()
)
PROCESSES = frozenset(
    "system popen popen2 popen3 popen4 fork forkpty kill killpg posix_spawn startfile "
    "execv execve execvp execvpe execl execle execlp execlpe exec "
    "spawnv spawnve spawnvp spawnvpe spawnl spawnle spawnlp spawnlpe spawn".split()
)
CONNECTIONS = frozenset("connect connect_ex bind sendto getaddrinfo gethostbyname".split())


class Guard(object):
    """Refuses, while it is on, what would change anything outside of a folder."""

    def __init__(self, folder):
        self.folder = os.path.join(os.path.realpath(folder), "")
        self.is_on = False

    def refuse(self, what):
        if self.is_on:
            raise Refused(what)

    def check_path(self, path, verb="writes to"):
        if isinstance(path, int):
            return
        if isinstance(path, bytes) and not IS_PY2:
            path = os.fsdecode(path)
        try:
            place = os.path.realpath(path)
        except (TypeError, ValueError):
            return
        if not place.startswith(self.folder) and place != os.devnull:
            self.refuse("it %s %s" % (verb, path))

    def check_open(self, path, mode, flags=0):
        is_written = any(letter in (mode or "") for letter in "wax+")
        if is_written or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            self.check_path(path)

    def start(self):
        self.is_on = True
        self._wrap() if IS_PY2 else sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        if not self.is_on:
            return
        room, _, name = event.partition(".")
        if event == "open":
            self.check_open(arguments[0], arguments[1] or "", arguments[2] or 0)
        elif room == "os" and name in CHANGES:
            for path in arguments[:2]:
                if isinstance(path, (str, bytes)):
                    self.check_path(path, "changes")
        elif (room in ("os", "pty") and name in PROCESSES) or event == "subprocess.Popen":
            self.refuse("it starts or ends another process")
        elif room == "socket" and name in CONNECTIONS:
            self.refuse("it uses the network")

    def _wrap(self):
        import __builtin__
        import socket
        import subprocess

        def before(function, check):
            def guarded(*arguments, **named):
                if self.is_on:
                    check(*arguments, **named)
                return function(*arguments, **named)

            guarded.__name__ = getattr(function, "__name__", "guarded")
            return guarded

        def opens(path, mode="r", *rest, **named):
            self.check_open(path, mode)

        def changes(*paths, **named):
            for path in paths[:2]:
                if isinstance(path, basestring):
                    self.check_path(path, "changes")

        def starts(*arguments, **named):
            self.refuse("it starts or ends another process")

        def connects(*arguments, **named):
            self.refuse("it uses the network")

        real = __builtin__.file

        class Meta(type):
            def __instancecheck__(cls, value):
                return isinstance(value, real)

        class file(real):
            __metaclass__ = Meta

            def __init__(self, name, mode="r", *rest):
                opens(name, mode)
                real.__init__(self, name, mode, *rest)

        __builtin__.file = file
        __builtin__.open = before(open, opens)
        os.open = before(os.open, lambda path, flags, *rest: self.check_open(path, "", flags))
        for names, check in ((CHANGES, changes), (PROCESSES, starts)):
            for name in names:
                if hasattr(os, name):
                    setattr(os, name, before(getattr(os, name), check))
        for name in CONNECTIONS:
            if hasattr(socket, name):
                setattr(socket, name, before(getattr(socket, name), connects))
            if hasattr(socket._socketobject, name):
                method = before(getattr(socket._socketobject, name), connects)
                setattr(socket._socketobject, name, method)
        subprocess.Popen.__init__ = before(subprocess.Popen.__init__, starts)
