"""A playground that runs while the tests do."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from porting.playground.server import Playground


@pytest.fixture(scope="session")
def playground() -> Iterator[Playground]:
    with Playground() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
