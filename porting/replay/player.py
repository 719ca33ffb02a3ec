"""Make calls that were recorded, each in a process of its own: valid on Python 2.7 and 3.

This file must run on a bare Python, with `porting_values.py` and `porting_guard.py` beside it. ::

    python player.py SETTINGS

SETTINGS is JSON: "folder" (the program's), "scratch" (below which a call may write), "files" (each
with its "module", its "path" in the folder, and "root", the folder to import it from), "seconds"
for a call, "megabytes" of memory, and "renamed", modules of Python 2 by their names in 3. The first
line of the answer tells which modules could not be imported; then each line of standard input is
a call, and gets a line: see `answer`.
"""
# mypy: ignore-errors

from __future__ import absolute_import

import sys

sys.dont_write_bytecode = True
import porting_guard
import porting_values as values

del sys.path[0]

import io
import json
import os
import operator
import select
import signal
import time
import traceback

IS_PY2 = sys.version_info[0] == 2
MOST_PRINTED = 1 << 16
# As they are before the guard wraps them.
FORK, KILL = os.fork, os.kill


def compared(one, other):
    """What ``cmp`` gave."""
    return 0 if one == other else -1 if one < other else 1


# What Python 3 no longer calls, as the operation that called it.
OPERATIONS = {
    "__nonzero__": bool,
    "__unicode__": str,
    "__cmp__": compared,
    "__div__": operator.truediv,
    "__rdiv__": lambda one, other: operator.truediv(other, one),
    "__idiv__": operator.itruediv,
    "__long__": int,
    "__hex__": hex,
    "__oct__": oct,
    "__getslice__": lambda one, start, stop: one[start:stop],
    "__setslice__": lambda one, start, stop, items: operator.setitem(
        one, slice(start, stop), items
    ),
    "__delslice__": lambda one, start, stop: operator.delitem(one, slice(start, stop)),
}


class Missing(Exception):
    """The program has no such module, class or function (any more)."""


class World(object):
    """The modules of the program, and the names in them."""

    def __init__(self, settings):
        self.folder = os.path.join(os.path.realpath(settings["folder"]), "")
        self.renamed = settings["renamed"]
        self.modules = {}
        self.names = {}
        self.failed = {}
        for file in settings["files"]:
            root = os.path.realpath(os.path.join(self.folder, file["root"]))
            if root not in sys.path:
                sys.path.insert(0, root)
        for file in settings["files"]:
            self._import(file)
        self.index = values.Index(self.is_own_module)
        self.index.aliases = dict((own, name) for name, own in self.names.items())
        self.index.read_all()

    def _import(self, file):
        name = file["module"]
        own = name
        if name == "__main__":
            own = os.path.splitext(os.path.basename(file["path"]))[0]
        self.names[name] = own
        try:
            __import__(own)
            module = sys.modules[own]
            path = os.path.realpath(getattr(module, "__file__", None) or "")
            if not path.startswith(self.folder):
                raise Missing("the name %s leads to %s" % (own, path or "a builtin module"))
            self.modules[name] = module
        except BaseException as error:
            text = "".join(traceback.format_exception_only(type(error), error)).strip()
            self.failed[name] = text.rpartition("\n")[2] or type(error).__name__

    def is_own_module(self, name):
        path = getattr(sys.modules.get(name), "__file__", None)
        return bool(path) and os.path.realpath(path).startswith(self.folder)

    def own_module(self, name):
        if name not in self.modules:
            own = self.names.get(name, name)
            if not self.is_own_module(own):
                raise Missing("no module %s" % name)
            return sys.modules[own]
        return self.modules[name]

    def find(self, name):
        module, _, path = name.partition(":")
        try:
            return values.find(path, self.own_module(module))
        except (AttributeError, StopIteration):
            raise Missing("there is no %s in %s" % (path, module))

    def find_callable(self, name):
        """What to call: for methods that Python 3 calls no more, the operation that did."""
        path, _, last = name.rpartition(".")
        if not IS_PY2 and last in OPERATIONS and path:
            self.find_class(path)
            return OPERATIONS[last]
        if not IS_PY2 and last == "next" and path:
            if hasattr(self.find_class(path), "__iter__"):
                return next
        function = self.find(name)[0]
        if not callable(function):
            raise Missing("%s is no function" % name)
        return function

    def _library(self, name):
        """A class or function of the library, by its name in Python 2."""
        module, _, path = name.partition(":")
        if not IS_PY2:
            if module in ("__builtin__", "exceptions"):
                module, path = "builtins", values.RENAMED_BUILTINS.get(path, path)
            module = self.renamed.get(module, module)
        elif module == "builtins":
            module = "__builtin__"
        if module not in sys.modules:
            if module.partition(".")[0] not in getattr(sys, "stdlib_module_names", (module,)):
                raise Missing("no module %s" % module)
            try:
                __import__(module)
            except ImportError:
                raise Missing("no module %s" % module)
        found = vars(sys.modules[module]).get(path)
        if found is None:
            raise Missing("there is no %s in %s" % (path, module))
        return module, found

    def find_class(self, name, choice=None):
        module = name.partition(":")[0]
        if module in self.names or self.is_own_module(module):
            found = self.find(name)[0]
        else:
            if name == "__builtin__:str" and choice == "bytes":
                return bytes
            found = self._library(name)[1]
        if not isinstance(found, values.CLASSES):
            raise Missing("%s is no class" % name)
        return found

    def find_function(self, name):
        module = name.partition(":")[0]
        if module in self.names or self.is_own_module(module):
            return self.find(name)[0]
        home, found = self._library(name)
        is_safe = home in values.SAFE_MODULES or (
            home in ("builtins", "__builtin__") and name.partition(":")[2] in values.SAFE_BUILTINS
        )
        if not is_safe:
            raise Missing("%s is not called in a replay" % name)
        return found

    def find_module(self, name):
        if name in self.names:
            return self.own_module(name)
        name = name if IS_PY2 else self.renamed.get(name, name)
        if name not in sys.modules:
            raise Missing("no module %s" % name)
        return sys.modules[name]


def perform(world, request):
    """Make one call, and say what came of it."""
    decoder = values.Decoder(world, request["choices"])
    try:
        function = world.find_callable(request["function"])
    except Missing as error:
        return {"missing": str(error)}
    try:
        taken = [
            decoder.decode(each, place)
            for each, place in zip(request["arguments"], request["places"])
        ]
        named = dict(
            (str(name), decoder.decode(each, "%s[%s]" % (request["keywords"], name)))
            for name, each in request["named"]
        )
    except (Exception, values.Refused) as error:
        return {"unmade": first_line(error)}
    out = printed_to()
    sys.stdout = out
    answer = {}
    try:
        result = function(*taken, **named)
        answer["result"] = result
    except BaseException as error:
        answer["raised"] = error
    if values.Refused.reasons:  # it may have been swallowed
        return {"refused": values.Refused.reasons[0]}
    numbers = dict((id(made), number) for number, made in decoder.objects.items())
    encoder = values.Encoder(world.index, numbers=numbers)
    try:
        order = taken + [named[str(name)] for name, _ in request["named"]]
        written = {"after": encoder.snapshot(order)}
        last = values.Encoder(world.index, is_last=True, numbers=encoder.numbers)
        last.kept = encoder.kept
        for key, value in answer.items():
            written[key] = last.snapshot([value])[0]
            if key == "raised":
                written["bases"] = [base.__name__ for base in type(value).__mro__]
                written["message"] = first_line(value)
    except values.Refused as error:
        return {"refused": str(error)}
    written["printed"] = printed_by(out)[:MOST_PRINTED]
    return written


def first_line(error):
    text = "".join(traceback.format_exception_only(type(error), error)).strip()
    return text.rpartition("\n")[2][:500]


def printed_to():
    if IS_PY2:
        import StringIO

        return StringIO.StringIO()
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="\n")


def printed_by(out):
    try:
        if IS_PY2:
            text = out.getvalue()
            return (text.encode("utf-8") if isinstance(text, unicode) else text).decode("latin-1")
        out.flush()
        return out.buffer.getvalue().decode("latin-1")
    except (ValueError, AttributeError):
        return ""


def answer(world, guard, request, seconds):
    """A call's line: what `perform` says, or {"late": seconds} or {"died": status}.

    "result" or "raised" (with "bases", the names of its classes, and "message"); "after", all
    arguments after the call; "printed". Else, each with a reason, "missing" (the
    function), "unmade" (its arguments) or "refused" (it asked for what a replay must not do, or
    what was not kept).
    """
    inward, outward = os.pipe()
    child = FORK()
    if child == 0:
        os.close(inward)
        status = 1
        guard.is_on = True
        del values.Refused.reasons[:]
        try:
            text = values.dumps(perform(world, request)).encode("ascii")
            with os.fdopen(outward, "wb") as stream:
                stream.write(text)
            status = 0
        finally:
            os._exit(status)
    os.close(outward)
    parts, end = [], time.time() + seconds
    try:
        while True:
            ready = select.select([inward], [], [], max(0, end - time.time()))[0]
            if not ready:
                KILL(child, signal.SIGKILL)
                return values.dumps({"late": seconds})
            part = os.read(inward, 1 << 16)
            if not part:
                break
            parts.append(part)
    finally:
        os.close(inward)
        status = os.waitpid(child, 0)[1]
    text = b"".join(parts)
    if status or not text:
        return values.dumps({"died": status})
    return text.decode("ascii")


def limit_memory(megabytes):
    try:
        import resource

        size = megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass  # as on macOS, which has no such limit


def main():
    with io.open(sys.argv[1], "rb") as stream:
        settings = json.loads(stream.read().decode("utf-8"))
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    sys.argv[1:] = []
    limit_memory(settings["megabytes"])
    sys.setrecursionlimit(3000)
    guard = porting_guard.Guard(settings["scratch"])
    guard.start()
    world = World(settings)
    guard.is_on = False
    told.write(values.dumps({"failed": world.failed}).encode("ascii") + b"\n")
    told.flush()
    for line in iter(asked.readline, b""):
        request = json.loads(line.decode("ascii"))
        text = answer(world, guard, request, settings["seconds"])
        told.write(text.encode("ascii") + b"\n")
        told.flush()


if __name__ == "__main__":
    main()
