"""Asks a real Python 2.7, where there is one, whether it compiles a source."""

from __future__ import annotations

import os
import struct
import subprocess
from functools import cache

import pytest

from porting.verify.run import find_python27

_SERVER = r"""
import struct, sys
def read(count):
    return sys.stdin.read(count)
while True:
    head = read(4)
    if len(head) < 4:
        break
    source = read(struct.unpack(">I", head)[0])
    try:
        compile(source, "<case>", "exec", 0, True)
        answer = ""
    except Exception as error:
        answer = "%s: %s" % (type(error).__name__, error)
    sys.stdout.write(struct.pack(">I", len(answer)) + answer)
    sys.stdout.flush()
"""


@cache
def _server() -> subprocess.Popen[bytes] | None:
    python = find_python27()
    if python is None:
        return None
    return subprocess.Popen(
        [str(python), "-W", "ignore", "-c", _SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def error_in_python27(source: str) -> str | None:
    """What Python 2.7 says against a source: "" for nothing, None where there is no 2.7.

    Under CI a missing Python 2.7 is an error.
    """
    server = _server()
    if server is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7 here; CI needs one")
        return None
    assert server.stdin is not None
    assert server.stdout is not None
    data = b"\xef\xbb\xbf" + source.encode()
    server.stdin.write(struct.pack(">I", len(data)) + data)
    server.stdin.flush()
    size = struct.unpack(">I", server.stdout.read(4))[0]
    return server.stdout.read(size).decode(errors="replace")
