"""Modules whose old names a file needs, in the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.project.graph import find_project
from porting.source import find_sources

CASES = [
    pytest.param(
        "import Queue\nqueue = Queue.Queue()\n",
        "import queue as Queue\nqueue = Queue.Queue()\n",
        id="the new name is a variable",
    ),
    pytest.param(
        "import httplib\ndef f(http): return httplib.OK\n",
        "import http.client as httplib\ndef f(http): return httplib.OK\n",
        id="the new package is a parameter",
    ),
    pytest.param(
        "import htmlentitydefs, HTMLParser\nhtml = htmlentitydefs.x, HTMLParser.x\n",
        "import html.entities as htmlentitydefs, html.parser as HTMLParser\n"
        "html = htmlentitydefs.x, HTMLParser.x\n",
        id="two modules of the new package",
    ),
    pytest.param(
        "import commands\ndef f(commands): return commands.append(1)\n",
        "import subprocess as commands\ndef f(commands): return commands.append(1)\n",
        id="the old name is a parameter",
    ),
    pytest.param(
        "import __builtin__, os\nf = getattr(__builtin__, 'f')\n",
        "import builtins as __builtin__, os\nf = getattr(__builtin__, 'f')\n",
        id="by itself",
    ),
    pytest.param(
        "@Queue.f\ndef f(): pass\nimport Queue\n",
        "@Queue.f\ndef f(): pass\nimport queue as Queue\n",
        id="used above",
    ),
    pytest.param(
        "import Cookie\n@Cookie.f\ndef f(): pass\n",
        "import http.cookies as Cookie\n@Cookie.f\ndef f(): pass\n",
        id="in a decorator",
    ),
    pytest.param(
        "try:\n    import anydbm\nexcept ImportError:\n    import dbm as anydbm\n"
        "print anydbm.open\n",
        "import dbm as anydbm\nprint(anydbm.open)\n",
        id="another module takes the name",
    ),
    pytest.param(
        "import urllib2\nf(urllib2, urllib2.HTTPError)\n",
        "import urllib.request, urllib.error, urllib.parse, urllib.request as urllib2\n"
        "f(urllib2, urllib.error.HTTPError)\n",
        id="divided among many",
    ),
    pytest.param(
        "import Queue\n__all__ = ['Queue']\n",
        "import queue as Queue\n__all__ = ['Queue']\n",
        id="named in __all__",
    ),
    pytest.param(
        "import Queue\nclass A: Queue = 1\nA.Queue\n",
        "import queue as Queue\nclass A: Queue = 1\nA.Queue\n",
        id="in a class",
    ),
    pytest.param(
        "import Queue\nf(x.Queue, Queue=Queue.Queue)\n",
        "import queue\nf(x.Queue, Queue=queue.Queue)\n",
        id="attributes and keywords are others",
    ),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_kept(before: str, after: str) -> None:
    assert porting.port_source(before).code == after


def test_taken_by_another_file(tmp_path: Path) -> None:
    compat, user = tmp_path / "compat.py", tmp_path / "user.py"
    text = "import Queue\nimport copy_reg\ncopy_reg.x\n"
    compat.write_text(text, encoding="utf-8")
    user.write_text("from compat import Queue\nprint Queue\n", encoding="utf-8")
    assert porting.port_source(text, filename=str(compat)).code.startswith("import queue\n")
    project = find_project(find_sources([tmp_path]))
    result = porting.port_source(text, filename=str(compat), project=project)
    assert result.code == "import queue as Queue\nimport copyreg\ncopyreg.x\n"


def test_a_module_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "Queue.py").touch()
    text = "import Queue\nfrom Queue import x\nQueue.x\nprint(1)\n"
    path = str(tmp_path / "tool.py")
    assert porting.port_source(text, filename=path).code == text
