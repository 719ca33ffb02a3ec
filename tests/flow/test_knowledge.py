"""What the analysis knows of the library is what typeshed says, and can be read."""

from __future__ import annotations

import importlib.util
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import pytest

import porting
from porting.flow.domain.kinds import Kind
from porting.flow.knowledge.library import SOURCES, Facts, signatures_of, value_of_type
from porting.flow.knowledge.overrides import OVERRIDES

FILE = Path(porting.__file__).parent / "flow" / "knowledge" / "knowledge.json"
TABLE = json.loads(FILE.read_text(encoding="utf-8"))
NAMES = TABLE["names"]


def compiler() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "compile_knowledge.py"
    spec = importlib.util.spec_from_file_location("compile_knowledge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_what_typeshed_says() -> None:
    try:
        installed = version("typeshed_client")
    except PackageNotFoundError:
        pytest.skip("typeshed-client is not installed")
    if not TABLE["source"].endswith(f" {installed}"):
        pytest.skip(f"typeshed-client {installed} is installed, the file is from {TABLE['source']}")
    tool = compiler()
    now = tool.knowledge()
    different = {
        name for name in {*NAMES, *now["names"]} if NAMES.get(name) != now["names"].get(name)
    }
    assert not different, f"run tools/compile_knowledge.py: {sorted(different)[:10]}"
    assert FILE.read_text(encoding="utf-8") == tool.rendered(now)


def test_no_override_says_what_typeshed_says() -> None:
    assert [name for name, entry in OVERRIDES.items() if NAMES.get(name) == entry] == []


def test_every_entry_can_be_read() -> None:
    facts = Facts()
    for name in (*OVERRIDES, *NAMES):
        resolved, entry = facts.resolve(name)
        assert entry is not None, name
        if isinstance(entry, list) or entry.startswith("("):
            assert signatures_of(entry), name
            for signature in signatures_of(entry):
                value_of_type(signature.returns, None, owner=resolved.rpartition(".")[0])
        elif not entry.startswith("class"):
            value_of_type(entry, None)


@pytest.mark.parametrize(
    ("owner", "method", "kind"),
    [
        ("http.client.HTTPResponse", "read", "bytes"),
        ("io.BufferedReader", "readline", "bytes"),
        ("io.TextIOWrapper", "readline", "str"),
        ("io.BytesIO", "getvalue", "bytes"),
        ("socket.socket", "recv", "bytes"),
        ("typing.IO[bytes]", "read", "bytes"),
        ("zipfile.ZipFile", "read", "bytes"),
    ],
)
def test_methods_are_found_in_base_classes(owner: str, method: str, kind: str) -> None:
    entry = Facts().member(owner, method)
    assert entry is not None
    assert {signature.returns for signature in signatures_of(entry)} == {kind}


@pytest.mark.parametrize(
    ("module", "before", "after"),
    [
        ("os", "os.urandom(4) == 'x'", "os.urandom(4) == b'x'"),
        ("hashlib", "hashlib.md5('x')", "hashlib.md5(b'x')"),
        ("base64", "base64.b64encode('x')", "base64.b64encode(b'x')"),
        ("codecs", "codecs.BOM_UTF8 == 'x'", "codecs.BOM_UTF8 == b'x'"),
        ("csv", "csv.writer(x).writerow(['x'])", "csv.writer(x).writerow(['x'])"),
        ("imaplib", "imaplib.IMAP4().list()[1][0] == 'x'", "imaplib.IMAP4().list()[1][0] == b'x'"),
    ],
    ids=lambda text: text if "." not in text else "",
)
def test_a_row_is_heeded(module: str, before: str, after: str) -> None:
    """The row of a function of the library: what becomes of a line of a program for it."""
    start = f"import {module}, zlib\nresult = "
    result = porting.port_source(f"{start}{before}\n", stages=["bytes-regex"], from_version="2")
    assert result.code == f"{start}{after}\n"


def test_facts_of_ones_own_come_first() -> None:
    facts = Facts({"shop.fetch": "(address: str) -> bytes"})
    (signature,) = signatures_of(facts.entry("shop.fetch") or "")
    assert value_of_type(signature.returns, None).kind is Kind.BYTES


def test_modules_that_give_bytes_are_worth_a_look() -> None:
    """A file that uses one of them is analysed: its name is among the words looked for."""
    giving = {
        name
        for name, entry in NAMES.items()
        if "-> bytes" in str(entry) and name.count(".") == 1 and "_" not in name
    }
    unknown = {name for name in giving if SOURCES.isdisjoint(name.split("."))}
    # Words that say too little, and come with others where bytes are meant.
    vague = {"email", "fcntl", "locale", "ntpath", "os", "posix", "posixpath", "shutil", "ssl"}
    assert {name.split(".")[0] for name in unknown} <= vague | {"uuid"}
