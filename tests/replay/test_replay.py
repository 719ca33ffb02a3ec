"""What `porting verify --calls` says of ports: those that do the same, and those that do not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.replay.conftest import Traced, porting

SHOP = """\
# -*- coding: utf-8 -*-
import struct
class Item(object):
    def __init__(self, name, price):
        self.name, self.price = name, price
    def __nonzero__(self):
        return self.price > 0
    def __cmp__(self, other):
        return cmp(self.price, other.price)
    def __unicode__(self):
        return unicode(self.name) + u'!'
def half(number):
    return number // 2
def pack(number):
    return struct.pack('>H', number)
def unpack(data):
    return struct.unpack('>H', data)[0]
def names(items):
    return sorted(set([item.name for item in items]))
def keys(table):
    return table.keys()
def show(items):
    for item in items:
        print item.name, item.price
def find(items, name):
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)
"""
USE = """\
a, b = Item('pen', 3), Item('caf\\xc3\\xa9', 0)
bool(a), bool(b), cmp(a, b), unicode(a)
half(7), half(8), half(-3L), half(2.5)
unpack(pack(65535)), unpack(pack(1))
names([a, b]), keys({'one': 1}), show([a, b]), find([a, b], 'pen')
try:
    find([a], 'ink')
except KeyError:
    pass
"""

Replayed = Callable[[Callable[[str], str]], tuple[dict[str, Any], int]]


@pytest.fixture
def replayed(traced: Traced, tmp_path: Path) -> Replayed:
    """Record the shop, port it, change the port, and replay; gives the report and the status."""

    def replay(change: Callable[[str], str]) -> tuple[dict[str, Any], int]:
        traced(SHOP, USE)
        assert porting(tmp_path, "run", "-o", "ported", "shop.py", "use.py").returncode == 0
        module = tmp_path / "ported" / "shop.py"
        before = module.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        module.write_text(after, encoding="utf-8")
        options = ("--calls", "calls.json", "--ported", "ported", "--format", "json")
        run = porting(tmp_path, "verify", *options)
        assert run.stdout, run.stderr
        return json.loads(run.stdout), run.returncode

    return replay


def different(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The first difference of each function that has one."""
    found = (each for each in report["functions"] if each["verdict"] == "different")
    return {each["name"]: each["different"][0] for each in found}


def test_a_good_port_does_the_same(traced: Traced, tmp_path: Path) -> None:
    traced(SHOP, USE)
    run = porting(tmp_path, "verify", "--calls", "calls.json", "-v", "shop.py")
    assert run.returncode == 0, run.stdout
    assert run.stdout.splitlines()[-1].startswith(
        "11 functions reached, 11 replayed (19 calls): 11 equal, 0 different;"
    )
    assert "shop.pack: result is bytes" in run.stdout
    assert "shop.unpack: data is bytes" in run.stdout
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("half", lambda text: text.replace("//", "/"), "an int is now a float"),
        (
            "Item.__nonzero__",
            lambda text: text.replace("__bool__", "__nonzero__"),
            "another number",
        ),
        ("keys", lambda text: text.replace("list(table.keys())", "table.keys()"), "dict_keys"),
        ("show", lambda text: text.replace("item.price)", "item.price, '')"), "another text"),
        ("find", lambda text: text.replace("KeyError", "ValueError"), "KeyError was raised, now"),
        (
            "pack",
            lambda text: text.replace("return struct.pack('>H', number)", "return number"),
            "a str is now an int",
        ),
    ],
)
def test_what_a_port_does_otherwise_is_found(
    replayed: Replayed, name: str, change: Callable[[str], str], why: str
) -> None:
    report, status = replayed(change)
    assert status == 1
    assert why in different(report)[f"shop.{name}"]["why"]


def test_a_string_is_text_or_bytes_but_not_both(replayed: Replayed) -> None:
    report, _ = replayed(
        lambda text: text.replace(
            "return struct.pack('>H', number)",
            "data = struct.pack('>H', number)\n    return data if number > 1 else data.decode()",
        )
    )
    assert different(report)["shop.pack"]["why"] in (
        "bytes here, text in other calls",
        "text here, bytes in other calls",
    )


def test_a_module_that_cannot_be_imported_is_different_throughout(replayed: Replayed) -> None:
    report, status = replayed(lambda text: "import no_such_module\n" + text)
    assert status == 1
    assert report["different"] == report["reached"] == 11
    assert "No module named 'no_such_module'" in different(report)["shop.half"]["why"]


def test_a_function_that_is_gone_is_different(replayed: Replayed) -> None:
    report, _ = replayed(lambda text: text.replace("def half", "def third"))
    assert different(report)["shop.half"]["why"] == "there is no half in shop"


def test_a_port_that_hangs_or_dies_is_ended(replayed: Replayed, tmp_path: Path) -> None:
    report, _ = replayed(
        lambda text: text.replace(
            "def half(number):",
            "def half(number):\n    import time; time.sleep(1000)",
        ).replace("def keys(table):", "def keys(table):\n    import os; os._exit(3)")
    )
    found = different(report)
    assert found["shop.half"]["why"] == "it does not end within 10 seconds"
    assert found["shop.keys"]["why"] == "it ends the process"
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert str(tmp_path) not in processes
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_a_file_names_is_not_run(traced: Traced, tmp_path: Path) -> None:
    traced(SHOP, USE)
    path = tmp_path / "calls.json"
    data = json.loads(path.read_text())
    first = next(each for each in data["functions"] if each["name"] == "half")
    touched = tmp_path / "touched"
    first["module"], first["path"] = "os", "system"
    first["calls"] = [{"arguments": [{"str": f"touch {touched}"}], "lines": [], "result": 0}]
    path.write_text(json.dumps(data))
    run = porting(tmp_path, "verify", "--calls", "calls.json", "shop.py")
    assert run.returncode == 1
    assert "no module os" in run.stdout
    assert not touched.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print 1", "is not JSON"),
        ("{}", "holds no calls"),
        ('{"format": "porting calls 9"}', "reads 'porting calls 1'"),
        ('{"format": "porting calls 1"}', "is damaged: 'files' is missing"),
        (
            '{"format": "porting calls 1", "python": "2.7.18", "start": ".", "functions": [],'
            ' "files": [{"path": "../x.py", "module": "x", "root": ".", "sha256": ""}]}',
            "leads out of the folder",
        ),
    ],
)
def test_a_file_that_holds_no_calls_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "calls.json").write_text(text)
    run = porting(tmp_path, "verify", "--calls", "calls.json", ".")
    assert run.returncode == 3
    assert message in run.stderr


def test_a_folder_without_the_program_is_told(traced: Traced, tmp_path: Path) -> None:
    traced(SHOP, USE)
    (tmp_path / "shop.py").unlink()
    run = porting(tmp_path, "verify", "--calls", "calls.json", ".")
    assert run.returncode == 3
    assert "there is no shop.py here or above" in run.stderr
