"""What scripts do that no name tells: cases of the smaller fixers of stage modern."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("print('a\\n', x)", "print('a\\n', x, sep='')", id="a newline"),
        pytest.param("print('%d\\t' % n, x)", "print('%d\\t' % n, x, sep='')", id="formatted"),
        pytest.param("print(x, 'a\\n', y)", "print(x, 'a\\n' + str(y))", id="one of two"),
        pytest.param("print(x, 'a\\n', 'b')", "print(x, 'a\\n' + 'b')", id="text already"),
        pytest.param("print('a\\n', x, end=' ')", "print('a\\n', x, end=' ', sep='')", id="end"),
        pytest.param("print('a ', x, 'b\\n')", None, id="a space counts, and the last item ends"),
        pytest.param("print('a\\n', x, sep='-')", None, id="it was a function already"),
        pytest.param("print(*('a\\n', x))", None, id="nobody knows the items"),
    ],
)
def test_print_parts(before: str, after: str | None) -> None:
    check("print_parts", before + "\n", after and after + "\n", python2=False)


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ("__import__('Queue')\n", "__import__('queue')\n", []),
        ("__import__('ConfigParser', globals())\n", "__import__('configparser', globals())\n", []),
        ("__import__('urllib2')\n", None, ["urllib.request"]),
        ("__import__('httplib')\n", None, ["http.client"]),
        ("import importlib\nimportlib.import_module('httplib')\n", "http.client", []),
        ("try:\n    __import__('Queue')\nexcept ImportError:\n    pass\n", None, []),
        ("def __import__(x): pass\n__import__('Queue')\n", None, []),
    ],
)
def test_import_strings(before: str, after: str | None, notes: list[str]) -> None:
    if after == "http.client":
        after = before.replace("httplib", after)
    check("import_strings", before, after, notes=notes)


@pytest.mark.parametrize(
    ("clauses", "is_told"),
    [
        (["OSError", "IOError"], True),
        (["IOError", "socket.error"], True),
        (["(ValueError, OSError)", "select.error"], True),
        (["OSError", "(IOError, ValueError)"], False),
        (["ValueError", "IOError"], False),
        (["OSError", "Exception"], False),
    ],
)
def test_merged_errors(clauses: list[str], is_told: bool) -> None:
    text = "try:\n    f()\n" + "".join(f"except {each}:\n    g()\n" for each in clauses)
    check("merged_errors", text, notes=["is never reached"] if is_told else [])


@pytest.mark.parametrize(
    ("caller", "is_ported"),
    [
        pytest.param("tell(e, 1)", True, id="each call hands one over"),
        pytest.param("tell(e, 1)\n    tell(x, 2)", False, id="one call does not"),
        pytest.param("tell(e, 1)\n    later(tell)", False, id="it is handed on"),
    ],
)
def test_exceptions_that_are_handed_to_a_function(caller: str, is_ported: bool) -> None:
    before = "def tell(err, n):\n    a, b = err\n    print(err[0], n[0])\n"
    after = "def tell(err, n):\n    a, b = err.args\n    print(err.args[0], n[0])\n"
    rest = f"try:\n    f()\nexcept IOError as e:\n    {caller}\n"
    check("exception_items", before + rest, after + rest if is_ported else None)


def test_hash_of_an_old_class_two_levels_up() -> None:
    before = (
        "class A:\n    def __hash__(self): return 1\nclass B(A):\n    pass\n"
        "class C(B):\n    def __eq__(self, other): return True\n"
    )
    check("hash_method", before, before + "\n    __hash__ = B.__hash__\n")


def test_heaps_ask_for_less_than() -> None:
    start = "import heapq\nclass A:\n    def __le__(self, other): return self.x <= other.x\n"
    less = "\n    def __lt__(self, other):\n        return not other <= self\n"
    check("heap_order", start, start + less)
    check("heap_order", start.replace("heapq", "queue"))
    inherited = "import heapq\nclass B:\n    def __lt__(self, other): pass\n"
    check("heap_order", inherited + start.replace("class A", "class A(B)"))


def test_attributes_that_hide_those_of_a_thread() -> None:
    text = (
        "from threading import Thread\nclass A(Thread):\n    def f(self):\n"
        "        self._stop = 1\n        self._stop = 2\n    def _started(self): pass\n"
        "        \nclass B:\n    def f(self):\n        self._stop = 1\n"
    )
    check("thread_attributes", text, notes=["a _stop of its own", "a _started of its own"])


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        ("zlib.crc32(x)", True),
        ("binascii.crc32(x) & 0xFFFFFFFF", False),
        ("zlib.adler32(x) & 4294967295", False),
        ("zlib.crc32(x) == zlib.crc32(y)", False),
        ("mine.crc32(x)", False),
    ],
)
def test_checksums(code: str, is_told: bool) -> None:
    source = f"import zlib, binascii\n{code}\n"
    check("checksums", source, notes=["signed int"] if is_told else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sys.platform == 'linux2'", "sys.platform == 'linux'"),
        ('{"linux2": 1}[sys.platform]', '{"linux": 1}[sys.platform]'),
        ("sys.platform in ('linux', 'linux2')", None),
        ("f('linux2')", None),
        ("sys.platform == 'xlinux2'", None),
    ],
)
def test_linux2(before: str, after: str | None) -> None:
    check("linux2", f"import sys\n{before}\n", after and f"import sys\n{after}\n")


def test_getargspec_that_is_asked_for_its_fields() -> None:
    before = "import inspect\ndef f(g):\n    s = inspect.getargspec(g)\n    return {}\n"
    after = "import inspect\ndef f(g):\n    s = inspect.getfullargspec(g){}\n    return {}\n"
    check("getargspec", before.format("s.keywords"), after.format("", "s.varkw"))
    check("getargspec", before.format("s[2]"), after.format("[:4]", "s[2]"))


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("print(x * 1.5)", True, id="printed"),
        pytest.param("y = str(x * 1.5)", True, id="text"),
        pytest.param("print('%s: %s' % (n, x + 0.5))", True, id="formatted"),
        pytest.param("f.write(str(2 / 3.0))", True, id="written"),
        pytest.param("print(1.5)", False, id="as it stands"),
        pytest.param("print('%.2f' % (x * 1.5))", False, id="digits are counted"),
        pytest.param("print(round(x * 1.5, 2))", False, id="rounded"),
        pytest.param("print(x * y)", False, id="nobody knows"),
        pytest.param("print(x * 1.5)\nprint(x * 2.5)", True, id="once"),
    ],
)
def test_float_digits(code: str, is_told: bool) -> None:
    check("float_digits", code + "\n", notes=["'%.12g' % x"] if is_told else [])


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("f = open(p)\nf.seek(-3, 2)", True, id="from the end"),
        pytest.param("self.f = open(p, 'r+')\nself.f.seek(n, os.SEEK_CUR)", True, id="from here"),
        pytest.param("f = open(p, 'rb')\nf.seek(-3, 2)", False, id="bytes"),
        pytest.param("f = open(p)\nf.seek(0, 2)", False, id="to the end"),
        pytest.param("f = open(p)\nf.seek(3)", False, id="from the start"),
        pytest.param("f.seek(-3, 2)", False, id="opened elsewhere"),
        pytest.param(
            "f = open(p)\nif x:\n    f = open(p, mode='rb')\nf.seek(-3, 2)", False, id="or"
        ),
    ],
)
def test_text_positions(code: str, is_told: bool) -> None:
    check("text_positions", code + "\n", notes=["cannot seek"] if is_told else [])
