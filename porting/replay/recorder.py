"""Run a program under Python 2.7 and keep calls of its functions.

This file must run on a bare Python 2.7, with `porting_values.py` beside it and no other file. ::

    python2.7 recorder.py SETTINGS [-m] PROGRAM [ARGUMENT ...]

PROGRAM is a script, with ``-m`` a module. It runs as ``__main__``, with its own arguments, input,
output and exit status. SETTINGS is JSON: "output" is the file to write, "only" the files and
folders whose functions are wanted (none for all), "mask" and "keep" names for its `Masks`.

Which calls are kept: of each function up to `MOST_CALLS`; the first `MOST_ALIKE` of those whose
arguments are of the same kinds and that ended alike, each that reached a line for the first time,
and every 1st, 2nd, 4th, 8th and so on. Once a function has shown all its lines, only those and
arguments of new kinds are looked at.
"""
# mypy: ignore-errors

from __future__ import absolute_import, print_function

import sys

# Python put this file's folder first; the program must not find our modules there, nor we its own.
writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
import porting_values as values

sys.dont_write_bytecode = writes_bytecode
del sys.path[0]

import atexit
import dis
import hashlib
import io
import json
import os
import runpy
import threading
import types

FORMAT = "porting calls 1"
HERE = os.path.dirname(os.path.realpath(__file__))  # which is gone at the end of the run
MOST_CALLS = 40
MOST_ALIKE = 5
MOST_TRIES = 60
MOST_PRINTED = 1 << 16
MOST_KEPT = 64 << 20

CO_OPTIMIZED, CO_VARARGS, CO_KEYWORDS, CO_GENERATOR = 0x1, 0x4, 0x8, 0x20
RETURN_VALUE, YIELD_VALUE, RAISE_VARARGS = 83, 86, 130


class Function(object):
    """What is kept of a function."""

    def __init__(self, code, path, module):
        self.code = code
        self.path = path
        self.module = module
        self.count = 0
        self.calls = []
        self.seen = {}  # calls by the kinds of their arguments
        self.alike = {}  # those kept, by how they ended as well
        starts = set(line for _, line in dis.findlinestarts(code))
        self.lines = starts
        self.covered = set()
        size = code.co_argcount
        flags = code.co_flags
        self.parameters = code.co_varnames[:size]
        rest = list(code.co_varnames[size : size + 2])
        self.rest = rest.pop(0) if flags & CO_VARARGS else None
        self.named = rest.pop(0) if flags & CO_KEYWORDS else None
        self.is_generator = bool(flags & CO_GENERATOR)

    def is_wanted(self, kinds):
        """Whether a call with arguments of these kinds is worth a closer look."""
        if len(self.calls) >= MOST_CALLS:
            return False
        if self.seen.get(kinds, 0) < MOST_ALIKE or self.is_milestone():
            return True
        return len(self.covered) < len(self.lines) and self.count <= MOST_TRIES

    def is_milestone(self):
        return self.count & (self.count - 1) == 0


class Call(object):
    """A call that is going on, and what is known of it once it has ended."""

    def __init__(self, recorder, function, frame, kinds):
        self.recorder = recorder
        self.function = function
        self.kinds = kinds
        self.lines = set()
        self.error = None
        self.outcome = {}
        self.is_milestone = function.is_milestone()
        space = frame.f_locals
        self.values = [space.get(name) for name in function.parameters]
        self.rest = list(space.get(function.rest, ())) if function.rest else []
        named = space.get(function.named, {}) if function.named else {}
        self.named = sorted(named)
        self.names = list(function.parameters) + [None] * len(self.rest) + self.named
        self.all = self.values + self.rest + [named[name] for name in self.named]
        self.encoder = values.Encoder(recorder.index, recorder.masks)
        self.before = self.encoder.snapshot(self.all, self.names)
        self.out = sys.stdout
        self.printed_from = recorder.printed_so_far(self.out)

    def step(self, frame, event, argument):
        if event == "line":
            self.lines.add(frame.f_lineno)
            self.error = None
        elif event == "exception":
            self.error = argument
        elif event == "return":
            try:
                self.end(frame, argument)
            except Exception:
                pass  # the program must not notice
        return self.step

    def end(self, frame, argument):
        function = self.function
        if self.recorder.is_over:
            return
        at = ord(frame.f_code.co_code[frame.f_lasti]) if frame.f_lasti >= 0 else RETURN_VALUE
        if function.is_generator:
            # What it gives is found when it is replayed; each yield ends up here.
            self.outcome = {"result": {"lost": "what a generator gives"}}
            self.keep("generator")
            return
        is_raised = argument is None and self.error is not None
        if is_raised and at not in (RETURN_VALUE, YIELD_VALUE):
            self.after(*self.error)
            return
        after = self.encoder.snapshot(self.all + [argument])
        self.finish(after[:-1], {"result": after[-1]}, "returned")

    def after(self, kind, error, trace):
        while trace.tb_next is not None:
            trace = trace.tb_next
        code, at = trace.tb_frame.f_code, trace.tb_lasti
        is_own = ord(code.co_code[at]) == RAISE_VARARGS and self.recorder.is_own(code.co_filename)
        if not isinstance(error, BaseException) and isinstance(kind, type):
            error = kind(*error) if isinstance(error, tuple) else kind(error)  # not yet made
        after = self.encoder.snapshot(self.all + [error])
        name = getattr(kind, "__name__", "string")
        self.finish(after[:-1], {"raised": after[-1], "is_own": is_own}, name)

    def finish(self, after, outcome, ended):
        self.outcome = outcome
        changed = {}
        for number, (old, new) in enumerate(zip(self.before, after)):
            if old != new:
                changed[str(number)] = new
        if changed:
            self.outcome["after"] = changed
        printed = self.recorder.printed_since(self.out, self.printed_from)
        if printed is None:
            self.outcome["printed"] = None
        elif printed:
            self.outcome["printed"] = printed[:MOST_PRINTED]
        self.keep(ended)

    def keep(self, ended):
        function = self.function
        key = self.kinds, ended
        is_new = not self.lines <= function.covered
        is_alike = function.alike.get(key, 0) >= MOST_ALIKE
        if is_alike and not is_new and not self.is_milestone:
            return
        function.covered |= self.lines
        function.alike[key] = function.alike.get(key, 0) + 1
        if self not in function.calls:
            function.calls.append(self)
        self.encoder.kept = self.all = self.values = self.error = None

    def report(self):
        size = len(self.function.parameters)
        stop = size + len(self.rest)
        found = {"arguments": self.before[:size], "lines": sorted(self.lines)}
        if self.rest:
            found["rest"] = self.before[size:stop]
        if self.named:
            found["named"] = [[name, self.before[stop + n]] for n, name in enumerate(self.named)]
        found.update(self.outcome)
        return found


class Tee(object):
    """Standard output that remembers what went through it while a call goes on."""

    def __init__(self, stream):
        self.__dict__["stream"] = stream
        self.__dict__["parts"] = []
        self.__dict__["size"] = 0

    def write(self, text):
        self.stream.write(text)
        if isinstance(text, unicode):
            text = text.encode(getattr(self.stream, "encoding", None) or "ascii", "replace")
        if self.size < MOST_KEPT:
            self.parts.append(str(text))
            self.__dict__["size"] += len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __iter__(self):
        return iter(self.stream)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __setattr__(self, name, value):
        if name == "softspace":
            self.__dict__["softspace"] = value
        else:
            setattr(self.stream, name, value)


class Recorder(object):
    """Watches calls, and writes down those that it kept."""

    def __init__(self, settings):
        self.output = settings["output"]
        self.only = [os.path.join(each, "") for each in settings["only"]]
        self.only_files = frozenset(settings["only"])
        self.masks = values.Masks(settings["mask"], settings["keep"])
        self.start = os.getcwd()
        self.process = os.getpid()
        self.functions = {}  # by the id of the code, which `codes` keeps alive; None: not looked at
        self.codes = []
        self.sources = {}
        self.modules = {}
        self.is_over = []
        self.library = os.path.join(os.path.dirname(os.path.realpath(os.__file__)), "")
        self.index = values.Index(self.is_own_module)
        self.tee = None

    def watch(self):
        self.tee = Tee(sys.stdout)
        self.tee.__dict__["softspace"] = 0
        sys.stdout = self.tee
        hook = self._make_hook()
        threading.settrace(hook)
        sys.settrace(hook)

    def _make_hook(self):
        functions, notice, is_over, missing = self.functions, self._notice, self.is_over, self
        kind_of, recorder = shallow_kind, self

        def hook(frame, event, argument):
            if event != "call" or is_over:
                return None
            function = functions.get(id(frame.f_code), missing)
            if function is missing:
                function = notice(frame)
            if function is None:
                return None
            if frame.f_lasti != -1:
                return frame.f_trace  # a generator that goes on
            function.count += 1
            space = frame.f_locals
            names = function.parameters
            kinds = tuple(kind_of(space.get(name)) for name in names)
            if not function.is_wanted(kinds):
                return None
            function.seen[kinds] = function.seen.get(kinds, 0) + 1
            try:
                return Call(recorder, function, frame, kinds).step
            except Exception:
                return None  # deep in a recursion, say: the program must not notice

        return hook

    def _notice(self, frame):
        """Decide whether a function is the program's own, and wanted."""
        code = frame.f_code
        is_function = code.co_flags & CO_OPTIMIZED and code.co_name not in (
            "<genexpr>",
            "<setcomp>",
            "<dictcomp>",
        )
        found = None
        if is_function:
            path = self._source_of(code.co_filename)
            if path is not None and self._is_wanted(path):
                module = frame.f_globals.get("__name__")
                if module in sys.modules and vars(sys.modules[module]) is frame.f_globals:
                    found = Function(code, path, module)
        self.codes.append(code)
        self.functions[id(code)] = found
        return found

    def _is_wanted(self, path):
        if not self.only:
            return not is_test(os.path.relpath(path, self.start))
        return path in self.only_files or path.startswith(tuple(self.only))

    def _source_of(self, filename):
        """The path of a file of the program's own; None for any other."""
        if filename not in self.sources:
            path = os.path.realpath(os.path.join(self.start, filename))
            parts = path.split(os.sep)
            is_foreign = path.startswith(self.library) or (
                "site-packages" in parts or "dist-packages" in parts
            )
            is_own = not is_foreign and os.path.dirname(path) != HERE and os.path.isfile(path)
            self.sources[filename] = path if is_own else None
        return self.sources[filename]

    def is_own(self, filename):
        return self._source_of(filename) is not None

    def is_own_module(self, name):
        if name not in self.modules:
            module = sys.modules.get(name)
            path = getattr(module, "__file__", None)
            if module is None:
                return False
            if isinstance(path, str) and path.endswith((".pyc", ".pyo")):
                path = path[:-1]
            self.modules[name] = isinstance(path, str) and self.is_own(path)
        return self.modules[name]

    def printed_so_far(self, out):
        if out is self.tee:
            return len(out.parts)
        if type(out).__name__ in ("StringIO", "StringO") and hasattr(out, "getvalue"):
            return len(out.getvalue())
        return None

    def printed_since(self, out, start):
        """What was printed since; None where that cannot be told."""
        if start is None or sys.stdout is not out:
            return None
        if out is self.tee:
            text = "".join(out.parts[start:])
        else:
            text = out.getvalue()[start:]
        return text.decode("latin-1") if isinstance(text, str) else text

    def write(self):
        """Write the file. A process that the program forked has nothing to say."""
        sys.settrace(None)
        self.is_over.append(True)
        if os.getpid() != self.process:
            return
        self.index.read_all()
        report = {
            "format": FORMAT,
            "python": "%d.%d.%d" % sys.version_info[:3],
            "files": [],
            "functions": [],
        }
        files = {}
        names = {}
        found = [each for each in self.functions.values() if each is not None and each.count]
        for function in sorted(found, key=lambda each: (each.path, each.code.co_firstlineno)):
            if function.path not in files:
                files[function.path] = self._file(function)
                names[function.path] = qualified_names(function.path)
            report["functions"].append(self._function(function, names[function.path]))
        report["files"] = [files[path] for path in sorted(files)]
        report["masked"] = sorted(self.masks.names)
        text = json.dumps(report, sort_keys=True, separators=(",", ":"))
        handle = os.open(self.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with io.open(handle, "wb") as stream:
            stream.write(text.encode("ascii"))

    def _file(self, function):
        with io.open(function.path, "rb") as stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
        return {"path": text_of(function.path), "module": function.module, "sha256": digest}

    def _function(self, function, names):
        code = function.code
        place = (code.co_firstlineno, code.co_name)
        return {
            "file": text_of(function.path),
            "module": function.module,
            "name": names.get(place, code.co_name),
            "path": self.index.path_of_code(code, function.module),
            "line": code.co_firstlineno,
            "lines": sorted(function.lines),
            "parameters": ["(...)" if "." in each else each for each in function.parameters],
            "rest": function.rest,
            "keywords": function.named,
            "is_generator": function.is_generator,
            "count": function.count,
            "calls": [self._scrubbed(each.report()) for each in function.calls],
        }

    def _scrubbed(self, data):
        """The same with secrets taken out of all texts in it."""
        if isinstance(data, dict):
            return dict((key, self._scrubbed(each)) for key, each in data.items())
        if isinstance(data, list):
            return [self._scrubbed(each) for each in data]
        return self.masks.scrub(data) if isinstance(data, (str, unicode)) else data


def shallow_kind(value):
    """What kind of argument it is, so far as to tell calls apart."""
    kind = type(value)
    if kind is str:
        if not value:
            return "''"
        try:
            value[:4096].decode("ascii")
            return str
        except UnicodeDecodeError:
            return "binary"
    if kind is unicode:
        return unicode if value else "u''"
    if kind in (int, long, float):
        return kind, (value > 0) - (value < 0)
    if kind is bool:
        return value
    if kind in (list, tuple, set, frozenset):
        return kind, len(value) and type(next(iter(value)))
    if kind is dict:
        return kind, bool(value)
    return value.__class__ if kind is types.InstanceType else kind


def is_test(path):
    """Whether a file is a test by its name, or by that of a folder."""
    parts = path.split(os.sep)
    stem = os.path.splitext(parts[-1])[0].lower()
    is_named = stem.startswith("test_") or stem.endswith(("_test", "_tests"))
    return (
        is_named
        or stem in ("test", "tests")
        or any(each in ("test", "tests", "testing", "testsuite") for each in parts[:-1])
    )


def text_of(path):
    return path.decode(sys.getfilesystemencoding() or "utf-8", "replace")


def qualified_names(path):
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
        with io.open(path, "rb") as stream:
            walk(compile(stream.read(), path, "exec", 0, True), "")
    except (EnvironmentError, SyntaxError, TypeError, ValueError):
        pass  # it has changed since it was imported
    return names


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
    if len(sys.argv) < 3:
        sys.exit("usage: python2.7 recorder.py SETTINGS [-m] PROGRAM [ARGUMENT ...]")
    with io.open(sys.argv[1], "rb") as stream:
        settings = json.loads(stream.read().decode("utf-8"))
    rest = sys.argv[2:]
    is_module = rest[0] == "-m"
    if is_module:
        del rest[0]
    recorder = Recorder(settings)
    atexit.register(recorder.write)  # before the program's handlers, so that it is called after
    sys.argv = rest
    recorder.watch()
    play(rest[0], is_module)


if __name__ == "__main__":
    main()
