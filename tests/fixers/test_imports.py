from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import Queue\n", "import queue\n", id="alone"),
        pytest.param(
            "import os, Queue as q,  HTMLParser  # c\n",
            "import os, queue as q,  html.parser  # c\n",
            id="among others",
        ),
        pytest.param("import\\\n Queue\n", "import\\\n queue\n", id="in a second line"),
        pytest.param("from Queue import *\n", "from queue import *\n", id="a star"),
        pytest.param(
            "from urlparse import (\n    urljoin,  # c\n    urlsplit as split,\n)\n",
            "from urllib.parse import (\n    urljoin,  # c\n    urlsplit as split,\n)\n",
            id="in parentheses",
        ),
        pytest.param("import Queue.x, a.Queue\n", None, id="a module of a package"),
        pytest.param("from Queue.x import y\n", None, id="from a module of a package"),
        pytest.param("from . import Queue\n", None, id="from here"),
        pytest.param("from .Queue import x\n", None, id="from a relative module"),
    ],
)
def test_import(before: str, after: str | None) -> None:
    check("imports", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Queue.Queue(Queue)\n", "queue.Queue(Queue)\n", id="not without a dot"),
        pytest.param("Queue . x\n", "queue . x\n", id="space around the dot"),
        pytest.param("x.Queue.y\n", None, id="not an attribute"),
        pytest.param("(Queue).x\n", None, id="not in parentheses"),
        pytest.param("Queue().x, Queue[0].x\n", None, id="not called or indexed"),
        pytest.param(
            "def f(Queue, q=Queue.x): return -Queue.x ** 2 ** Queue.y\n",
            "def f(Queue, q=queue.x): return -queue.x ** 2 ** queue.y\n",
            id="whoever owns the name",
        ),
        pytest.param(
            "@Queue.x(Queue.y)\ndef f(): pass\n",
            "@Queue.x(queue.y)\ndef f(): pass\n",
            id="not a decorator",
        ),
        pytest.param(
            "del Queue.x; Queue.y += `Queue.z`\n",
            "del queue.x; queue.y += `queue.z`\n",
            id="any statement",
        ),
        pytest.param("f(Queue=Queue.x)\n", "f(Queue=queue.x)\n", id="not a keyword"),
    ],
)
def test_use(before: str, after: str | None) -> None:
    expected = before if after is None else after
    check("imports", "import Queue\n" + before, "import queue\n" + expected, compiles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Queue.x\nimport Queue\n", "Queue.x\nimport queue\n", id="before the import"),
        pytest.param(
            "def f():\n    import Queue\ndef g():\n    Queue.x\n",
            "def f():\n    import queue\ndef g():\n    queue.x\n",
            id="in another function",
        ),
        pytest.param("import Queue as q\nQueue.x\n", "import queue as q\nQueue.x\n", id="as"),
        pytest.param("import Queue; Queue.x()\n", "import queue; queue.x()\n", id="in its line"),
        pytest.param(
            "import Queue; x = Queue.x\n", "import queue; x = Queue.x\n", id="deeper in its line"
        ),
        pytest.param(
            "import urlparse\r\nurlparse.urljoin(a,\r\n    urlparse.x)\r\n",
            "import urllib.parse\r\nurllib.parse.urljoin(a,\r\n    urllib.parse.x)\r\n",
            id="two names for one",
        ),
    ],
)
def test_use_and_import(before: str, after: str) -> None:
    check("imports", before, after, settles=False)
