"""Bytes and text as Python 3 has them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import socket
import struct
import subprocess
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlencode

LINE = re.compile(rb"(\w+): (.*)\r\n")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LATIN = "\xe9\xd4"


def header(data: bytes) -> dict[bytes, bytes]:
    return {m.group(1).lower(): m.group(2) for m in LINE.finditer(data)}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def token(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii") + binascii.hexlify(data).decode()


def first_bytes(path: Path) -> tuple[int, bytes, str]:
    data = path.read_bytes()
    return data[0], data[:1], data[:1].decode("latin-1")


def fetch(address: str, query: dict[str, str]) -> str:
    url = f"{address}?{urlencode(query)}#{quote('a b')}"
    with urllib.request.urlopen(url) as page:
        charset = page.headers.get_content_charset() or "utf-8"
        return page.read().decode(charset)


def ask(host: str, port: int, line: str) -> str:
    with socket.create_connection((host, port)) as connection:
        connection.sendall(line.encode("ascii") + b"\r\n")
        size = struct.unpack("!I", connection.recv(4))[0]
        return connection.recv(size).decode()


def run(command: list[str]) -> list[str]:
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    text = subprocess.check_output(command, text=True)
    return done.stdout.decode().split("\n") + text.split("\n")


def as_text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def is_png(path: str) -> bool:
    with open(path, "rb") as stream:
        return stream.read(8) == SIGNATURE and bytes([137]) == SIGNATURE[:1]
