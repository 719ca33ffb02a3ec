"""Run a program under Python 2.7 and write down what strings its functions saw.

This file must run on a bare Python 2.7, without another file of the package. ::

    python2.7 -Qwarnall tracer.py --output FILE [-m] PROGRAM [ARGUMENT ...]

PROGRAM is a script, with ``-m`` a module. It runs as ``__main__``, with its own arguments, input,
output and exit status. FILE, JSON, holds for each function that was called, and is no part of
Python's own library or of an installed package, the kinds of the strings in its arguments and of
what it returned (or yielded): "ascii", "utf-8" and "binary" are kinds of ``str``, "unicode" is
one, and "other" says that something else was seen besides. It also holds the lines on which the
operator ``/`` divided integers or floats as Python 2 does, and of each file the SHA-256 of its
text, by which a later reader knows whether the evidence is about the file that it has.

Limits: processes that the program starts are not seen, nor what it does once it has called
``os._exit``. Of a long string the first 64 kB are looked at. A program that sets a profile hook of
its own takes ours away; one that records its warnings finds those of its divisions there.
"""
# mypy: ignore-errors
# ruff: noqa: F821, SIM105, UP004, UP010, UP020, UP024, UP031

from __future__ import absolute_import, print_function

import sys

if __name__ == "__main__":
    # Python put this file's folder first; the program must not find our modules there.
    del sys.path[0]

import atexit
import hashlib
import io
import json
import os
import runpy
import threading
import types
import warnings

FORMAT = "porting evidence 1"

KINDS = ("ascii", "utf-8", "binary", "unicode", "other")
ASCII, UTF8, BINARY, UNICODE, OTHER = (1 << number for number in range(len(KINDS)))
MOST_BYTES = 1 << 16


CO_OPTIMIZED, CO_GENERATOR = 0x1, 0x20

DIVISIONS = {
    "classic int division": "int",
    "classic long division": "int",
    "classic float division": "float",
    "classic complex division": "float",
}


class Seen(object):
    """What was seen of a function: bits of kinds for each argument, and for what it returned."""

    def __init__(self, code):
        self.code = code
        self.names = code.co_varnames[: code.co_argcount]
        self.kinds = dict.fromkeys(self.names, 0)
        self.returned = 0
        self.calls = 0

    def report(self, name):
        """What goes into the file: arguments that held no string at all are left out."""
        held = [(each, self.kinds[each]) for each in self.names if self.kinds[each] & ~OTHER]
        result = "yields" if self.code.co_flags & CO_GENERATOR else "returns"
        return {
            "name": name,
            "line": self.code.co_firstlineno,
            "calls": self.calls,
            "arguments": {each: names_of(bits) for each, bits in held},
            result: names_of(self.returned),
        }


class Tracer(object):
    """Watches calls, returns and divisions, and writes down what it saw."""

    def __init__(self, output):
        self.output = os.path.abspath(output)
        self.start = os.getcwd()
        self.process = os.getpid()
        self.functions = {}  # by the id of the code, which `codes` keeps alive; None: not looked at
        self.codes = []
        self.divisions = {}
        self.sources = {}
        self.is_over = []  # not empty once all is written
        self.library = os.path.join(os.path.dirname(os.path.realpath(os.__file__)), "")

    def watch(self):
        hook = self._make_hook()
        self._watch_divisions()
        threading.setprofile(hook)
        sys.setprofile(hook)

    def _make_hook(self):
        """The profile hook. Once all is written it does nothing: our globals are gone by then."""
        functions, notice, is_over, missing = self.functions, self._notice, self.is_over, self

        def hook(frame, event, argument):
            if is_over:
                return
            if event == "call":
                seen = functions.get(id(frame.f_code), missing)
                if seen is missing:
                    seen = notice(frame.f_code)
                # A generator that goes on is no new call.
                if seen is not None and frame.f_lasti == -1:
                    seen.calls += 1
                    values, kinds = frame.f_locals, seen.kinds
                    for name in seen.names:
                        if name in values:
                            kinds[name] |= kind_of(values[name])
            elif event == "return":
                seen = functions.get(id(frame.f_code))
                if seen is not None:
                    seen.returned |= kind_of(argument)

        return hook

    def _notice(self, code):
        """Decide whether a function is the program's own."""
        is_function = code.co_flags & CO_OPTIMIZED and not code.co_name.startswith("<gen")
        seen = None
        if is_function and self._source_of(code.co_filename) is not None:
            seen = Seen(code)
        self.codes.append(code)
        self.functions[id(code)] = seen
        return seen

    def _source_of(self, filename):
        """The path and the bytes of a file of the program's own; None for any other."""
        if filename not in self.sources:
            path = os.path.realpath(os.path.join(self.start, filename))
            found = None
            parts = path.split(os.sep)
            is_foreign = path.startswith(self.library) or (
                "site-packages" in parts or "dist-packages" in parts
            )
            if not is_foreign and path != os.path.realpath(__file__):
                try:
                    with io.open(path, "rb") as stream:
                        found = path, stream.read()
                except EnvironmentError:
                    pass  # "<string>", or what is gone by now
            self.sources[filename] = found
        return self.sources[filename]

    def _watch_divisions(self):
        """Have all warnings of divisions come here, whatever the program filters."""
        show, divisions = warnings.showwarning, self.divisions

        def showwarning(message, category, filename, lineno, *rest, **named):
            kind = DIVISIONS.get(str(message)) if category is DeprecationWarning else None
            if kind is None:
                return show(message, category, filename, lineno, *rest, **named)
            divisions.setdefault((filename, lineno), set()).add(kind)

        def wanted_first(change):
            def changed(*arguments, **named):
                change(*arguments, **named)
                want_divisions()

            return changed

        def want_divisions(filterwarnings=warnings.filterwarnings):
            filterwarnings("always", "classic .* division", DeprecationWarning)

        warnings.showwarning = showwarning
        for name in ("filterwarnings", "simplefilter", "resetwarnings"):
            setattr(warnings, name, wanted_first(getattr(warnings, name)))
        want_divisions()

    def write(self):
        """Write the file. A process that the program forked has nothing to say."""
        self.is_over.append(True)
        sys.setprofile(None)
        if os.getpid() != self.process:
            return
        evidence = {
            "format": FORMAT,
            "python": "%d.%d.%d" % sys.version_info[:3],
            "files": self._files(),
        }
        with io.open(self.output, "wb") as stream:
            text = json.dumps(evidence, indent=1, sort_keys=True, separators=(",", ": "))
            stream.write(text.encode("ascii") + b"\n")

    def _files(self):
        files = {}

        def entry(path, source):
            digest = hashlib.sha256(source).hexdigest()
            new = {"sha256": digest, "functions": [], "divisions": {}}
            return files.setdefault(self._name_of(path), new)

        names = {}
        for seen in list(self.functions.values()):
            if seen is not None and seen.calls:
                path, source = self._source_of(seen.code.co_filename)
                if path not in names:
                    names[path] = qualified_names(source, path)
                place = (seen.code.co_firstlineno, seen.code.co_name)
                name = names[path].get(place, seen.code.co_name)
                entry(path, source)["functions"].append(seen.report(name))
        for (filename, line), kinds in self.divisions.items():
            found = self._source_of(filename)
            if found is not None:
                lines = entry(*found)["divisions"]
                lines[str(line)] = sorted(kinds.union(lines.get(str(line), ())))
        for each in files.values():
            each["functions"].sort(key=lambda function: (function["line"], function["name"]))
        return files

    def _name_of(self, path):
        """The path, from the folder of the output where it lies below that."""
        folder = os.path.join(os.path.realpath(os.path.dirname(self.output)), "")
        if path.startswith(folder):
            path = path[len(folder) :].replace(os.sep, "/")
        return path.decode(sys.getfilesystemencoding() or "utf-8", "replace")


def qualified_names(source, path):
    """A file's functions by first line and plain name: what Python 3 calls ``__qualname__``."""
    names = {}

    def walk(code, prefix):
        for inner in code.co_consts:
            if isinstance(inner, types.CodeType):
                name = prefix + inner.co_name
                is_function = inner.co_flags & CO_OPTIMIZED
                if is_function:
                    names[inner.co_firstlineno, inner.co_name] = name
                walk(inner, name + (".<locals>." if is_function else "."))

    try:
        walk(compile(source, path, "exec", 0, True), "")
    except (SyntaxError, TypeError, ValueError):
        pass  # it has changed since it was imported
    return names


def kind_of(value):
    """The bit for a value. Nothing of the program runs for it, whatever the value's class does."""
    base = type(value)
    if issubclass(base, unicode):
        return UNICODE
    if not issubclass(base, str):
        return OTHER
    return kind_of_bytes(value if base is str else str.__str__(value))


def kind_of_bytes(value):
    is_cut = len(value) > MOST_BYTES
    if is_cut:
        value = value[:MOST_BYTES]
    try:
        value.decode("ascii")
        return ASCII
    except UnicodeDecodeError:
        pass
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character may have been cut in two.
        return UTF8 if is_cut and error.start > MOST_BYTES - 4 else BINARY
    return UTF8


def names_of(bits):
    """The kinds whose bits are set."""
    return [kind for number, kind in enumerate(KINDS) if bits & (1 << number)]


def play(program, is_module):
    """Run the program as ``__main__``; what it raises is shown as Python would show it."""
    own = os.path.realpath(__file__)
    try:
        if is_module:
            sys.path.insert(0, "")
            runpy.run_module(program, run_name="__main__", alter_sys=True)
        else:
            run_script(program)
    except SystemExit:
        raise
    except BaseException:
        kind, error, steps = sys.exc_info()
        while steps is not None and is_ours(steps.tb_frame.f_code.co_filename, own):
            steps = steps.tb_next
        sys.excepthook(kind, error, steps)
        sys.exit(1)


def is_ours(filename, own):
    """Whether a step of a traceback is one that leads to the program."""
    module = os.path.splitext(os.path.basename(filename))[0]
    return os.path.realpath(filename) == own or module in ("runpy", "pkgutil")


def run_script(path):
    with io.open(path, "rb") as stream:
        source = stream.read()
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = __builtins__
    sys.modules["the tracer"] = sys.modules["__main__"]  # 2.7 empties a module that is dropped
    sys.modules["__main__"] = module
    sys.path.insert(0, os.path.dirname(os.path.realpath(path)))
    exec(compile(source, path, "exec", 0, True), vars(module))


def main():
    arguments = sys.argv[1:]
    if arguments[:1] != ["--output"] or len(arguments) < 3:
        sys.exit("usage: python2.7 -Qwarnall tracer.py --output FILE [-m] PROGRAM [ARGUMENT ...]")
    output, rest = arguments[1], arguments[2:]
    is_module = rest[0] == "-m"
    if is_module:
        del rest[0]
    tracer = Tracer(output)
    atexit.register(tracer.write)  # before the program's handlers, so that it is called after them
    sys.argv = rest
    tracer.watch()
    play(rest[0], is_module)


if __name__ == "__main__":
    main()
