"""Bytes to text and back: encodings as Python 2.7 knows them, writing, finding files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porting.errors import SourceError
from porting.source import (
    Source,
    decode_source,
    find_sources,
    read_source,
    with_coding_line,
)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        pytest.param(b"", "utf-8", "", id="an empty file"),
        pytest.param(b"print 1\n", "utf-8", "print 1\n", id="plain ASCII names nothing"),
        pytest.param(b"# caf\xc3\xa9\n", "utf-8", "# café\n", id="UTF-8 that nobody named"),
        pytest.param(
            b"#coding:latin-1\n#\xe9\n", "iso-8859-1", "#coding:latin-1\n#é\n", id="named"
        ),
        pytest.param(
            b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'\n",
            "cp1252",
            "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'€'\n",
            id="named on the second line, as vim does",
        ),
        pytest.param(
            b"\x0c# -*- coding: utf8 -*-\n", "utf8", "\x0c# -*- coding: utf8 -*-\n", id="form feed"
        ),
        pytest.param(
            b"\r\n# coding: latin-1-unix\r\n#\xe9",
            "iso-8859-1",
            "\r\n# coding: latin-1-unix\r\n#é",
            id="an editor's name, CRLF",
        ),
        pytest.param(
            b"#\r# coding: cp1251\r'\xff'\r", "cp1251", "#\r# coding: cp1251\r'я'\r", id="lone CR"
        ),
        pytest.param(
            b"x = 1\n# coding: rot13\n", "utf-8", "x = 1\n# coding: rot13\n", id="code comes before"
        ),
        pytest.param(
            b"#\n#\n# coding: rot13\n", "utf-8", "#\n#\n# coding: rot13\n", id="the third line"
        ),
        pytest.param(
            b"#: coding= utf-8-sig\n", "utf-8", "#: coding= utf-8-sig\n", id="a BOM's encoding"
        ),
    ],
)
def test_decode_source(data: bytes, encoding: str, text: str) -> None:
    source = decode_source(data)
    assert (source.encoding, source.text, source.bom) == (encoding, text, False)
    assert source.encode() == data


@pytest.mark.parametrize("coding", [b"", b"# coding: utf-8\n", b"# coding: UTF8\n"])
def test_a_bom_is_kept_apart_from_the_text(coding: bytes) -> None:
    data = b"\xef\xbb\xbf" + coding + b"print '\xc3\xa9'\r\n"
    source = decode_source(data)
    assert source.bom
    assert source.text.endswith("print 'é'\r\n")
    assert source.encode() == data
    assert source.encode("x\n") == b"\xef\xbb\xbfx\n"


def test_a_given_encoding_is_for_files_that_name_none() -> None:
    assert decode_source(b"'\xe9'", encoding="latin-1").text == "'é'"
    assert decode_source(b"# coding: cp1251\n'\xff'", encoding="latin-1").text.endswith("'я'")
    assert decode_source(b"\xef\xbb\xbf'\xc3\xa9'", encoding="latin-1").text == "'é'"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"# shop\nprint 'caf\xe9'\n",
            "feed.py:2:11: cannot decode byte 0xe9: the file names no encoding\n"
            "    print 'caf\\xe9'\n"
            "hint: add a coding line, or pass --encoding latin-1",
            id="neither ASCII nor UTF-8",
        ),
        pytest.param(
            b"# coding: utf-8\r\n'\xc3\xa9' '\xe9'\r\n",
            "feed.py:2:6: cannot decode byte 0xe9 as utf-8\n"
            "    'é' '\\xe9'\n"
            "hint: correct the coding line",
            id="not what the coding line says",
        ),
        pytest.param(
            b"#!/usr/bin/env python\n# -*- coding: uft-8 -*-\n",
            "feed.py:2:15: unknown encoding 'uft-8'\n"
            "    # -*- coding: uft-8 -*-\n"
            "hint: name one that Python 3 knows, such as utf-8 or latin-1",
            id="unknown encoding",
        ),
        pytest.param(
            b"# coding: rot13\n",
            "feed.py:1:11: unknown encoding 'rot13'\n"
            "    # coding: rot13\n"
            "hint: name one that Python 3 knows, such as utf-8 or latin-1",
            id="a codec of Python 2 that is none for text",
        ),
        pytest.param(
            b"# coding: utf-16\n",
            "feed.py:1:11: unknown encoding 'utf-16'\n"
            "    # coding: utf-16\n"
            "hint: name one that Python 3 knows, such as utf-8 or latin-1",
            id="an encoding in which no coding line can be read",
        ),
        pytest.param(
            b"\xef\xbb\xbf# coding: latin-1\n",
            "feed.py:1:11: the coding line says 'iso-8859-1', "
            "but the file begins with a UTF-8 BOM\n"
            "    # coding: latin-1\n"
            "hint: correct the coding line, or remove the BOM",
            id="BOM against coding line",
        ),
        pytest.param(
            b"x = 1\n\x7fELF\x00\x01\n",
            "feed.py:2:5: is not text: it holds a NUL byte\n    \\x7fELF\\x00\\x01",
            id="binary",
        ),
        pytest.param(
            "print 1\n".encode("utf-16"),
            "feed.py: is UTF-16, which no Python reads as source\n"
            "hint: convert the file to UTF-8 first",
            id="UTF-16",
        ),
        pytest.param(
            b"# coding: iso2022_jp\n# \x1b(B\x1b(B\n",
            "feed.py: would not be the same bytes when written as iso2022_jp again\n"
            "hint: convert the file to UTF-8 first",
            id="bytes that would not come back",
        ),
    ],
)
def test_what_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(data, filename="feed.py")
    assert str(caught.value) == message


def test_an_unknown_encoding_that_was_asked_for() -> None:
    with pytest.raises(SourceError, match="unknown encoding 'klingon'"):
        decode_source(b"x\n", encoding="klingon")


def test_a_character_that_the_encoding_lacks() -> None:
    source = decode_source(b"# coding: latin-1\n", filename="feed.py")
    with pytest.raises(SourceError) as caught:
        source.encode("# coding: latin-1\nprice = '1 €'\n")
    assert str(caught.value) == (
        "feed.py:2:12: cannot write '€' (U+20AC) in iso-8859-1\n"
        "    price = '1 €'\n"
        "hint: convert the file to UTF-8 first"
    )


@given(st.binary())
def test_what_can_be_read_comes_back(data: bytes) -> None:
    try:
        source = decode_source(data)
    except SourceError:
        return
    assert source.encode() == data


@given(st.text(alphabet="ab é\r\n\f#'", max_size=30), st.sampled_from(["latin-1", "cp1252"]))
def test_any_line_ends_come_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert decode_source(data, encoding=encoding).encode() == data


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("'é'\n", "latin-1", "# -*- coding: latin-1 -*-\n'é'\n"),
        ("#!python\r\n'é'\r\n", "cp1252", "#!python\r\n# -*- coding: cp1252 -*-\r\n'é'\r\n"),
        ("'é'", "latin-1", "# -*- coding: latin-1 -*-\n'é'"),
        ("'é'\n", "utf8", "'é'\n"),
        ("'e'\n", "latin-1", "'e'\n"),
    ],
)
def test_with_coding_line(text: str, encoding: str, expected: str) -> None:
    source = with_coding_line(Source(text, encoding))
    assert source.text == expected
    assert decode_source(source.encode()).text == expected


def test_a_file_that_names_its_encoding_keeps_its_line() -> None:
    source = decode_source(b"# coding: latin-1\n'\xe9'\n")
    assert with_coding_line(source) is source


def test_read_source_says_why_it_cannot(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.py: no such file or directory"):
        read_source(tmp_path / "gone.py")


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"#!/usr/bin/env python2\n")


def found(root: Path, *paths: str, skip: str = "") -> list[str]:
    sources = find_sources([root / path for path in paths], skip=root / skip if skip else None)
    return [path.relative_to(root).as_posix() for path in sources]


def test_find_sources_in_a_folder(tmp_path: Path) -> None:
    plant(
        tmp_path,
        *("b.py", "a.pyw", "script", "data.txt", ".hidden.py"),
        *("pkg/z.py", "pkg/.tox/x.py", "pkg/__pycache__/x.py", "env/x.py", "env/pyvenv.cfg"),
    )
    (tmp_path / "shell").write_bytes(b"#!/bin/sh\n# python\n")
    (tmp_path / "loop").symlink_to(".")
    assert found(tmp_path, ".") == ["a.pyw", "b.py", "pkg/z.py", "script"]


def test_find_sources_takes_what_is_named(tmp_path: Path) -> None:
    plant(tmp_path, "pkg/a.py", "notes.txt", ".hidden.py")
    assert found(tmp_path, "notes.txt", "pkg", ".hidden.py", "pkg/a.py", "gone.py") == [
        "notes.txt",
        "pkg/a.py",
        ".hidden.py",
        "gone.py",
    ]


def test_find_sources_skips_the_output_folder(tmp_path: Path) -> None:
    plant(tmp_path, "a.py", "out/a.py")
    assert found(tmp_path, ".", skip="out") == ["a.py"]


def test_find_sources_heeds_gitignore(tmp_path: Path) -> None:
    plant(tmp_path, ".git/x", "a.py", "made/a.py", "pkg/made_by_hand.py", "pkg/keep.py")
    (tmp_path / ".gitignore").write_text("/made/\nmade_*.py\n")
    assert found(tmp_path, ".") == ["a.py", "pkg/keep.py"]
    assert found(tmp_path, "pkg") == ["pkg/keep.py"]
    assert found(tmp_path, "made") == ["made/a.py"]
    (tmp_path / "pkg" / ".gitignore").write_text("!made_by_hand.py\n")
    assert found(tmp_path, ".") == ["a.py", "pkg/keep.py", "pkg/made_by_hand.py"]
