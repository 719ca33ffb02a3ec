"""What the stages bytes-regex and str-decode make of small programs, each of one shape."""

from __future__ import annotations

import pytest

import porting
from porting.flow.decide.passes import decide
from porting.flow.domain.reasons import Problem, Sink, Where

STAGES = ["bytes-regex", "str-decode"]

CASES = {
    "a name that is shown may be a None of the program's own": (
        """\
import zlib, sys
def load(name):
    if not name:
        return None
    return zlib.decompress(open(name, 'rb').read())
data = load(sys.argv[1])
open('out', 'wb').write(data)
print(data)
""",
        {"print(str(data, 'utf-8') if isinstance(data, bytes) else data)"},
    ),
    "a name that is shown is bytes whenever it is anything": (
        """\
import zlib, sys
def load(name):
    return zlib.decompress(open(name, 'rb').read())
data = None
for name in sys.argv:
    data = load(name)
    open('out', 'wb').write(data)
    print(data)
""",
        {"print(str(data, 'utf-8'))"},
    ),
    "bytes are looked for among the letters of the library": (
        """\
import string
def word(file):
    letter = file.read(1)
    while letter not in string.whitespace:
        letter = file.read(1)
    return letter in string.digits
word(open('x', 'rb'))
print('x' in string.digits, string.digits)
""",
        {
            "while letter not in string.whitespace.encode('utf-8'):",
            "return letter in string.digits.encode('utf-8')",
        },
    ),
    "a table that is decoded": (
        """\
import csv
for row in csv.reader(open('names.csv', 'rb')):
    print(row[0].decode('latin-1'), row[1])
""",
        {
            "for row in csv.reader(open('names.csv', 'r', newline='', encoding='latin-1')):",
            "print(row[0], row[1])",
        },
    ),
    "text that was put together is decoded": (
        """\
import sys
def show(text):
    print(text.decode('utf-8'))
show('%s: %s' % (sys.argv[0], sys.argv[1]))
""",
        {"print(text)"},
    ),
    "lines that a function put together are printed": (
        """\
import codecs
def page(lines):
    return '\\n'.join(lines) + '\\n'
text = page(['a'])
words = 'a b\\n'
print(text, end=' ')
print(page(['b']), end=' ')
for word in page(['b']):
    print(word, end=' ')
""",
        {"print(text, end='')", "print(page(['b']), end='')"},
    ),
    "lines of a difference are printed": (
        """\
import difflib
def show(old, new):
    for line in difflib.unified_diff(open(old).readlines(), new.splitlines(True)):
        print(line, end=' ')
    for part in difflib.ndiff(open(old).readlines(), new.splitlines()):
        print(part, end=' ')
data = open('x').read().encode('utf-8')
""",
        {"print(line, end='')"},
    ),
    "an item of bytes is joined to what was a string before": (
        """\
known = {}
found = ''
for letter in open('x', 'rb').read():
    longer = found + letter
    known[longer] = len(known)
    found = letter
""",
        {"found = b''", "for letter in [bytes([byte]) for byte in open('x', 'rb').read()]:"},
    ),
    "what may be bytes already is encoded if it is text": (
        """\
import hashlib, sys, zlib
title = 'spam'
def sum_of(text):
    return hashlib.md5(text).hexdigest()
print(sum_of(title), sum_of(zlib.compress(b'')), title + sys.argv[0])
""",
        {
            "return hashlib.md5(text if isinstance(text, bytes) else "
            "text.encode('utf-8')).hexdigest()"
        },
    ),
    "text that is encoded to be joined with native strings": (
        """\
import sys
from xml.sax.saxutils import escape
def page(title, names):
    out = ['<h1>caf\u00e9</h1>']
    out.append('<h2>%s</h2>' % escape(title).encode('utf-8'))
    for name in names:
        out.append(name.encode('utf-8'))
    return '\\n'.join(out) + '\\n'
print(page(sys.argv[1], sys.argv))
""",
        {"out.append('<h2>%s</h2>' % escape(title))", "out.append(name)"},
    ),
    "text that is encoded for its length in bytes": (
        """\
import sys
name = sys.argv[1].encode('utf-8')
print(name, len(name), name[:5])
""",
        {"print(str(name, 'utf-8'), len(name), str(name[:5], 'utf-8'))"},
    ),
    "a literal of several lines that is not ASCII, and bytes": (
        """\
import zlib
print(zlib.compress('caf\u00e9\\n' + zlib.decompress(sys.argv[1])))
""",
        {
            "print(str(zlib.compress('caf\u00e9\\n'.encode('utf-8') + "
            "zlib.decompress(sys.argv[1])), 'utf-8'))"
        },
    ),
    "a file of XML, which names its encoding": (
        """\
from xml.dom import minidom
document = minidom.parse(open('feed.xml'))
""",
        {"document = minidom.parse(open('feed.xml', 'rb'))"},
    ),
    "what stands behind a test for a type, in one expression": (
        """\
import zlib
def flag(value):
    if isinstance(value, bool):
        return zlib.compress(value and 'yes' or 'no')
    return zlib.compress(isinstance(value, bytes) and value or value.encode('utf-8'))
flag(True)
flag(__name__)
print(flag(5))
""",
        {"return zlib.compress(value and b'yes' or b'no')", "print(str(flag(5), 'utf-8'))"},
    ),
    "a method in the place of one of the library": (
        """\
import asynchat
class Handler(asynchat.async_chat):
    parts = []
    def collect_incoming_data(self, data):
        self.parts.append(data)
    def found_terminator(self):
        return ''.join(self.parts).split(' ')
    def collect(self, data):
        return data == 'end'
""",
        {"return b''.join(self.parts).split(b' ')"},
    ),
    "a file of which something is unpacked": (
        """\
import struct
def sizes(file, other):
    header = file.read(8)
    count, = struct.unpack('>I', header)
    if file.read(3) == 'ID3':
        return [ord(each) for each in file.read(count)]
    return other.read(3) == 'ID3'
""",
        {"if file.read(3) == b'ID3':", "return [each for each in file.read(count)]"},
    ),
    "a file that was opened nobody knows how": (
        """\
import zlib
def save(name, data, mode=None):
    file = open(name, mode or 'wb')
    file.write(zlib.compress(data))
    file.write('end')
""",
        set(),
    ),
    "a parameter that is joined to bytes": (
        """\
import binascii
def sequence(kind, pieces):
    return binascii.unhexlify(kind) + ''.join(pieces)
""",
        {"return binascii.unhexlify(kind) + b''.join(pieces)"},
    ),
    "a default that goes where only bytes may": (
        "import hashlib\ndef make(source=''):\n    return hashlib.sha1(source)\n",
        {"def make(source=b''):"},
    ),
    "bytes in a list that is printed": (
        "import subprocess\nprint(subprocess.check_output(['ls']).split())\n",
        {"print([str(item, 'utf-8') for item in subprocess.check_output(['ls']).split()])"},
    ),
    "what chr made may be text, whatever escapes it meets": (
        "import socket\ndef length(n):\n    return chr(n) if n < 128 else '\\x80'\n"
        "def code(n):\n    return length(n) + chr(n) + '\\x80'\n",
        set(),
    ),
    "a literal and text for a socket": (
        """\
import socket, sys
link = socket.create_connection(('localhost', 1))
link.sendall('HELO\\r\\n')
link.sendall('USER %s\\r\\n' % sys.argv[1])
""",
        {
            "link.sendall(b'HELO\\r\\n')",
            "link.sendall(('USER %s\\r\\n' % sys.argv[1]).encode('utf-8'))",
        },
    ),
    "numbers can be formatted into bytes": (
        """\
import socket
link = socket.create_connection(('localhost', 1))
link.sendall('%d items, %x\\r\\n' % (3, 255))
""",
        {"link.sendall(b'%d items, %x\\r\\n' % (3, 255))"},
    ),
    "a buffer that begins empty": (
        """\
import socket
link = socket.create_connection(('localhost', 1))
data = ''
while True:
    part = link.recv(10)
    if not part:
        break
    data += part
lines = data.split('\\n')
""",
        {"data = b''", "lines = data.split(b'\\n')"},
    ),
    "parts are joined": (
        """\
import socket
link = socket.create_connection(('localhost', 1))
parts = ['a']
parts.append(link.recv(1))
whole = ''.join(parts)
""",
        {"parts = [b'a']", "whole = b''.join(parts)"},
    ),
    "what struct packs as bytes": (
        """\
import struct
data = struct.pack('>H4s', 1, 'spam')
size, name = struct.unpack('>H4s', data)
if name == 'spam':
    print(size)
""",
        {"data = struct.pack('>H4s', 1, b'spam')", "if name == b'spam':"},
    ),
    "a Struct knows its format": (
        """\
import struct
FIELD = struct.Struct('<2s')
print(FIELD.unpack(FIELD.pack('ab'))[0] == 'ab')
""",
        {"print(FIELD.unpack(FIELD.pack(b'ab'))[0] == b'ab')"},
    ),
    "hashes take bytes": (
        """\
import hashlib, hmac
digest = hashlib.md5('spam')
digest.update(str(5))
key = hmac.new('secret', 'message', hashlib.sha1)
""",
        {
            "digest = hashlib.md5(b'spam')",
            "digest.update(str(5).encode('utf-8'))",
            "key = hmac.new(b'secret', b'message', hashlib.sha1)",
        },
    ),
    "keys of a dict": (
        """\
import subprocess
counts = {'spam': 0}
for word in subprocess.check_output(['ls']).split():
    counts[word] = 1
print(counts['eggs'], 'ham' in counts, counts.get('x'))
""",
        {"counts = {b'spam': 0}", "print(counts[b'eggs'], b'ham' in counts, counts.get(b'x'))"},
    ),
    "items of bytes": (
        """\
import zlib
data = zlib.decompress(b'')
if data[0] == '<' or data[-1] == '>':
    total = ord(data[1])
for letter in data:
    total += ord(letter)
""",
        {
            "if data[0:1] == b'<' or data[-1:] == b'>':",
            "total = data[1]",
            "total += letter",
        },
    ),
    "letters of bytes": (
        """\
import zlib
for letter in zlib.decompress(b''):
    if letter in 'aeiou':
        print(letter)
""",
        {
            "for letter in [bytes([byte]) for byte in zlib.decompress(b'')]:",
            "if letter in b'aeiou':",
            "print(str(letter, 'utf-8'))",
        },
    ),
    "ord is mapped": (
        """\
import zlib
print(sum(map(ord, zlib.decompress(b''))))
""",
        {"print(sum(map(int, zlib.decompress(b''))))"},
    ),
    "a process with one pipe": (
        """\
import subprocess
child = subprocess.Popen(['ls'], stdout=subprocess.PIPE)
out, err = child.communicate()
print(out, err)
""",
        {"print(str(out, 'utf-8'), err)"},
    ),
    "a process that gives text": (
        """\
import subprocess
try:
    print(subprocess.check_output(['ls'], universal_newlines=True).split('\\n'))
except subprocess.CalledProcessError as error:
    print(error.output)
""",
        set(),
    ),
    "a process that gives bytes, and fails": (
        """\
import subprocess
try:
    print(subprocess.check_output(['ls']).split('\\n')[0])
except subprocess.CalledProcessError as error:
    print(error.output)
""",
        {
            "print(str(subprocess.check_output(['ls']).split(b'\\n')[0], 'utf-8'))",
            "print(str(error.output, 'utf-8'))",
        },
    ),
    "a file for a hash": (
        """\
import hashlib
with open('photo.jpg') as photo:
    print(hashlib.md5(photo.read()).hexdigest())
""",
        {"with open('photo.jpg', 'rb') as photo:"},
    ),
    "bytes for a file": (
        """\
import zlib
with open('page', 'w') as page:
    page.write(zlib.compress(b'x'))
    page.write('end')
""",
        {"with open('page', 'wb') as page:", "page.write(b'end')"},
    ),
    "text for a file of bytes": (
        """\
import time
with open('log', 'ab') as log:
    log.write('begin ')
    log.write(time.ctime() + '\\n')
""",
        {"log.write(b'begin ')", "log.write((time.ctime() + '\\n').encode('utf-8'))"},
    ),
    "a file that is read for both stays one of text": (
        """\
import hashlib
text = open('page.html').read()
print(text)
print(hashlib.md5(text).hexdigest())
""",
        {"print(hashlib.md5(text.encode('utf-8')).hexdigest())"},
    ),
    "a file that goes elsewhere stays one of text": (
        """\
import hashlib, shop
page = open('page.html')
shop.look_at(page)
print(hashlib.md5(page.read()).hexdigest())
""",
        {"print(hashlib.md5(page.read().encode('utf-8')).hexdigest())"},
    ),
    "until the file gives nothing": (
        """\
stream = open('photo.jpg', 'rb')
for block in iter(lambda: stream.read(10), ''):
    pass
""",
        {"for block in iter(lambda: stream.read(10), b''):"},
    ),
    "an archive in memory": (
        """\
import gzip
from io import StringIO
target = StringIO()
gzip.GzipFile(fileobj=target, mode='wb').write('spam')
packed = target.getvalue()
text = gzip.GzipFile(fileobj=StringIO(packed)).read()
""",
        {
            "target = BytesIO()",
            "gzip.GzipFile(fileobj=target, mode='wb').write(b'spam')",
            "text = gzip.GzipFile(fileobj=BytesIO(packed)).read()",
            "from io import BytesIO",
        },
    ),
    "an exception shows bytes": (
        """\
import subprocess
raise ValueError('no such thing: ' + subprocess.check_output(['ls']))
""",
        {"raise ValueError(str(b'no such thing: ' + subprocess.check_output(['ls']), 'utf-8'))"},
    ),
    "a log shows bytes": (
        """\
import logging, subprocess
logging.info('found %s', subprocess.check_output(['ls']))
""",
        {"logging.info('found %s', str(subprocess.check_output(['ls']), 'utf-8'))"},
    ),
    "JSON holds text": (
        """\
import json, subprocess
print(json.dumps({'files': subprocess.check_output(['ls'])}))
""",
        {"print(json.dumps({'files': str(subprocess.check_output(['ls']), 'utf-8')}))"},
    ),
    "one constant for bytes and for text": (
        """\
import subprocess, time
COLON = ':'
print(subprocess.check_output(['ls']).split(COLON)[0] == b'x')
print(time.ctime().split(COLON)[0])
""",
        {"print(subprocess.check_output(['ls']).split(COLON.encode('utf-8'))[0] == b'x')"},
    ),
    "a tuple of prefixes": (
        """\
import subprocess
print(subprocess.check_output(['ls']).startswith(('a', 'b')))
""",
        {"print(subprocess.check_output(['ls']).startswith((b'a', b'b')))"},
    ),
    "arguments behind a star": (
        """\
import socket
link = socket.create_connection(('localhost', 1))
def send(verb, *words):
    link.sendall(' '.join((verb,) + words) + '\\r\\n')
send('MAIL', 'me')
""",
        {
            "link.sendall(b' '.join((verb,) + words) + b'\\r\\n')",
            "send(b'MAIL', b'me')",
        },
    ),
    "a generator of lines": (
        """\
import subprocess
def lines():
    for line in subprocess.Popen(['ls'], stdout=subprocess.PIPE).stdout:
        yield line.rstrip('\\n')
for line in lines():
    print('- ' + line)
""",
        {"yield line.rstrip(b'\\n')", "print(str(b'- ' + line, 'utf-8'))"},
    ),
    "containers are compared": (
        """\
import subprocess
print(subprocess.check_output(['ls']).split() == ['a', 'b'])
""",
        {"print(subprocess.check_output(['ls']).split() == [b'a', b'b'])"},
    ),
    "a handler writes": (
        """\
from http.server import BaseHTTPRequestHandler
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = '<p>%s</p>' % self.path
        self.send_header('Content-Length', str(len(body)))
        self.wfile.write(body)
""",
        {"body = ('<p>%s</p>' % self.path).encode('utf-8')"},
    ),
    "what is encoded for print": (
        """\
def show(names):
    for name in names:
        print(name.encode('utf-8'))
""",
        {"print(name)"},
    ),
    "methods that are kept to be called later": (
        """\
import re, socket, sys
def lines(link):
    found = []
    append, read = found.append, link.recv
    for _ in range(3):
        append(read(80))
    return ''.join(found)
data = lines(socket.socket())
words = re.compile(' ').split
write = sys.stdout.write
for word in words(data):
    write(word)
""",
        {
            "return b''.join(found)",
            "words = re.compile(b' ').split",
            "write = sys.stdout.buffer.write",
        },
    ),
    "a method of a file that another function calls": (
        """\
def copy(parts, put):
    for part in parts:
        put(part)
def gather(parts, put):
    for part in parts:
        put(part)
out = open('copy', 'wb')
copy(['a', 'b'], out.write)
kept = []
gather([open('copy', 'rb').read()], kept.append)
print(''.join(kept))
""",
        {"copy([b'a', b'b'], out.write)", "print(str(b''.join(kept), 'utf-8'))"},
    ),
    "a list of both kinds that is joined": (
        """\
import base64, hashlib
def line(name, data):
    return '|'.join([name, base64.b64encode(data), hashlib.md5(data).hexdigest()])
print(line('bob', b'x'))
""",
        {
            "return '|'.join([name, str(base64.b64encode(data), 'utf-8'), "
            "hashlib.md5(data).hexdigest()])"
        },
    ),
    "an address is text, whatever is added to a part of it": (
        """\
import re, urllib.request
url = 'http://localhost:%d/' % 80
page = urllib.request.urlopen(urllib.request.Request(url)).read()
for link in re.findall('href="(.*?)"', page):
    print(url.split(':')[0] + ':' + link)
""",
        {
            "for link in re.findall(b'href=\"(.*?)\"', page):",
            "print(str((url.split(':')[0] + ':').encode('utf-8') + link, 'utf-8'))",
        },
    ),
    "bytes for a template, and for a header": (
        """\
import string
from email.mime.text import MIMEText
city = b'Bern'
print(string.Template('in $city').substitute(city=city))
message = MIMEText('')
message['Subject'] = 'In ' + city
""",
        {
            "print(string.Template('in $city').substitute(city=str(city, 'utf-8')))",
            "message['Subject'] = str(b'In ' + city, 'utf-8')",
        },
    ),
    "letters of UTF-8 that nobody shows": (
        "import dbm\ndb = dbm.open('x', 'n')\ndb['caf\\xc3\\xa9'] = '1'\n",
        {"db['caf\\u00e9'] = '1'"},
    ),
    "numbers of the bytes of a literal": (
        "def total(data):\n    return sum([ord(each) for each in data])\n"
        "print(total('\\xc3\\xa9'))\n",
        {"return sum([each for each in data])", "print(total(b'\\xc3\\xa9'))"},
    ),
    "keys of what else has no strings for keys": (
        """\
import struct
def load(data):
    found = {}
    for part in data.split('\\n'):
        found[part or 0] = part
    return found if found else [data]
record = load(open('x', 'rb').read())
print(record['name'] == 'y')
""",
        {
            "for part in data.split(b'\\n'):",
            "print(record[b'name'] == b'y')",
        },
    ),
    "a literal that meets bytes and is shown": (
        "import zlib\nSEP = ';'\ndata = zlib.decompress(open('x', 'rb').read())\n"
        "print('<%s>' % SEP, len('-'.join([data, SEP])))\n",
        {
            "SEP = b';'",
            "print(str(b'<%s>' % SEP, 'utf-8'), len(b'-'.join([data, SEP])))",
        },
    ),
    "what a form held": (
        "import cgi, socket\ndata = socket.socket().recv(80)\nfor key in cgi.parse_qs(data):\n"
        "    print(key == 'name')\n",
        {"print(key == b'name')"},
    ),
    "the file of a sound is read": (
        "import wave\nraw = wave.open('x.wav').readframes(1)\nprint(raw == '\\0')\n",
        {"print(raw == b'\\0')"},
    ),
    "a method that is called by its name": (
        "import struct\nclass Packet:\n    def __str__(self):\n"
        "        return struct.pack('B', 1)\n    __repr__ = __str__\n"
        "struct.pack('4s', str(Packet()))\n",
        {
            "return str(struct.pack('B', 1), 'utf-8')",
            "struct.pack('4s', str(Packet()).encode('utf-8'))",
        },
    ),
    "a row in which a number may stand": (
        "import zlib\ndef show(size):\n    data = zlib.decompress(size)\n"
        "    row = (data if size else 5, data)\n    print('%s: %s' % row)\n",
        {
            "print('%s: %s' % tuple((str(item, 'utf-8') if isinstance(item, bytes) else item) "
            "for item in row))"
        },
    ),
    "a buffer of a literal": (
        "import sqlite3\nrow = (buffer('\\x89PNG'),)\n",
        {"row = (buffer(b'\\x89PNG'),)"},
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_each_shape(source: str, expected: set[str]) -> None:
    result = porting.port_source(source, stages=STAGES, from_version="2")
    before = {line.strip() for line in source.splitlines()}
    assert {line.strip() for line in result.code.splitlines()} - before == expected
    assert porting.port_source(result.code, stages=STAGES, from_version="2").code == result.code


LEFT_ALONE = {
    "a socket of one's own": "from mine import socket\nsocket.socket().send('x')\n",
    "an unknown value goes to a hash": "import hashlib\ndef f(x):\n    return hashlib.md5(x)\n",
    "items of what may be anything": "import zlib\ndef f(x):\n    return x[0] == 'a'\n",
    "a letter is printed": "import zlib\nprint(chr(65))\n",
    "a dict with text": "import zlib\nd = {'a': 1}\nprint(d['a'])\n",
    "a file in text mode is only printed": "import zlib\nprint(open('x').read())\n",
    "numbers of bytes are summed": "import zlib\nprint(sum(zlib.decompress(b'')))\n",
    "bytes are compared with bytes": "import zlib\nprint(zlib.compress(b'') == b'x')\n",
}


@pytest.mark.parametrize("source", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_nothing_changes(source: str) -> None:
    result = porting.port_source(source, stages=STAGES, from_version="2")
    assert result.code == source
    assert not result.warnings


DOUBTS = {
    "the length of a file in memory": (
        "import io, sys\nout = io.StringIO()\nout.write(sys.stdin.read())\nprint(out.len)\n",
        Problem.STREAM_WITHOUT_LEN,
    ),
    "bytes that no text has go nowhere known": (
        "import sys\nlist_of_all = [1, 'x\\xff']\nsys.exitfunc(list_of_all, open('x', 'rb'))\n",
        Problem.LITERAL_BINARY,
    ),
    "bytes and text in one list are joined": (
        "import sys, zlib\nparts = [zlib.compress(b''), sys.argv[0]]\nprint(''.join(parts) == 1)\n",
        Problem.BYTES_JOINED,
    ),
    "an object that gives what is no text is printed": (
        "import struct\nclass Packet:\n    def __str__(self):\n"
        "        return struct.pack('B', 1)\nprint(Packet())\n",
        Problem.OBJECT_PACKED,
    ),
    "a loop over what may be a list": (
        "import zlib\nfor x in (zlib.compress(b''), [zlib.compress(b'')]):\n"
        "    for y in x:\n        if y == b'a':\n            break\n",
        Problem.ITEM_OF_EITHER,
    ),
    "bytes of no encoding with text": (
        "import socket, sys\nlink = socket.socket()\nlink.send('\\xff' + sys.argv[0])\n",
        Problem.BINARY_IN_TEXT,
    ),
    "bytes on one way": (
        "import zlib\ndef f(x):\n    if x:\n        return zlib.compress(b'')\n"
        "    return repr(x)\nx = f(0)\nprint(f(1))\n",
        Problem.TORN_EXIT,
    ),
}


@pytest.mark.parametrize(("source", "expected"), DOUBTS.values(), ids=DOUBTS)
def test_a_person_must_decide(source: str, expected: Problem) -> None:
    result = porting.port_source(source, stages=STAGES, from_version="2")
    (warning,) = {(each.shows, each.message) for each in result.warnings}
    assert warning[0] == expected.shows
    assert warning[1].startswith(expected.value.format(about=Sink(Where.PRINTED)))


def test_silent_ones_come_first() -> None:
    source = """\
import re, socket, subprocess, sys
R = re.compile(',')
print(R.findall(subprocess.check_output(['ls'])) == 1, R.findall(open('x').read()))
socket.socket().send('\\xff' + sys.argv[0])
"""
    doubts = decide(source).doubts
    assert [doubt.shows for doubt in doubts] == ["wrong result, no error", "fails when reached"]
    assert "line 4" in doubts[0].message


# What only the original tells


def port(source: str) -> str:
    return porting.port_source(source).code


def test_what_was_unicode_is_text() -> None:
    source = "import zlib\ndata = zlib.decompress(x)\nprint data == u'abc', data == 'abc'\n"
    assert "str(data, 'utf-8') == 'abc', data == b'abc'" in port(source)


def test_future_literals_are_text() -> None:
    source = (
        "from __future__ import unicode_literals\nimport zlib\nprint zlib.decompress(x) == 'abc'\n"
    )
    assert "print(str(zlib.decompress(x), 'utf-8') == 'abc')" in port(source)


def test_a_test_for_unicode_lets_bytes_pass() -> None:
    source = """\
import zlib
def data_of(text):
    if isinstance(text, unicode):
        text = text.encode('utf-8')
    return text
def is_string(value):
    return isinstance(value, str)
zlib.crc32(data_of('abc'))
zlib.crc32(data_of(u'abc'))
print is_string(zlib.compress('x'))
"""
    code = port(source)
    assert "if isinstance(text, str):" in code
    assert "return isinstance(value, bytes)" in code
    assert "data_of(b'abc')" in code
    assert "data_of('abc')" in code


def test_escaped_utf8_becomes_letters_where_it_is_text() -> None:
    code = port("import zlib\nprint 'caf\\xc3\\xa9'\nMAGIC = '\\x89PNG'\n")
    assert "print('caf\\u00e9')" in code
    assert "MAGIC = '\\x89PNG'" in code


def test_an_item_is_a_number_once_ord_is_gone() -> None:
    source = "import zlib\nfor c in zlib.compress('x'):\n    print '%02x' % ord(c), ord(c)\n"
    code = port(source)
    assert "for c in zlib.compress(b'x'):\n    print('%02x' % c, c)" in code
    assert porting.port_source(code).code == code


UTF8 = """\
def utf8(value):
    value = value.encode('{}')
    if value == 'none':
        raise ValueError
    return value
"""


def test_what_a_module_returns_in_utf8_is_bytes_for_those_who_import_it() -> None:
    code = port(UTF8.format("utf-8") + "assert not u''\n")
    assert "    value = value.encode('utf-8')\n    if value == b'none':\n" in code


@pytest.mark.parametrize(
    "rest",
    [
        "print utf8(u'x')\n",
        "utf8(u'x')\n",
        "for name in u'xy':\n    name = utf8(name)\n",
        "if __name__ == '__main__':\n    name = utf8(u'x')\n",
    ],
)
def test_what_a_program_encodes_for_its_own_literals_stays_text(rest: str) -> None:
    code = port(UTF8.format("utf-8") + rest)
    assert "encode" not in code
    assert "    if value == 'none':\n" in code


def test_what_a_module_returns_in_ascii_stays_text() -> None:
    code = port(UTF8.format("ascii") + "assert not u''\n")
    assert "encode" not in code
    assert "    if value == 'none':\n" in code


def test_a_test_for_unicode_beside_it_leaves_str_to_bytes() -> None:
    code = port(
        "import zlib\n"
        "def size(x):\n"
        "    if isinstance(x, str):\n"
        "        return zlib.crc32(x)\n"
        "    elif isinstance(x, unicode):\n"
        "        return size(x.encode('utf-8'))\n"
        "print size(zlib.compress('a')), size(u'a')\n"
    )
    assert "if isinstance(x, bytes):" in code
    assert "elif isinstance(x, str):" in code


def test_what_a_function_puts_into_text_is_text() -> None:
    result = porting.port_source(
        "import re, zlib\n"
        "names = {'a': zlib.decompress(x)}\n"
        "def name_of(found):\n"
        "    return names[found.group(1)]\n"
        "print re.sub(r'\\{(\\w)\\}', name_of, u'{a}')\n"
    )
    assert "return str(names[found.group(1)], 'utf-8')" in result.code


def test_an_item_is_a_slice_wherever_it_was_no_ord() -> None:
    code = port(
        "import zlib\n"
        "def first(data):\n"
        "    if data[0] != 'x':\n"
        "        print 'not x but %s' % data[0]\n"
        "    print ord(data[0]), data[0]\n"
        "first(zlib.compress('x'))\n"
    )
    assert "    if data[0:1] != b'x':\n" in code
    assert "'not x but %s' % str(data[0:1], 'utf-8')" in code
    assert "    print(data[0], str(data[0:1], 'utf-8'))\n" in code


def test_an_item_is_a_slice_where_only_a_later_round_knows_the_bytes() -> None:
    code = port(
        "import zlib\n"
        "def loads(data):\n"
        "    kind = data[0]\n"
        "    print 'kind %s' % kind\n"
        "    for letter in data[1:]:\n"
        "        print letter\n"
        "    return zlib.decompress(data[2:])\n"
        "loads('zabc')\n"
    )
    assert code == (
        "import zlib\n"
        "def loads(data):\n"
        "    kind = data[0:1]\n"
        "    print(str(b'kind %s' % kind, 'utf-8'))\n"
        "    for letter in [bytes([byte]) for byte in data[1:]]:\n"
        "        print(str(letter, 'utf-8'))\n"
        "    return zlib.decompress(data[2:])\n"
        "loads(b'zabc')\n"
    )


def test_an_item_by_name_is_a_number_once_ord_is_gone() -> None:
    code = port(
        "import zlib\n"
        "def loads(data, size):\n"
        "    kind = data[0]\n"
        "    number = ord(kind)\n"
        "    print 'kind %s, size %d' % (number, ord(size))\n"
        "    zlib.crc32('kind %d' % number)\n"
        "    return zlib.decompress(data[2:])\n"
        "loads('zabc', zlib.compress('')[0])\n"
    )
    assert code == (
        "import zlib\n"
        "def loads(data, size):\n"
        "    kind = data[0]\n"
        "    number = kind\n"
        "    print('kind %s, size %d' % (number, size))\n"
        "    zlib.crc32(b'kind %d' % number)\n"
        "    return zlib.decompress(data[2:])\n"
        "loads(b'zabc', zlib.compress(b'')[0])\n"
    )


def test_a_width_counts_letters() -> None:
    def warnings_of(value: str) -> list[str]:
        source = f"# coding: utf-8\nimport zlib\nprint '%-8s|' % {value}\n"
        return [warning.message for warning in porting.port_source(source).warnings]

    (told,) = warnings_of("zlib.decompress(x)")
    assert told.startswith(Problem.PADDED.value.format(about="%-8s"))
    assert "looks at characters" in warnings_of("'caf\u00e9'")[0]
    assert warnings_of("'cafe'") == warnings_of("u'caf\u00e9'") == []


def test_a_width_of_format_counts_letters() -> None:
    def told_of(format_text: str) -> list[str]:
        source = (
            "# coding: utf-8\nimport zlib\ndata = zlib.decompress(x)\n"
            f"print '{format_text}'.format(data, 'caf\u00e9', 'cafe')\n"
        )
        messages = [warning.message for warning in porting.port_source(source).warnings]
        return [message.partition(",")[0] for message in messages]

    assert told_of("{0:8}|{2:4}|{0}|{7:8}") == ["`{0:8}` counts characters"]
    assert told_of("{:>8s}|{:d}|{:8}") == ["`{:>8s}` counts characters"]
    assert told_of("{2:8}|{1:8}") == ["this looks at characters"]
    assert told_of("{0}{1}{2:8}{name:8}") == told_of("{0:8}{") == []


def test_letters_that_were_bytes_are_counted() -> None:
    source = "# coding: utf-8\nimport zlib\nname = {}\nprint len(name), name[0], name.upper()\n"
    told = porting.port_source(source.format("'caf\u00e9'")).warnings
    assert [warning.line for warning in told] == [4, 4, 4]
    assert porting.port_source(source.format("u'caf\u00e9'")).warnings == ()


def test_bytes_of_chr_stay_bytes_where_either_goes() -> None:
    source = (
        "import zipfile\n"
        "z = zipfile.ZipFile('t.zip', 'w')\n"
        "z.writestr('t', ''.join(chr(i) for i in range(256)))\n"
        "z.writestr('u', '\\xff')\n"
        "z.writestr('v', 'text')\n"
    )
    code = port(source)
    assert "b''.join(bytes([i]) for i in range(256))" in code
    assert "writestr('u', b'\\xff')" in code
    assert "writestr('v', 'text')" in code


def test_a_row_of_a_table_is_text() -> None:
    code = port(
        "import csv, sys, zlib\n"
        "rows = [['a', u'\\xe9'.encode('utf-8')], [zlib.decompress(x)]]\n"
        "for row in rows:\n"
        "    csv.writer(sys.stdout).writerow(row)\n"
    )
    assert "rows = [['a', u'\\xe9'], [zlib.decompress(x)]]\n" in code
    shown = "str(item, 'utf-8') if isinstance(item, bytes) else item"
    assert f"    csv.writer(sys.stdout).writerow([({shown}) for item in row])\n" in code


BYTES = "str(item, 'utf-8')"
EITHER = f"({BYTES} if isinstance(item, bytes) else item)"
SHAPES = {
    "[[data]]": f"[[{BYTES} for item in row] for row in value]",
    "[[[data]]]": f"[[[{BYTES} for item in row] for row in row] for row in value]",
    "[(data, data)]": f"[tuple({BYTES} for item in row) for row in value]",
    "[(data, 1)]": f"[tuple({EITHER} for item in row) for row in value]",
    "[data if x else 1]": f"[{EITHER} for item in value]",
    "([data], [data])": f"tuple([{BYTES} for item in row] for row in value)",
    "{data: {1: [data]}}": "{str(key, 'utf-8'): "
    f"{{key: [{BYTES} for item in value] for key, value in value.items()}} "
    "for key, value in value.items()}",
    "[{1: data}]": "[{key: str(value, 'utf-8') for key, value in row.items()} for row in value]",
    "sum([data.split(), []], [])": f"[{BYTES} for item in value]",
}


@pytest.mark.parametrize(("value", "shown"), SHAPES.items(), ids=SHAPES)
def test_what_containers_hold_is_shown_as_text(value: str, shown: str) -> None:
    result = porting.port_source(
        f"import zlib\ndata = zlib.decompress(x)\nvalue = {value}\nprint value\n"
    )
    assert result.code.endswith(f"\nvalue = {value}\nprint({shown})\n")
    assert not result.warnings


@pytest.mark.parametrize(
    "value",
    [
        "([data], data)",
        "{1: ([data], data)}",
        "set([data])",
        "{1: set([data])}",
        "(set([data]), set([data]))",
        "[data] if x else (data,)",
        "[[[[data]]]]",
    ],
)
def test_containers_of_no_one_shape_are_left_to_a_person(value: str) -> None:
    result = porting.port_source(
        f"import zlib\ndata = zlib.decompress(x)\nvalue = {value}\nprint value\n"
    )
    assert result.code.endswith("\nprint(value)\n")
    (warning,) = result.warnings
    assert (warning.line, warning.shows) == (4, "wrong result, no error")
    assert warning.message.startswith(Problem.BYTES_SHOWN.value)


def test_what_a_mapping_formats_is_text() -> None:
    code = port(
        "import zlib\n"
        "record = dict(zip(['name'], zlib.decompress(x).split('|')))\n"
        "print '%(name)s' % record\n"
        "print '%(name)s' % {'name': zlib.decompress(x)}\n"
    )
    assert "% {key: str(value, 'utf-8') for key, value in record.items()}" in code
    assert "% {'name': str(zlib.decompress(x), 'utf-8')}" in code


def test_what_holds_itself_ever_deeper_settles() -> None:
    source = """\
import zlib
def build(default, *args):
    built = {}
    for portion in args:
        if hasattr(portion, 'items'):
            for k, v in portion.items():
                built[k] = v
        elif hasattr(portion, '__iter__'):
            for k in portion:
                built[k] = default
        else:
            built[portion] = default
    return built

class Soup:
    SELF = build(None, ['br', 'hr'])
    INLINE = ['span', 'font']
    LISTS = {'ol': [], 'ul': [], 'li': ['ul', 'ol'], 'dl': [], 'dd': ['dl']}
    TABLES = {'table': [], 'tr': ['table', 'tbody']}
    NESTABLE = build([], INLINE, LISTS, TABLES)
    RESET = build(None, ['address', 'p'], NESTABLE, LISTS, TABLES)
    def __init__(self, tags):
        self.tags = build(None, tags)

class Old(Soup):
    NESTABLE = build([], Soup.NESTABLE, ['em', 'b'])
class Minimal(Old):
    RESET = build('noscript')
    NESTABLE = {}
print zlib.decompress(x).split(',')[0], Soup(Minimal.RESET)
"""
    assert "str(zlib.decompress(x).split(b',')[0], 'utf-8')" in port(source)


def test_builtins_whose_names_are_taken_are_spelled_out() -> None:
    code = port(
        "import zlib\n"
        "def show(str):\n"
        "    print zlib.decompress(str)\n"
        "def size(bytes):\n"
        "    return isinstance(bytes, str) and zlib.crc32(bytes)\n"
        "show(zlib.compress('x'))\n"
        "size(zlib.compress('x'))\n"
        "print zlib.decompress(x)\n"
    )
    assert code.startswith("import zlib\nimport builtins\n")
    assert "    print(builtins.str(zlib.decompress(str), 'utf-8'))" in code
    assert "isinstance(bytes, builtins.bytes)" in code
    assert code.endswith("print(str(zlib.decompress(x), 'utf-8'))\n")


def test_a_name_for_those_without_the_builtin_hides_nothing() -> None:
    code = port(
        "import zlib\n"
        "try:\n"
        "    bytes\n"
        "except NameError:\n"
        "    bytes = str\n"
        "for c in zlib.compress('x'):\n"
        "    print c\n"
    )
    assert "[bytes([byte]) for byte in" in code


def test_text_that_bytes_grow_by_is_left_to_a_person() -> None:
    source = "import zlib\nb = zlib.compress('x')\nb += u'y'\nprint b\n"
    result = porting.port_source(source)
    assert "b += 'y'" in result.code
    assert "text is added to bytes" in result.warnings[0].message


def test_of_a_table_of_escapes_one_is_told_of() -> None:
    source = "import zlib\nTABLE = {'a': '\\xff', 'b': ('\\xfe', '\\xfd')}\nOTHER = '\\xfc'\n"
    told = porting.port_source(source).warnings
    assert [warning.line for warning in told] == [2, 3]


def test_what_was_decoded_through_builtins_is_not_decoded_again() -> None:
    source = """\
def show(str, data=open('x', 'rb').read()):
    known = data or '(none)'
    if str:
        known = 'text' + str
    print('A', known or '(undefined)')
"""
    code = porting.port_source(source, stages=STAGES, from_version="2").code
    shown = "builtins.str(known, 'utf-8') if isinstance(known, bytes) else known"
    assert f"print('A', ({shown}) or '(undefined)')" in code


def test_what_goes_into_a_file_of_bytes_or_of_text_is_left_to_a_person() -> None:
    source = """\
import sys
def copy(name, target):
    source = open(name, 'rb') if name else sys.stdin
    if target:
        file = open(target, 'wb')
    else:
        file = sys.stdout
    part = source.read(9)
    file.write(part)
    file.write(open(name, 'rb').read())
"""
    result = porting.port_source(source, stages=STAGES, from_version="2")
    assert result.code == source
    told = [
        warning
        for warning in result.warnings
        if "this must be bytes on one path" in warning.message
    ]
    assert [warning.line for warning in told] == [9, 10]


def test_what_is_asked_through_builtins_is_not_asked_again() -> None:
    source = """\
def show(file, bytes=None):
    name = file.read(9) if file else bytes.name
    raise ValueError('%s differs' % name)
show(open('x', 'rb'))
show(None)
"""
    code = porting.port_source(source, stages=STAGES, from_version="2").code
    shown = "str(name, 'utf-8') if isinstance(name, builtins.bytes) else name"
    assert f"raise ValueError('%s differs' % ({shown}))" in code


def test_what_must_be_either_is_left_to_a_person() -> None:
    source = """\
import zlib
for convert in (str, bytearray):
    convert(zlib.decompress(data))
"""
    result = porting.port_source(source, stages=STAGES, from_version="2")
    assert result.code == source
    assert "this must be bytes on one path" in result.warnings[0].message


def test_a_file_with_an_encoding_takes_text_whatever_its_mode() -> None:
    source = """\
import codecs
def write(encoding):
    with codecs.open('x', 'w+', encoding=encoding) as file:
        file.write(u'abc')
        print(file.read())
"""
    result = porting.port_source(source, stages=STAGES, from_version="2")
    assert result.code == source
    assert not result.warnings


def test_what_a_string_of_ones_own_shows_is_text() -> None:
    code = port(
        "from other import Name\n"
        "class Reference(Name):\n"
        "    def __str__(self):\n"
        "        return self.encode('unicode-escape')\n"
    )
    assert "return str(self.encode('unicode-escape'), 'utf-8')" in code


def test_a_builtin_of_ones_own_for_old_pythons_is_the_builtin() -> None:
    source = """\
import zlib
try:
    reversed
except NameError:
    def reversed(items):
        return map(items.__getitem__, range(len(items) - 1, -1, -1))
def turned(data):
    return ''.join(reversed(zlib.compress(data)))
"""
    code = porting.port_source(source, stages=STAGES, from_version="2").code
    expected = "b''.join(reversed([bytes([byte]) for byte in zlib.compress(data)]))"
    assert f"return {expected}" in code


@pytest.mark.parametrize(
    ("call", "literal"),
    [
        pytest.param("", "b''", id="called by others"),
        pytest.param("x = read('a')[0] in 'ab'\nmain()\n", "b''", id="used"),
        pytest.param("main()\n", "''", id="of a program that never calls it"),
    ],
)
def test_what_is_returned_beside_bytes_is_bytes(call: str, literal: str) -> None:
    source = f"""\
import zlib
def read(name):
    if not name:
        return ''
    return zlib.compress(name)
{call}"""
    assert (
        f"return {literal}\n" in porting.port_source(source, stages=STAGES, from_version="2").code
    )


def test_what_is_returned_beside_text_stays_text() -> None:
    source = """\
import zlib
def read(name):
    if not name:
        return ''
    if name == 'x':
        return u'x'
    return zlib.compress(name)
"""
    assert "return ''\n" in port(source)
