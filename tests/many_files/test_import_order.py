"""What a module gives is known where it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from porting.many_files import schedule, tasks
from porting.many_files.cache import Cache
from porting.many_files.import_order import Imports
from porting.many_files.schedule import port_files
from porting.many_files.tasks import Order, Ported
from porting.project.graph import find_project

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


def ported(folder: Path, name: str) -> str:
    """What becomes of one file of a run over a folder."""
    paths = sorted(folder.glob("*.py"))
    for outcome in port_files(paths, Order(project=find_project(paths))):
        if outcome.path.stem == name:
            assert isinstance(outcome, Ported)
            return outcome.result.code
    raise AssertionError(name)


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_is_imported(tmp_path: Path, source: str, expected: str) -> None:
    source = "import socket\n" + source
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "both.py").write_text("import socket\nfrom net import fetch\n")
    (tmp_path / "main.py").write_text(source)
    assert expected in ported(tmp_path, "main")


def test_modules_that_import_each_other_come_to_an_end(tmp_path: Path) -> None:
    sources = {
        "a": "import socket, b\ndef f():\n    return b.g()\ndef h():\n    return f() == 'x'\n",
        "b": "import socket, a\ndef g():\n    return socket.socket().recv(1)\n",
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source)
    assert "return f() == b'x'" in ported(tmp_path, "a")


def test_a_module_that_changes_is_looked_at_again(tmp_path: Path) -> None:
    source = "import socket, net\nnet.f() == 'x'\n"
    (tmp_path / "main.py").write_text(source)
    codes = []
    for body in ("socket.socket().recv(1)", "socket.gethostname()"):
        (tmp_path / "net.py").write_text(f"import socket\ndef f():\n    return {body}\n")
        codes.append(ported(tmp_path, "main"))
    assert "b'x'" in codes[0]
    assert "b'x'" not in codes[1]


def test_what_a_file_may_depend_on(tmp_path: Path) -> None:
    sources = {"a": "b", "b": "c", "c": "zlib", "d": "zlib", "main": "a", "other": "d"}
    for name, imported in sources.items():
        (tmp_path / f"{name}.py").write_text(f"import zlib, {imported}\n")
    paths = [str(tmp_path / f"{name}.py") for name in ("main", "other")]
    project = find_project(tmp_path.glob("*.py"))
    before, after = [], []
    for found in (before, after):
        turns = {Path(turn.path).stem: turn for turn in Imports(project).turns(paths)}
        found += (turns["main"].reach, turns["other"].reach)
        (tmp_path / "c.py").write_text("import zlib\nx = 2\n")
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_each_module_is_looked_at_after_those_that_it_imports(tmp_path: Path) -> None:
    """And those that import each other, twice."""
    sources = {"a": "b, d", "b": "c", "c": "b, d", "d": "zlib", "plain": "", "e": "a, plain"}
    for name, imported in sources.items():
        text = f"import zlib, {imported}\n" if imported else ""
        (tmp_path / f"{name}.py").write_text(text)
    project = find_project(tmp_path.glob("*.py"))
    turns = list(Imports(project).turns([str(tmp_path / "e.py")]))

    def name(path: str, is_early: bool) -> str:
        return Path(path).stem + "?" * is_early

    found = {name(turn.path, turn.is_early): [name(*need) for need in turn.needs] for turn in turns}
    assert list(found.items()) == [
        ("d", []),
        ("b?", []),
        ("c?", ["d"]),
        ("b", ["c?"]),
        ("c", ["d", "b?"]),
        ("a", ["b", "d"]),
        ("e", ["a"]),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_modules_that_all_import_each_other(tmp_path: Path, jobs: int) -> None:
    """What they give comes round, and the same from all of them."""
    names = [f"part{number}" for number in range(5)]
    for name in names:
        others = "".join(f"from {other} import read_{other}\n" for other in names if other != name)
        uses = "".join(f"read_{other}(1) == 'x'\n" for other in names)
        read = f"def read_{name}(s):\n    return socket.socket().recv(9)\n"
        text = f"import socket\n{others}{uses}{read}"
        (tmp_path / f"{name}.py").write_text(text)
    paths = sorted(tmp_path.glob("*.py"))
    outcomes = list(port_files(paths, Order(project=find_project(paths)), jobs))
    assert [outcome.path for outcome in outcomes] == paths
    for outcome in outcomes:
        assert isinstance(outcome, Ported)
        # Its own is not there yet where it is called.
        assert outcome.result.code.count("== b'x'") == len(names) - 1


def test_a_module_that_is_imported_is_ported_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {
        "a": "import socket\ndef f():\n    return socket.socket().recv(1)\n",
        "b": "import socket, a\nprint a.f()\n",
        "c": "import socket, a, b\nprint a.f()\n",
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source)
    paths = [tmp_path / "c.py", tmp_path / "b.py"]
    asked: list[str] = []
    port_bytes = tasks.port_bytes

    def count(data: bytes, filename: str, *args: object, **options: object) -> object:
        asked.append(Path(filename).stem)
        return port_bytes(data, filename, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "port_bytes", count)
    outcomes = list(port_files(paths, Order(project=find_project(paths))))
    assert asked == ["a", "b", "c"]
    assert [outcome.path for outcome in outcomes] == paths


def test_what_only_a_known_file_would_need_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "main.py").write_text("import socket, net\nprint net.fetch(1)\n")
    paths = [tmp_path / "main.py"]
    order = Order(project=find_project(paths))
    counts = []
    in_processes = schedule.in_processes

    def count(work: object, tasks: list[object], jobs: int) -> object:
        counts.append(len(tasks))
        return in_processes(work, tasks, jobs)  # type: ignore[arg-type]

    monkeypatch.setattr(schedule, "in_processes", count)
    with Cache(tmp_path / "cache.sqlite", print) as cache:
        list(port_files(paths, order, cache=cache))
    with Cache(tmp_path / "cache.sqlite", print) as cache:
        list(port_files(paths, order, cache=cache))
    assert counts == [2, 1]
