"""`porting audit`: what is reported in Python 3 code, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import porting
from porting.audit import audit_source
from porting.cli import cli

START = """\
import hashlib, re, socket, struct, subprocess, sys
from urllib.request import urlopen
data = urlopen('http://x/').read()
"""


def found(source: str) -> list[tuple[str, str]]:
    """How each finding shows itself, and the first words of its message."""
    return [(each.shows, each.message.partition(":")[0]) for each in audit_source(START + source)]


SILENT = {
    "data == 'x'\n": "bytes are compared with text",
    "'' != data.strip()\n": "bytes are compared with text",
    "while data != '':\n    pass\n": "bytes are compared with text",
    "data[0] == '<'\n": "an item of bytes, a number, is compared with a string",
    "data[0] == b'<'\n": "an item of bytes, a number, is compared with a string",
    "for c in data:\n    c == 'x'\n": "an item of bytes, a number, is compared with a string",
    "[c for c in data if c in ('a', 'b')]\n": (
        "an item of bytes, a number, is looked for among strings"
    ),
    "data in ('a', 'b')\n": "bytes are looked for among texts",
    "'a' in [b'a', b'b']\n": "text is looked for among bytes",
    "'a' in {b'a': 1}\n": "text is looked for among bytes",
    "{'a': 1}.get(data)\n": "the keys of the dict are texts, this is not",
    "{b'a': 1, 'a': 2}\n": "some keys of this dict are bytes, some text",
    "'got %s' % data\n": "text is formatted with bytes",
    "'%d: %s' % (1, data)\n": "text is formatted with bytes",
    "'%(a)s' % {'a': data}\n": "text is formatted with bytes",
    "'{}'.format(data)\n": "text is formatted with bytes",
    "'{1} {0:>9}'.format(data, 1)\n": "text is formatted with bytes",
    "'{a}'.format(a=data)\n": "text is formatted with bytes",
    "f'{data} {data!r}'\n": "an f-string has bytes in it",
    "str(data)\n": "`str()` of bytes shows them as b'...'",
    "print('got', data)\n": "bytes are printed",
    "def f(x: bytes):\n    return x == 'a'\n": "bytes are compared with text",
    "def f(x) -> bytes:\n    return x()\nstr(f(1))\n": "`str()` of bytes shows them as b'...'",
}

LATE = {
    "'a' + data\n": "bytes and text are added",
    "text = ''\ntext += data\n": "bytes and text are added",
    "data[0] + b'x'\n": "an item of bytes, a number, is added to a string",
    "data < 'a'\n": "bytes and text have no order",
    "'a' in data\n": "text is looked for in bytes",
    "data in 'a'\n": "bytes is looked for in text",
    "data.split('\\n')\n": "`split` of bytes is given text",
    "data.startswith((b'a', 'b'))\n": "`startswith` of bytes is given text",
    "'a'.replace('a', data)\n": "`replace` of text is given bytes",
    "data.strip(data[0])\n": "`strip` is given an item of bytes, a number",
    "re.search('x', data)\n": "a pattern of text meets bytes",
    "re.compile(b'x').sub('', data)\n": "a pattern of bytes meets text",
    "''.join(data)\n": "the items of bytes are numbers, which cannot be joined",
    "''.join(data.split())\n": "text joins bytes",
    "b''.join(['a'])\n": "bytes join texts",
    "'a'.decode('utf-8')\n": "text has no method decode",
    "data.encode('utf-8')\n": "bytes have no method encode",
    "data.format(1)\n": "bytes have no method format",
    "b'%s' % 'a'\n": "bytes are formatted with text",
    "bytes('a')\n": "`bytes()` of text needs an encoding",
    "ord(data[0])\n": "`ord` is given an item of bytes, which is a number",
    "sys.stdout.write(data)\n": "bytes are written to a stream of text",
    "hashlib.md5('a')\n": "text is given to `hashlib.md5`, which takes bytes only",
    "{'a': 1}[b'a']\n": "the keys of the dict are texts, this is not",
    "with open('x', 'wb') as file:\n    file.write('a')\n": "text is written into a file of bytes",
    "open('x', 'w').write(data)\n": "bytes are written into a file of text",
}


@pytest.mark.parametrize(("source", "message"), SILENT.items(), ids=SILENT)
def test_what_nobody_would_notice(source: str, message: str) -> None:
    assert found(source) == [("wrong result, no error", message)]


@pytest.mark.parametrize(("source", "message"), LATE.items(), ids=LATE)
def test_what_is_an_error_once_it_runs(source: str, message: str) -> None:
    assert found(source) == [("fails when reached", message)]


FINE = {
    "it is decoded": "text = data.decode()\ntext == 'a'\nprint(f'{text}' + text[0])\n",
    "shown as bytes on purpose": "'%r' % data, '{!r}'.format(data), f'{data!r}', repr(data)\n",
    "numbers meant as numbers": "data[0] == 60\n60 in data\ndata.find(60)\ndata[0:1] == b'<'\n",
    "its type is asked": "def f(x: str):\n    if isinstance(x, bytes):\n        return x == b'a'\n",
    "so it is of an attribute": (
        "class A:\n    def __init__(self):\n        self.x = 'a'\n"
        "    def f(self):\n        if not isinstance(self.x, str):\n            self.x + b'a'\n"
    ),
    "matched by its type": (
        "def f(x: str):\n    match x:\n        case bytes():\n            return x + b'a'\n"
    ),
    "the error is awaited": "try:\n    data + ''\nexcept TypeError:\n    pass\n",
    "by a test": "def test(self):\n    with self.assertRaises(TypeError):\n        data + ''\n",
    "for another Python": "if sys.version_info < (3,):\n    data == 'a'\n",
    "either": "def f(x):\n    return x == 'a'\nf(b'a')\nf('a')\n",
    "unknown": "def f(x):\n    return x == 'a'\n",
    "now the one, now the other": "x = 'a'\nif data:\n    x = b'a'\nx == 'a'\n",
    "text of a process": "subprocess.check_output(['a'], text=True).split('\\n')\n",
    "a name of its own": "def str(x):\n    return x\nstr(data)\n",
    "a mode that is not known": "def f(m):\n    open('x', m).write(b'a')\n",
    "a container of anything": "x = ['a', 1, None]\nb'a' in [*x, b'a']\n",
}


@pytest.mark.parametrize("source", FINE.values(), ids=FINE)
def test_what_is_fine(source: str) -> None:
    assert found(source) == []


def test_the_place_and_the_chain() -> None:
    (finding,) = audit_source(START + "é = data\nif é == 'x': pass\n", filename="a.py")
    assert (finding.filename, finding.line, finding.column) == ("a.py", 5, 3)
    assert finding.chain == (
        "line 4: `é` is `data`",
        "line 3: `data` is `urlopen('http://x/').read()`",
        "line 3: `urlopen('http://x/').read()` returns bytes",
        "line 3: `urlopen('http://x/')` returns http.client.HTTPResponse",
    )


def test_what_the_pipeline_ports_has_nothing_to_report() -> None:
    source = (
        "import re, urllib2\n"
        "data = urllib2.urlopen('http://x/').read()\n"
        "print 'got %s' % re.findall('a(b)', data)[0], data.split('\\n')[0] == ''\n"
    )
    assert audit_source(porting.port_source(source, stages=["2to3"]).code) != []
    assert audit_source(porting.port_source(source).code) == []
    assert audit_source(porting.port_source(source, strings="boundary").code) == []


# The command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.py").write_text("def f(x: bytes):\n    x + 'a'\n    return x == 'a'\n")
    (tmp_path / "fine.py").write_text("x = 'a'\n")
    return tmp_path


def audit(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["audit", *arguments], catch_exceptions=False)


def test_silent_ones_come_first(project: Path) -> None:
    result = audit()
    assert result.exit_code == 1
    assert result.stdout == (
        "feed.py:3:12: bytes_meet_text: bytes are compared with text: they are never equal "
        "[wrong result, no error]\n"
        "    line 1: `x` is annotated as `bytes`\n"
        "feed.py:2:5: bytes_meet_text: bytes and text are added: a TypeError "
        "[fails when reached]\n"
        "    line 1: `x` is annotated as `bytes`\n"
    )
    assert result.stderr == (
        "2 files: bytes meet text in 2 places: 1 [wrong result, no error], 1 [fails when reached]\n"
    )


def test_quiet(project: Path) -> None:
    assert len(audit("-q", "feed.py").stdout.splitlines()) == 2


def test_nothing_found(project: Path) -> None:
    result = audit("fine.py")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file: nothing found\n")
    (project / "empty").mkdir()
    assert audit("empty").stderr == "no Python files found\n"


def test_what_cannot_be_read_does_not_hide_the_rest(project: Path) -> None:
    (project / "old.py").write_text("print 'a'\n")
    result = audit("feed.py", "old.py", "gone.py")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 4
    lines = result.stderr.splitlines()
    assert lines[0].startswith("old.py:1:1: is not Python 3: ")
    assert lines[1:3] == ["    print 'a'", "hint: port it first: porting run shows how"]
    assert lines[3].startswith("gone.py: ")
    assert lines[-1] == (
        "3 files: bytes meet text in 2 places: 1 [wrong result, no error], "
        "1 [fails when reached]; 2 could not be read"
    )
    assert (project / "old.py").read_text() == "print 'a'\n"
