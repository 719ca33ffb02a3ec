"""What typeshed leaves open (``Any``) or has dropped, from the library's documentation.

The notation is that of `porting.flow.knowledge.library`. An entry here counts more than the same
name there.
"""

from __future__ import annotations

_TEXT_MODES = "'r'|'rt'|'w'|'wt'|'a'|'at'|'x'|'xt'|'r+'|'rt+'|'w+'|'wt+'|'a+'|'at+'|''"

_BINARY_CODECS = "|".join(
    f"'{name}'"
    for name in "base64 base_64 base64_codec bz2 bz2_codec hex hex_codec quopri quopri_codec "
    "uu uu_codec zip zlib zlib_codec".split()
)
_TEXT_CODECS = "|".join(
    f"'{name}'"
    for name in "ascii us-ascii utf-8 utf8 UTF-8 utf_8 latin-1 latin1 iso-8859-1 cp1252 utf-16 "
    "unicode_escape".split()
)
# Modules that a later stage renames, with the names that they have then.
RENAMED_MODULES = {
    "xml.etree.cElementTree": "xml.etree.ElementTree",
    "email.MIMEText": "email.mime.text",
    "email.MIMEBase": "email.mime.base",
    "email.MIMEMultipart": "email.mime.multipart",
    "email.MIMEImage": "email.mime.image",
    "email.MIMEAudio": "email.mime.audio",
    **{
        f"email.{name}": f"email.{name.lower()}"
        for name in "Charset Encoders Errors Generator Header Message Parser Utils".split()
    },
}

OVERRIDES: dict[str, str | list[str]] = {
    # ``Any`` in typeshed, since the scheme of the address decides:
    # https://docs.python.org/3/library/urllib.request.html
    "urllib.request.urlopen": "(url: str, data=: bytes) -> http.client.HTTPResponse",
    "urllib.request.OpenerDirector.open": "(url: str, data=: bytes) -> http.client.HTTPResponse",
    "urllib.request.Request.__init__": "(url: str, data=: bytes) -> Self",
    "http.client.HTTPResponse.readlines": "() -> list[bytes]",
    # Both kinds are taken; text is sent as latin-1, which needs no change.
    "http.client.HTTPConnection.request": "(method: str, url: str, body=) -> -",
    "http.client.HTTPConnection.send": "(data) -> -",
    # Names that these had before: https://docs.python.org/2.7/library/cgi.html
    "cgi.parse_qs": "= urllib.parse.parse_qs",
    "cgi.parse_qsl": "= urllib.parse.parse_qsl",
    "cgi.escape": "= html.escape",
    # Without a mode, that of the file decides: https://docs.python.org/3/library/wave.html
    "wave.open": [
        "(f: file[bytes], mode=: 'r'|'rb') -> wave.Wave_read",
        "(f: file[bytes], mode: 'w'|'wb') -> wave.Wave_write",
    ],
    # A header that is no text cannot be written.
    "email.message.Message.__setitem__": "(name: str, val: str) -> -",
    "email.message.Message.add_header": "(_name: str, _value: str, **_params: str) -> -",
    # What is put in place of a name is written with ``str``.
    "string.Template.substitute": "(mapping=: tree[str], **kwds: str) -> str",
    "string.Template.safe_substitute": "(mapping=: tree[str], **kwds: str) -> str",
    # What a mode means: https://docs.python.org/3/library/functions.html#open
    "builtins.open": [
        f"(file, mode=: {_TEXT_MODES}) -> io.TextIOWrapper",
        "(file, mode: 'rb') -> io.BufferedReader",
        "(file, mode: 'wb'|'ab'|'xb') -> io.BufferedWriter",
        "(file, mode: 'rb+'|'wb+'|'ab+'|'xb+') -> io.BufferedRandom",
    ],
    "io.open": "= builtins.open",
    "builtins.file": "= builtins.open",
    "builtins.bytearray.__getitem__": "(part) -> builtins.bytearray",
    "builtins.bytearray.__iter__": "() -> list[-]",
    "builtins.bytearray.decode": "(encoding=: str, errors=: str) -> str",
    "builtins.buffer": "class()",
    "builtins.buffer.__init__": "(object: bytes, offset=, size=) -> Self",
    "builtins.buffer.__getitem__": ["(index) -> -", "(part) -> builtins.buffer"],
    # Text in Python 3 and in Python 2: it decodes and encodes.
    "codecs.open": [
        "(filename, mode=: str, encoding: str) -> codecs.StreamReaderWriter",
        "(filename, mode=: 'r'|'w'|'a'|'rt'|'wt'|'r+'|'w+'|'a+') -> io.TextIOWrapper",
        "(filename, mode: 'rb') -> io.BufferedReader",
        "(filename, mode: 'wb'|'ab') -> io.BufferedWriter",
    ],
    # typeshed lets text pass by the overload for the names of any encoding.
    "codecs.encode": [
        f"(obj: bytes, encoding: {_BINARY_CODECS}, errors=: str) -> bytes",
        "(obj: str, encoding: 'rot13'|'rot_13', errors=: str) -> str",
        f"(obj: str, encoding=: {_TEXT_CODECS}, errors=: str) -> bytes",
    ],
    "codecs.decode": [
        "(obj: str, encoding: 'hex'|'hex_codec', errors=: str) -> bytes",
        f"(obj: bytes, encoding: {_BINARY_CODECS}, errors=: str) -> bytes",
        "(obj: str, encoding: 'rot13'|'rot_13', errors=: str) -> str",
        f"(obj: bytes, encoding=: {_TEXT_CODECS}, errors=: str) -> str",
    ],
    # typeshed has no arguments for it: https://docs.python.org/3/library/os.html#os.popen
    "os.popen": "(cmd: str, mode=: str) -> io.TextIOWrapper",
    # ``Any`` there, so that other kinds of pipes fit.
    "subprocess.CalledProcessError.output": "bytes",
    "subprocess.getoutput": "(cmd: str) -> str",
    "subprocess.getstatusoutput": "(cmd: str) -> tuple[-, str]",
    # Functions that 2to3 or a later stage renames, or that Python 3 has dropped.
    "base64.encodestring": "= base64.encodebytes",
    "base64.decodestring": "= base64.decodebytes",
    "select.select": "(rlist: T, wlist, xlist, timeout=) -> tuple[T, list[?], list[?]]",
    "csv.DictReader.__next__": "() -> dict[str, str]",
    "array.array.__new__": "(typecode: str, initializer=: bytes) -> Self",
    # ``Any``, or from classes of which nothing is known there.
    "configparser.SafeConfigParser": "= configparser.ConfigParser",
    "configparser.RawConfigParser.readfp": "= configparser.RawConfigParser.read_file",
    "xmlrpc.client.loads": "(data, use_datetime=) -> tuple[?, str|-]",
    "dbm._Database.keys": "() -> list[bytes]",
    "dbm._Database.values": "() -> list[bytes]",
    "dbm._Database.items": "() -> list[tuple[bytes, bytes]]",
    "dbm._Database.get": "(key, default=) -> bytes|-",
    **{
        f"urllib.parse.{kind}Result{end}.{field}": "bytes" if end else "str"
        for kind in ("Parse", "Split")
        for end in ("", "Bytes")
        for field in "scheme netloc path params query fragment".split()
    },
    **{
        f"codecs.BOM{name}": "bytes"
        for name in " _BE _LE _UTF8 _UTF16 _UTF16_BE _UTF16_LE _UTF32 _UTF32_BE _UTF32_LE".split(
            " "
        )
    },
    # ``Any``, for the types that ctypes makes as it goes.
    "ctypes.create_string_buffer": "(init: bytes, size=) -> ctypes.c_char_array",
    "ctypes.c_char_array": "class()",
    "ctypes.c_char_array.value": "bytes",
    "ctypes.c_char_array.raw": "bytes",
    "ctypes.c_char_p.value": "bytes",
    "array.array.tostring": "() -> bytes",
    "md5.new": "= hashlib.md5",
    "md5.md5": "= hashlib.md5",
    "sha.new": "= hashlib.sha1",
    "sha.sha": "= hashlib.sha1",
    "string.letters": "str",
    "string.lowercase": "str",
    "string.uppercase": "str",
    "binascii.a2b_hex": "(data) -> bytes",
    # ``str`` in one case only: https://docs.python.org/3/library/xml.etree.elementtree.html
    "xml.etree.ElementTree.tostring": [
        "(element, encoding: 'unicode') -> str",
        "(element, encoding=: str) -> bytes",
    ],
    "xml.etree.ElementTree.ElementTree.write": [
        "(file_or_filename: file[str], encoding: 'unicode') -> -",
        "(file_or_filename: file[bytes], encoding=: str) -> -",
    ],
    "zipfile.ZipFile.writestr": "(zinfo_or_arcname, data: bytes|str, compress_type=, "
    "compresslevel=) -> -",
    # XML in bytes says how it is encoded, or is UTF-8.
    "xml.etree.ElementTree.XML": "(text: bytes|str) -> xml.etree.ElementTree.Element",
    # A file that is opened for bytes is read in the encoding that it names.
    "xml.etree.ElementTree.parse": "(source: file[xml], parser=) "
    "-> xml.etree.ElementTree.ElementTree",
    "xml.etree.ElementTree.ElementTree.parse": "(source: file[xml], parser=) "
    "-> xml.etree.ElementTree.Element",
    "xml.etree.ElementTree.iterparse": "(source: file[xml], events=, parser=) -> ?",
    "xml.dom.minidom.parse": "(file: file[xml], parser=, bufsize=) -> xml.dom.minidom.Document",
    "xml.dom.pulldom.parse": "(stream_or_string: file[xml], parser=, bufsize=) -> ?",
    "xml.sax.parse": "(source: file[xml], handler, errorHandler=) -> -",
    "xml.sax.xmlreader.XMLReader.parse": "(source: file[xml]) -> -",
    "xml.dom.minidom.parseString": "(string: bytes|str) -> xml.dom.minidom.Document",
    "email.MIMEText.MIMEText": "= email.mime.text.MIMEText",
    # Where only text is of use, typeshed takes any object.
    "json.dumps": "(obj: tree[str]) -> str",
    "json.dump": "(obj: tree[str], fp: file[str]) -> -",
    "csv.Writer.writerow": "(row: tree[str]) -> -",
    "csv.DictWriter.writerow": "(rowdict: tree[str]) -> -",
    **{
        f"logging.{owner}{name}": "(msg: str, *args: str) -> -"
        for owner in ("", "Logger.")
        for name in "debug info warning warn error critical exception".split()
    },
    # With ``decode=True`` it is the bytes of a message that is not in parts.
    "email.message.Message.get_payload": [
        "(i, decode: True) -> bytes",
        "(*, decode: True) -> bytes",
        "(i=, decode=) -> ?",
    ],
    "ctypes.Array.value": "bytes",
    "ctypes.create_unicode_buffer": "(init, size=) -> ?",
    # The answers of a server, which typeshed calls lists of Any.
    "imaplib.IMAP4.fetch": "(message_set: str, message_parts: str) "
    "-> tuple[str, list[tuple[bytes, bytes]|bytes]]",
    "imaplib.IMAP4.search": "(charset: str, *criteria: str) -> tuple[str, list[bytes]]",
    "imaplib.IMAP4.select": "(mailbox=: str, readonly=) -> tuple[str, list[bytes|-]]",
    "imaplib.IMAP4.list": "(directory=: str, pattern=: str) -> tuple[str, list[bytes|-]]",
    # What comes out of a Python 2 ``str``: either kind goes in, its own kind comes out.
    "tarfile.open": "(name=, mode=, fileobj=: file[bytes]) -> tarfile.TarFile",
    # An entry of the archive is taken as well, and that is no string.
    "zipfile.ZipFile.read": "(name: str, pwd=: bytes) -> bytes",
    "zipfile.ZipFile.open": "(name: str, mode=: str, pwd=: bytes) -> typing.IO[bytes]",
    "zipfile.ZipFile.extract": "(member: str, path=, pwd=: bytes) -> str",
    "tarfile.TarFile.extractfile": "(member: str) -> typing.IO[bytes]|-",
    "re.escape": "(pattern: T) -> T",
    "copy.copy": "(x: T) -> T",
    "copy.deepcopy": "(x: T) -> T",
    # Functions and classes of builtins, as far as strings are concerned.
    "builtins.repr": "(obj) -> str",
    "builtins.ascii": "(obj) -> str",
    "builtins.hex": "(number) -> str",
    "builtins.oct": "(number) -> str",
    "builtins.bin": "(number) -> str",
    "builtins.input": "(prompt=) -> str",
    "builtins.len": "(obj) -> -",
    "builtins.int": "(x=, base=) -> -",
    "builtins.float": "(x=) -> -",
    "builtins.bool": "(x=) -> -",
    "builtins.hash": "(x) -> -",
    "builtins.id": "(x) -> -",
    "builtins.abs": "(x) -> -",
    "builtins.round": "(x) -> -",
    "builtins.divmod": "(x, y) -> tuple[-, -]",
    "builtins.print": "() -> -",
    "builtins.range": "(start) -> list[-]",
    "builtins.isinstance": "(obj, kind) -> -",
    "builtins.hasattr": "(obj, name: str) -> -",
    "builtins.getattr": "(obj, name: str) -> ?",
    "builtins.setattr": "(obj, name: str, value) -> -",
    "builtins.bytearray": "() -> ?",
    "builtins.memoryview": "(object: bytes) -> ?",
    # Numbers, whatever the platform: none of these is a string.
    "time.time": "() -> -",
    "time.sleep": "(seconds) -> -",
    "os.getpid": "() -> -",
    "os.system": "(command) -> -",
    "os.path.getsize": "(path) -> -",
    "os.path.exists": "(path) -> -",
    "os.path.isfile": "(path) -> -",
    "os.path.isdir": "(path) -> -",
}
