"""Stages bytes-regex and str-decode on the case study, and on programs like it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import porting
from porting.flow.domain.reasons import Problem

BOOKRANK = (Path(__file__).parents[2] / "legacy_py2" / "bookrank.py").read_text()
STAGES = ["bytes-regex", "str-decode"]


def changed_lines(before: str, after: str) -> list[str]:
    old = before.splitlines()
    new = after.splitlines()
    assert len(old) == len(new)
    return [line.strip() for line, other in zip(new, old) if line != other]


def port(source: str) -> porting.Result:
    """What the two stages make of Python 3 source as stage 2to3 leaves it."""
    return porting.port_source(source, stages=STAGES, from_version="2")


def test_bookrank_needs_one_pattern_and_one_decoding() -> None:
    result = porting.port_source(BOOKRANK)
    _, regex, decode = (stage.code for stage in result.stages[:3])
    assert changed_lines(result.stages[0].code, regex) == [
        r"REGEX = compile(b'#([\d,]+) in Books ')"
    ]
    assert changed_lines(regex, decode) == ["return str(REGEX.findall(data)[0], 'utf-8')"]


def test_each_change_says_why_with_its_chain() -> None:
    result = porting.port_source(BOOKRANK)
    (pattern,) = result.stages[1].changes
    (decoding,) = result.stages[2].changes
    for change in (pattern, decoding):
        assert re.search(r"line \d+: `data` is `page.read\(\)`", change.why)
        assert re.search(r"line \d+: `uopen\(.*\)` returns http.client.HTTPResponse", change.why)
    assert "is used as text" in decoding.why
    assert decoding.safety == "review"


VARIANTS = {
    "everything renamed": (
        """\
import urllib.request as net
import re as rx
P = rx.compile('<b>([0-9]+)</b>')
def q(a):
    u = net.urlopen(a)
    z = u.read()
    u.close()
    return P.findall(z)[0]
print('n: %s' % q('http://x/'))
""",
        ["P = rx.compile(b'<b>([0-9]+)</b>')", "return str(P.findall(z)[0], 'utf-8')"],
    ),
    "the pattern lives in a class": (
        """\
import re
from urllib.request import urlopen
class Shop(object):
    PATTERN = re.compile('rank ([0-9]+)')
    def rank(self, address):
        data = urlopen(address).read()
        return self.PATTERN.findall(data)[0]
    def show(self, address):
        print('rank', self.rank(address))
Shop().show('http://x/')
""",
        [
            "PATTERN = re.compile(b'rank ([0-9]+)')",
            "return str(self.PATTERN.findall(data)[0], 'utf-8')",
        ],
    ),
    "re.findall is called directly": (
        """\
import re
from urllib.request import urlopen
PATTERN = r'rank ([0-9]+)'
def rank(address):
    return re.findall(PATTERN, urlopen(address).read())[0]
print(rank('http://x/'))
""",
        [
            "PATTERN = br'rank ([0-9]+)'",
            "return str(re.findall(PATTERN, urlopen(address).read())[0], 'utf-8')",
        ],
    ),
    "the work is split over two functions": (
        """\
import re
from urllib.request import urlopen
def fetch(address):
    page = urlopen(address)
    data = page.read()
    page.close()
    return data
def rank(address):
    return re.search('rank ([0-9]+)', fetch(address)).group(1)
def show(address):
    text = rank(address)
    print('{0} is the rank'.format(text))
show('http://x/')
""",
        [
            "return str(re.search(b'rank ([0-9]+)', fetch(address)).group(1), 'utf-8')",
        ],
    ),
    "the data is a parameter": (
        """\
import re
import urllib.request
def rank(data):
    match = re.search('rank ([0-9]+)', data)
    if match is None:
        return None
    return match.group(1)
def main():
    with urllib.request.urlopen('http://x/') as page:
        print('rank %s' % rank(page.read()))
main()
""",
        ["match = re.search(b'rank ([0-9]+)', data)", "return str(match.group(1), 'utf-8')"],
    ),
    "printed where it is found": (
        """\
import re
from urllib.request import urlopen
for line in urlopen('http://x/'):
    for number in re.findall('rank ([0-9]+)', line):
        print('rank', number)
""",
        [
            "for number in re.findall(b'rank ([0-9]+)', line):",
            "print('rank', str(number, 'utf-8'))",
        ],
    ),
    "the pattern is put together": (
        """\
import re
from urllib.request import urlopen
WORD = 'rank '
pattern = re.compile(WORD + '([0-9]+)')
print(int(pattern.findall(urlopen('http://x/').read())[0]))
""",
        ["WORD = b'rank '", "pattern = re.compile(WORD + b'([0-9]+)')"],
    ),
    "sub with its replacement": (
        """\
import re
from urllib.request import urlopen
clean = re.sub('<[^>]*>', ' ', urlopen('http://x/').read())
print(clean)
""",
        [
            "clean = re.sub(b'<[^>]*>', b' ', urlopen('http://x/').read())",
            "print(str(clean, 'utf-8'))",
        ],
    ),
    "literals that meet bytes": (
        """\
from urllib.request import urlopen
data = urlopen('http://x/').read()
if data.startswith('<html>') and data != '':
    lines = data.split('\\n')
""",
        ["if data.startswith(b'<html>') and data != b'':", "lines = data.split(b'\\n')"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), VARIANTS.values(), ids=VARIANTS)
def test_the_data_is_followed(source: str, expected: list[str]) -> None:
    result = port(source)
    assert changed_lines(source, result.code) == expected
    assert port(result.code).code == result.code


LEFT_ALONE = {
    "a text file meets a text pattern": """\
import re
text = open('page.html').read()
print(re.findall('rank ([0-9]+)', text)[0])
""",
    "decoded as it comes in": """\
import re
from urllib.request import urlopen
data = urlopen('http://x/').read().decode('utf-8')
print(re.findall('rank ([0-9]+)', data)[0])
""",
    "a name of one's own": """\
import re
from mine import urlopen
print(re.findall('rank ([0-9]+)', urlopen('http://x/').read())[0])
""",
    "bytes on one way only": """\
import re
from urllib.request import urlopen
def fetch(address, local):
    if local:
        return open(address).read()
    return urlopen(address).read()
print(re.findall('rank ([0-9]+)', fetch('x', True))[0])
""",
    "already done": """\
import re
from urllib.request import urlopen
print(str(re.findall(b'rank ([0-9]+)', urlopen('http://x/').read())[0], 'utf-8'))
""",
    "bytes, or what somebody else's decoder makes of them": """\
from urllib.request import urlopen
def lines(address, decoder):
    data = urlopen(address).read()
    if decoder is not None:
        data = decoder.decode(data)
    return data.split('\\n')
""",
    "an archive takes the name of a file, whatever its mode": """\
import zipfile
archive = zipfile.ZipFile('a.zip', 'w')
archive.write('name')
""",
    "an unknown caller": """\
import re
def rank(data):
    return re.findall('rank ([0-9]+)', data)[0]
from urllib.request import urlopen
""",
}


@pytest.mark.parametrize("source", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_nothing_changes(source: str) -> None:
    assert port(source).code == source


def test_one_pattern_for_bytes_and_text_is_left_for_a_person() -> None:
    source = """\
import re
from urllib.request import urlopen
PATTERN = re.compile('rank ([0-9]+)')
print(int(PATTERN.findall(urlopen('http://x/').read())[0]))
print(int(PATTERN.findall(open('x').read())[0]))
"""
    result = port(source)
    assert result.code == source
    (warning,) = result.warnings
    assert (warning.line, warning.shows) == (4, "fails when reached")
    assert warning.message.startswith(Problem.TWO_KINDS.value)
    assert "`urlopen('http://x/').read()` returns bytes" in warning.message


def test_a_literal_with_letters_beyond_ascii_is_encoded() -> None:
    source = """\
import re
from urllib.request import urlopen
print(int(re.findall('größe ([0-9]+)', urlopen('http://x/').read())[0]))
"""
    assert changed_lines(source, port(source).code) == [
        "print(int(re.findall('größe ([0-9]+)'.encode('utf-8'), urlopen('http://x/').read())[0]))"
    ]
