"""What the library's tests take from `test.test_support`, for Python 2.7 and 3 alike; not ported."""

import contextlib
import gc
import os
import sys
import tempfile
import unittest
import warnings

verbose = False
TESTFN = os.path.join(tempfile.mkdtemp(prefix="porting-"), "@test")
have_unicode = True
is_jython = False
HOST = "127.0.0.1"
_1M, _1G, _2G, _4G = 1 << 20, 1 << 30, 1 << 31, 1 << 32
if sys.version_info[0] == 2:
    from StringIO import StringIO
else:
    from io import StringIO

TestFailed = AssertionError


def run_unittest(*_):
    """The tests are found and run otherwise."""


run_doctest = reap_children = run_unittest


def requires(*_, **__):
    pass


def cpython_only(test):
    return test


impl_detail = requires_docstrings = requires_unicode = no_tracing = cpython_only


def bigmemtest(*_, **__):
    return unittest.skip("needs much memory")


precisionbigmemtest = bigmemtest


def run_with_locale(*_, **__):
    return cpython_only


def unlink(path):
    try:
        os.unlink(path)
    except OSError:
        pass


def rmtree(path):
    import shutil

    shutil.rmtree(path, ignore_errors=True)


def gc_collect():
    gc.collect()
    gc.collect()


def findfile(name, here=__file__):
    return os.path.join(os.path.dirname(os.path.abspath(here)), name)


def import_module(name, deprecated=False):
    try:
        __import__(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error))
    return sys.modules[name]


@contextlib.contextmanager
def check_warnings(*_, **__):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


check_py3k_warnings = check_warnings


@contextlib.contextmanager
def _captured(name):
    old = getattr(sys, name)
    setattr(sys, name, StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, old)


def captured_stdout():
    return _captured("stdout")


def captured_stderr():
    return _captured("stderr")


@contextlib.contextmanager
def captured_output(name):
    with _captured(name) as stream:
        yield stream


@contextlib.contextmanager
def swap_attr(owner, name, value):
    old = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, old)


@contextlib.contextmanager
def temp_cwd(*_, **__):
    old, new = os.getcwd(), tempfile.mkdtemp()
    os.chdir(new)
    try:
        yield new
    finally:
        os.chdir(old)


class EnvironmentVarGuard:
    def __enter__(self):
        self.saved = dict(os.environ)
        return self

    def __exit__(self, *_):
        os.environ.clear()
        os.environ.update(self.saved)

    def set(self, name, value):
        os.environ[name] = value

    def unset(self, name):
        os.environ.pop(name, None)

    __setitem__, __delitem__ = set, unset
