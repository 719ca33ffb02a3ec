"""What a module gives is known where it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.batch import Order, port_files
from porting.flow.summary import Summary
from porting.imported import Imported
from porting.project import find_project
from porting.reach import Reach

NET = """\
import socket
TERMINATOR = socket.create_connection(('localhost', 1)).recv(2)
def fetch(address):
    link = socket.create_connection(address)
    link.sendall('GET\\r\\n')
    return link.recv(100)
def name():
    return socket.gethostname()
class Client(object):
    def __init__(self, address):
        self.banner = socket.create_connection(address).recv(10)
    def ask(self):
        return [fetch(1)]
"""

CASES = {
    "from a module": ("from net import fetch\nfetch(1).split(',')\n", "fetch(1).split(b',')"),
    "a module": ("import net\nnet.fetch(1).split(',')\n", "net.fetch(1).split(b',')"),
    "another name": ("import net as n\nn.fetch(1) == 'x'\n", "n.fetch(1) == b'x'"),
    "everything": ("from net import *\nfetch(1) == 'x'\n", "fetch(1) == b'x'"),
    "a name of the module": ("import net\nnet.TERMINATOR == 'x'\n", "net.TERMINATOR == b'x'"),
    "an attribute": (
        "import net\nnet.Client(1).banner == 'x'\n",
        "net.Client(1).banner == b'x'",
    ),
    "a method": ("import net\nnet.Client(1).ask()[0] == 'x'\n", "net.Client(1).ask()[0] == b'x'"),
    "a class derived from it": (
        "import net\nclass C(net.Client):\n    def f(self):\n        return self.banner == 'x'\n",
        "return self.banner == b'x'",
    ),
    "printed": ("import net\nprint net.fetch(1)\n", "print(str(net.fetch(1), 'utf-8'))"),
    "text stays text": ("import net, zlib\nprint net.name() == 'x'\n", "print(net.name() == 'x')"),
    "through a third": ("import both\nboth.fetch(1) == 'x'\n", "both.fetch(1) == b'x'"),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_imported(tmp_path: Path, source: str, expected: str) -> None:
    source = "import socket\n" + source
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "both.py").write_text("import socket\nfrom net import fetch\n")
    (tmp_path / "main.py").write_text(source)
    project = find_project(tmp_path.glob("*.py"))
    result = porting.port_source(source, filename=str(tmp_path / "main.py"), project=project)
    assert expected in result.code


def test_modules_that_import_each_other_come_to_an_end(tmp_path: Path) -> None:
    sources = {
        "a": "import socket, b\ndef f():\n    return b.g()\ndef h():\n    return f() == 'x'\n",
        "b": "import socket, a\ndef g():\n    return socket.socket().recv(1)\n",
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source)
    project = find_project(tmp_path.glob("*.py"))
    code = porting.port_source(sources["a"], filename=str(tmp_path / "a.py"), project=project).code
    assert "return f() == b'x'" in code


def test_a_module_that_changes_is_looked_at_again(tmp_path: Path) -> None:
    source = "import socket, net\nnet.f() == 'x'\n"
    main = tmp_path / "main.py"
    main.write_text(source)
    codes = []
    for body in ("socket.socket().recv(1)", "socket.gethostname()"):
        (tmp_path / "net.py").write_text(f"import socket\ndef f():\n    return {body}\n")
        project = find_project(tmp_path.glob("*.py"))
        codes.append(porting.port_source(source, filename=str(main), project=project).code)
    assert "b'x'" in codes[0]
    assert "b'x'" not in codes[1]


def test_what_a_file_may_depend_on(tmp_path: Path) -> None:
    for name, source in {"a": "import b\n", "b": "import c\n", "c": "x = 1\n", "d": ""}.items():
        (tmp_path / f"{name}.py").write_text(source)
    project = find_project(tmp_path.glob("*.py"))
    before = [
        Reach(project).contents(source) for source in (b"import zlib, a\n", b"import zlib, d\n")
    ]
    (tmp_path / "c.py").write_text("x = 2\n")
    after = [
        Reach(project).contents(source) for source in (b"import zlib, a\n", b"import zlib, d\n")
    ]
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_modules_that_all_import_each_other_are_found_out_about_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"part{number}" for number in range(7)]
    for name in names:
        others = "".join(f"from {other} import read\n" for other in names if other != name)
        text = f"import socket\n{others}def read(s):\n    return socket.socket().recv(9)\n"
        (tmp_path / f"{name}.py").write_text(text)
    paths = sorted(tmp_path.glob("*.py"))
    asked: list[str] = []
    find_out = Imported.find_out

    def count(self: Imported, path: str, name: str, data: bytes) -> Summary:
        asked.append(name)
        return find_out(self, path, name, data)

    monkeypatch.setattr(Imported, "find_out", count)
    list(port_files(paths, Order(project=find_project(paths))))
    assert sorted(asked) == names
