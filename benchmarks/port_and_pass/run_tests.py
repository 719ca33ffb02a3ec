"""Runs the tests of one module and writes a line of JSON for each; for Python 2.7 and 3 alike.

    python run_tests.py OUT KIND MODULE FOLDER... [--fresh NAME...]

KIND is "unittest" (test cases, and functions whose name starts with "test"), "suite" (what the
module's `suite` or `test_suite` is or returns, else the same), "doctest" or "pytest" (which must be
installed). The FOLDERs come first on the path. Modules named behind --fresh are imported from there, though this Python has
some of that name. A test may take SECONDS. This file is never ported.
"""

import json
import os
import signal
import sys
import traceback
import types
import unittest

SECONDS = 20


class TooLong(BaseException):
    """A test took longer than it may."""


def main(arguments):
    fresh = []
    if "--fresh" in arguments:
        at = arguments.index("--fresh")
        arguments, fresh = arguments[:at], arguments[at + 1 :]
    out, kind, name = arguments[:3]
    # The folder of this file is no place for the tests to import from.
    sys.path[:1] = [os.path.abspath(folder) for folder in arguments[3:]]
    for known in list(sys.modules):
        if known.split(".")[0] in fresh:
            del sys.modules[known]
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, stop)
    with open(out, "w") as stream:
        report = Report(stream)
        if kind == "pytest":
            run_pytest(name, report)
            return
        try:
            module = load(name)
        except (Exception, SystemExit, TooLong):
            report.write("", "import", sys.exc_info())
            return
        for test in sorted_tests(kind, module):
            test.run(report)


def stop(*_):
    raise TooLong("took longer than %d s" % SECONDS)


def load(name):
    # Some run their tests, and end the process, whenever they are imported.
    unittest.main = lambda *_, **__: None
    limit(SECONDS)
    try:
        __import__(name)
    finally:
        limit(0)
    return sys.modules[name]


def limit(seconds):
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def sorted_tests(kind, module):
    """The tests of a module, in an order that does not change."""
    if kind == "doctest":
        import doctest

        options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        suite = doctest.DocTestSuite(module, optionflags=options)
    else:
        make = None
        if kind == "suite":
            make = getattr(module, "suite", None) or getattr(module, "test_suite", None)
        if make is not None:
            suite = make if isinstance(make, unittest.TestSuite) else make()
        else:
            suite = unittest.defaultTestLoader.loadTestsFromModule(module)
            suite = unittest.TestSuite([suite, unittest.TestSuite(functions_of(module))])
    return list(flat(suite))


def flat(suite):
    try:
        members = iter(suite)
    except TypeError:
        yield suite
        return
    for member in members:
        for test in flat(member):
            yield test


def functions_of(module):
    """Test functions, and methods of plain classes that begin with Test, as cases."""
    for name, item in sorted(vars(module).items()):
        full = "%s.%s" % (module.__name__, name)
        if getattr(item, "__module__", None) != module.__name__:
            continue
        if name.startswith("test") and isinstance(item, types.FunctionType):
            for case in cases_of(item, full, no_instance):
                yield case
        elif name.startswith("Test") and is_plain_class(item):
            for method in sorted(dir(item)):
                if method.startswith("test"):
                    for case in cases_of(getattr(item, method), full + "." + method, item):
                        yield case


def is_plain_class(item):
    return hasattr(item, "__bases__") and not issubclass(item, unittest.TestCase)


def no_instance():
    return None


def cases_of(function, name, make):
    """A case, or of a generator one for each call that it gives."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_argcount > (make is not no_instance):
        return
    if not code.co_flags & 0x20:  # No generator.
        yield Function(make, name.rpartition(".")[2], name)
        return
    try:
        instance = make()
        set_up(instance)
        calls = list(getattr(instance, name.rpartition(".")[2])() if instance else function())
    except Exception:
        yield Function(make, name.rpartition(".")[2], name)
        return
    for number, call in enumerate(calls):
        call = call if isinstance(call, tuple) else (call,)
        yield Function(make, call[0], "%s[%d]" % (name, number), call[1:])


def set_up(instance):
    for name in ("setUp", "setup", "setup_method"):
        if hasattr(instance, name):
            getattr(instance, name)()
            return


def run_pytest(name, report):
    """Have pytest run the tests of a module."""
    import pytest

    outcomes = {"passed": "pass", "failed": "fail", "skipped": "skip"}

    class Plugin:
        def pytest_collectreport(self, report):
            if report.failed:
                write("", "import", report)

        def pytest_runtest_logreport(self, report):
            # What does not pass before or after a test is an outcome, too.
            if report.when == "call" or not report.passed:
                write(report.nodeid, outcomes[report.outcome], report)

    def write(test, outcome, found):
        message = "" if outcome == "pass" else as_text(found.longrepr).strip()
        report.write(test, outcome, message=message.rpartition("\n")[2])

    options = ["-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", os.getcwd()]
    pytest.main(options + ["--pyargs", name], plugins=[Plugin()])


class Function(unittest.TestCase):
    """A test that is no `TestCase`: a function, or a method of an instance made for it."""

    def __init__(self, make, function, name, arguments=()):
        unittest.TestCase.__init__(self, "runTest")
        self.make = make
        self.function = function
        self.name = name
        self.arguments = arguments

    def id(self):
        return self.name

    def runTest(self):
        instance = self.make()
        set_up(instance)
        function = self.function
        if not callable(function):
            owner = sys.modules[self.name.rpartition(".")[0]] if instance is None else instance
            function = getattr(owner, function)
        function(*self.arguments)


class Report(unittest.TestResult):
    """Writes what becomes of each test."""

    def __init__(self, stream):
        unittest.TestResult.__init__(self)
        self.stream = stream
        self.seen = {}

    def startTest(self, test):
        unittest.TestResult.startTest(self, test)
        limit(SECONDS)

    def stopTest(self, test):
        limit(0)
        unittest.TestResult.stopTest(self, test)

    def addSuccess(self, test):
        self.write(name_of(test), "pass")

    def addFailure(self, test, error):
        self.write(name_of(test), "fail", error)

    def addError(self, test, error):
        self.write(name_of(test), "error", error)

    def addSkip(self, test, reason):
        self.write(name_of(test), "skip")

    def addExpectedFailure(self, test, error):
        self.write(name_of(test), "pass")

    def addUnexpectedSuccess(self, test):
        self.write(name_of(test), "fail")

    def addSubTest(self, test, part, error):
        pass

    def write(self, name, outcome, error=None, message=""):
        """Write a line at once, so that nothing is lost to a crash; number tests of one name."""
        self.seen[name] = self.seen.get(name, 0) + 1
        if self.seen[name] > 1:
            name = "%s#%d" % (name, self.seen[name])
        line = {"test": as_text(name), "outcome": outcome}
        if message:
            line["message"] = message[:300]
        if error is not None:
            line["exception"] = error[0].__name__
            line["message"] = as_text(error[1])[:300]
            frames = traceback.extract_tb(error[2])
            line["file"] = os.path.basename(frames[-1][0]) if frames else ""
        self.stream.write(json.dumps(line) + "\n")
        self.stream.flush()


def name_of(test):
    """A test's name; some have a text in the place of the method."""
    return test.id() if callable(test.id) else "%s (%s)" % (test.id, type(test).__name__)


def as_text(value):
    try:
        text = value if isinstance(value, type(u"")) else str(value)
        return text if isinstance(text, type(u"")) else text.decode("utf-8", "replace")
    except Exception:
        return u"?"


if __name__ == "__main__":
    main(sys.argv[1:])
