"""The policy `boundary`: what is decoded where it comes in, and what stays bytes."""

from __future__ import annotations

import pytest

import porting

IMPORTS = """\
import base64, hashlib, re, socket, struct, subprocess, zlib
from urllib.request import urlopen
"""


def port(source: str, encoding: str = "utf-8") -> str:
    """What the stages that follow the data make of Python 3 source, without the imports."""
    stages = ["bytes-regex", "str-decode"]
    result = porting.port_source(
        IMPORTS + source, stages=stages, strings="boundary", encoding=encoding, from_version="2"
    )
    again = porting.port_source(
        result.code, stages=stages, strings="boundary", encoding=encoding, from_version="2"
    )
    assert again.code == result.code
    return result.code.removeprefix(IMPORTS)


CHARSET = "page.headers.get_content_charset('utf-8')"

DECODED = {
    "pattern, subject, replacement and separator stay text together": (
        "PATTERN = re.compile('<b>(.*?)</b>')\n"
        "def words(address):\n"
        "    page = urlopen(address)\n"
        "    data = page.read()\n"
        "    data = PATTERN.sub(' ', data)\n"
        "    return '\\n'.join(data.split(' '))\n"
        "print(words('http://x/'))\n",
        [("page.read()", f"page.read().decode({CHARSET})")],
    ),
    "a response in an attribute": (
        "class Page:\n"
        "    def __init__(self, address):\n"
        "        self.page = urlopen(address)\n"
        "        self.data = self.page.read()\n"
        "    def show(self):\n"
        "        print('<%s>' % self.data)\n",
        [("page.read()", f"page.read().decode(self.{CHARSET})")],
    ),
    "a response without a name has nobody to ask for the charset": (
        "print('got ' + urlopen('http://x/').read())\n",
        [(".read()", ".read().decode('utf-8')")],
    ),
    "two sources that meet": (
        "a = urlopen('http://x/a').read()\n"
        "b = urlopen('http://x/b').read()\n"
        "print('got ' + (a + b))\n",
        [(".read()", ".read().decode('utf-8')")],
    ),
    "what a process printed": (
        "for line in subprocess.check_output(['ls']).split('\\n'):\n    print(line)\n",
        [("(['ls'])", "(['ls']).decode('utf-8')")],
    ),
    "what was packed": (
        "user, word = base64.b64decode('YTpi').split(':')\nprint('user ' + user)\n",
        [("('YTpi')", "('YTpi').decode('utf-8')")],
    ),
    "its length bounds an index": (
        "data = urlopen('http://x/').read()\nprint('last ' + data[len(data) - 1:])\n",
        [(".read()", ".read().decode('utf-8')")],
    ),
    "line by line": (
        "page = urlopen('http://x/')\nprint('first ' + page.readline())\n",
        [("readline()", f"readline().decode({CHARSET})")],
    ),
}


@pytest.mark.parametrize(("source", "changes"), DECODED.values(), ids=DECODED)
def test_it_is_decoded_where_it_comes_in(source: str, changes: list[tuple[str, str]]) -> None:
    expected = source
    for old, new in changes:
        expected = expected.replace(old, new)
    assert port(source) == expected


def test_a_loop_over_lines() -> None:
    source = "page = urlopen('http://x/')\nfor line in page:\n    print('> ' + line)\n"
    looped = f"codecs.iterdecode(page, {CHARSET})"
    assert port(source) == "import codecs\n" + source.replace("in page:", f"in {looped}:")


BOOK = {
    "some of it is unpacked": (
        "data = urlopen('http://x/').read()\n"
        "if data.startswith('PNG'):\n    print(struct.unpack('>I', data[4:8]))\n",
        "b'PNG'",
    ),
    "it is digested as well": (
        "data = urlopen('http://x/').read()\n"
        "digest = hashlib.md5(data).hexdigest()\nlines = data.split('\\n')\n",
        "split(b'\\n')",
    ),
    "it goes into a file of bytes": (
        "data = urlopen('http://x/').read()\n"
        "lines = data.split('\\n')\n"
        "with open('page', 'wb') as file:\n    file.write(data)\n",
        "split(b'\\n')",
    ),
    "how many bytes it has is told": (
        "data = urlopen('http://x/').read()\nprint(len(data))\nlines = data.split('\\n')\n",
        "split(b'\\n')",
    ),
    "nobody knows what happens to it": (
        "from elsewhere import store\n"
        "data = urlopen('http://x/').read()\nstore(data)\nlines = data.split('\\n')\n",
        "split(b'\\n')",
    ),
    "a function that is a parameter gets it by name": (
        "def load(then):\n"
        "    data = urlopen('http://x/').read()\n"
        "    then(data=data)\n    return data.split('\\n')\n",
        "split(b'\\n')",
    ),
    "a library of its own gets it": (
        "import struct\n"
        "data = urlopen('http://x/').read()\n"
        "lines = data.split('\\n')\nzlib.crc32(data)\n",
        "split(b'\\n')",
    ),
    "a piece may end inside a character": (
        "connection = socket.create_connection(('x', 80))\n"
        "lines = connection.recv(64).split('\\n')\n",
        "split(b'\\n')",
    ),
    "as does what is read up to a size": (
        "lines = urlopen('http://x/').read(64).split('\\n')\n",
        "split(b'\\n')",
    ),
}


@pytest.mark.parametrize(("source", "changed"), BOOK.values(), ids=BOOK)
def test_bytes_stay_inside_as_under_book(source: str, changed: str) -> None:
    result = port(source)
    assert changed in result
    assert ".decode(" not in result
    stages = ["bytes-regex", "str-decode"]
    assert (
        IMPORTS + result
        == porting.port_source(IMPORTS + source, stages=stages, from_version="2").code
    )


def test_what_needs_no_change_is_not_decoded() -> None:
    source = "data = urlopen('http://x/').read()\nprint(len(data))\n"
    assert port(source) == source


def test_the_encoding_is_the_one_asked_for() -> None:
    source = "page = urlopen('http://x/')\nprint('got ' + page.read())\n"
    assert "page.read().decode(page.headers.get_content_charset('cp1252'))" in port(
        source, "cp1252"
    )


def test_it_is_for_review_and_says_why() -> None:
    source = IMPORTS + "print('got ' + urlopen('http://x/').read())\n"
    result = porting.port_source(
        source, stages=["bytes-regex"], strings="boundary", from_version="2"
    )
    (change,) = result.changes
    assert (change.fixer, change.safety) == ("decode_entry", "review")
    assert "line 3: `urlopen('http://x/').read()` returns bytes" in change.why


def test_an_unknown_policy() -> None:
    with pytest.raises(ValueError, match="'book' and 'boundary'"):
        porting.port_source("x = 1\n", strings="both")  # type: ignore[arg-type]
