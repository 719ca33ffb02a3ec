"""`[tool.porting.knowledge]`: rows that a project adds, and what is wrong with bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import porting
from porting.audit import audit_source
from porting.cli import cli
from porting.errors import ConfigError
from porting.flow.knowledge.library import Entry, Facts, has_source
from porting.flow.knowledge.rows import rows_from

SERIAL = {"serial.Serial.read": "(size=) -> bytes", "serial.Serial.write": "(data: bytes) -> -"}


def ported(source: str, rows: dict[str, object]) -> str:
    facts = Facts(rows_from(rows, "here"))
    return porting.port_source(source, facts=facts, from_version="2").code


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        pytest.param(
            {"wire.fetch": "(address: str) -> bytes"},
            "import wire\nx = '%s!' % wire.fetch('x').split('#')[0]\n",
            "import wire\nx = '%s!' % str(wire.fetch('x').split(b'#')[0], 'utf-8')\n",
            id="a function that returns bytes",
        ),
        pytest.param(
            {"wire.send": "(data: bytes) -> -"},
            "from wire import send\nsend('READ')\n",
            "from wire import send\nsend(b'READ')\n",
            id="a function that takes bytes",
        ),
        pytest.param(
            {"wire.Line.data": "bytes"},
            "import wire\nif wire.Line().data == 'x': pass\n",
            "import wire\nif wire.Line().data == b'x': pass\n",
            id="an attribute of a class that has no row",
        ),
        pytest.param(
            {"wire.line": "class(io.BufferedIOBase)"},
            "import wire\nif wire.line().read() == 'x': pass\n",
            "import wire\nif wire.line().read() == b'x': pass\n",
            id="a class that derives from one of the library",
        ),
        pytest.param(
            {"wire.get": ["(name: str, raw: True) -> bytes", "(name: str) -> str"]},
            "import wire\nif wire.get('x', True) == 'y' or wire.get('x') == 'z': pass\n",
            "import wire\nif wire.get('x', True) == b'y' or wire.get('x') == 'z': pass\n",
            id="an argument that tells which",
        ),
        pytest.param(
            {"wire.fetch": "= os.urandom"},
            "import wire\nif wire.fetch(1) == 'x': pass\n",
            "import wire\nif wire.fetch(1) == b'x': pass\n",
            id="another name",
        ),
        pytest.param(
            {"os.getcwd": "() -> bytes"},
            "import os\nif os.getcwd() == 'x': pass\n",
            "import os\nif os.getcwd() == b'x': pass\n",
            id="it counts more than the library",
        ),
    ],
)
def test_a_row_is_enough(row: dict[str, object], before: str, after: str) -> None:
    assert ported(before, row) == after
    assert ported(before, {"other.thing": "() -> -"}) == before


def test_a_text_that_mentions_what_rows_tell_of_is_looked_at() -> None:
    rows = rows_from(SERIAL, "here")
    assert has_source("import serial\n", rows)
    assert not has_source("import serial\n")
    assert not has_source("# serial\n", rows)


def test_audit_knows_them() -> None:
    source = "import serial\nif serial.Serial().read() == 'x': pass\n"
    assert not audit_source(source)
    (found,) = audit_source(source, knowledge=rows_from(SERIAL, "here"))
    assert found.message == "bytes are compared with text: they are never equal"


def test_rows_of_a_package_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A C module of the project, and a module whose source says less than the row."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(
        "[tool.porting.knowledge]\n"
        '"shop._wire.fetch" = "() -> bytes"\n"shop.lib.load" = "() -> bytes"\n'
    )
    Path("shop").mkdir()
    Path("shop/__init__.py").write_text("")
    Path("shop/lib.py").write_text("import ctypes\nload = ctypes.CDLL('shop').load\n")
    source = "from shop import _wire, lib\nprint _wire.fetch() == 'x', lib.load() == 'y'\n"
    Path("a.py").write_text(source)
    for arguments in (["-w", "--jobs", "1"], ["-w", "--jobs", "2"]):
        Path("a.py").write_text(source)
        result = CliRunner().invoke(cli, ["run", *arguments, "."])
        assert result.exit_code == 0, result.output
        assert Path("a.py").read_text().endswith("fetch() == b'x', lib.load() == b'y')\n")


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("read", "() -> bytes", "must be a dotted name, such as serial.Serial.read"),
        ("a b.c", "() -> bytes", "must be a dotted name, such as serial.Serial.read"),
        ("a.b", 3, "must be a string, or an array of ways to call it"),
        ("a.b", [], "must be a string, or an array of ways to call it"),
        ("a.b", "", "a type is missing; write a function"),
        ("a.b", "(data: bytes)", "cannot read '(data: bytes)'; write a function"),
        ("a.b", "() -> byte", "unknown type 'byte'; choose from -, ?, Self, T, bytes, str"),
        ("a.b", "(data: byte) -> -", "unknown type 'byte'; choose from"),
        ("a.b", "(1: bytes) -> -", "cannot read the parameter '1: bytes'"),
        ("a.b", "(data:) -> -", "cannot read the parameter 'data:'"),
        ("a.b", "list", "cannot read the type 'list'"),
        ("a.b", "dict[str]", "cannot read the type 'dict[str]'"),
        ("a.b", "io.Thing[byte]", "cannot read the type 'io.Thing[byte]'; in brackets goes"),
        ("a.b", "class(File)", "unknown type 'File'"),
        ("a.b", "= b c", "'b c' is not a dotted name"),
        ("a.b", ["() -> bytes", "bytes"], "only functions have several rows, not 'bytes'"),
    ],
)
def test_a_row_that_says_nothing(name: str, row: object, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rows_from({name: row}, "pyproject.toml: tool.porting.knowledge")
    assert str(caught.value).startswith(
        f'pyproject.toml: tool.porting.knowledge."{name}": {message}'
    )


def test_it_must_be_a_table() -> None:
    with pytest.raises(ConfigError, match="knowledge: must be a table"):
        rows_from(["serial"], "knowledge")


def test_all_rows_of_our_own_pass() -> None:
    from porting.flow.knowledge.library import library_rows

    rows: dict[str, Entry] = {name: row for name, row in library_rows().items() if "." in name}
    assert rows_from(dict(rows), "library").keys() >= rows.keys()
