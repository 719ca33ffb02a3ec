"""Reports to look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from porting.cli import cli
from porting.report.model import OutputLine, Printed, ProofView, RunView
from porting.report.pages import Extras

HOSTILE = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">"
NAME = "<img src=x onerror=alert(1)>.py"

SOURCES = {
    "net.py": """\
import socket

def fetch(address):
    link = socket.create_connection(address)
    link.sendall('GET')
    answer = link.recv(100)
    return answer
""",
    "main.py": """\
import socket
import net

def share(whole, parts):
    return whole / parts

print net.fetch(1)
parts = net.fetch(2).split(',')
d = {}
if d.has_key(parts[0]): print `d`, u'x'
""",
    NAME: f"""\
# {HOSTILE}
print {HOSTILE!r}, 1 / x, `2`
""",
    "long.py": "".join(f"x{number} = {number}\n" for number in range(300)) + "print x0\n",
    "still.py": "x = 1\n",
    "broken.py": f"def ({HOSTILE}:\n",
}


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs, friendly and hostile."""
    folder = tmp_path_factory.mktemp("report") / "shop"
    folder.mkdir()
    for name, text in SOURCES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="session")
def pages(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of that folder."""
    out = tmp_path_factory.mktemp("pages") / "out"
    result = CliRunner().invoke(cli, ["report", str(shop), "-o", str(out)], catch_exceptions=False)
    assert result.exit_code == 3, result.output
    return out


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the case study."""
    out = tmp_path_factory.mktemp("study") / "out"
    result = CliRunner().invoke(cli, ["report", "-o", str(out)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return out


def hostile_extras() -> Extras:
    """Runs and verdicts that are full of markup."""
    side = Printed(
        "2.7.18",
        (OutputLine(HOSTILE, True),),
        (OutputLine(HOSTILE),),
        1,
        False,
        HOSTILE,
        (HOSTILE,),
        HOSTILE,
    )
    run = RunView(HOSTILE, HOSTILE, side, {"2to3": side})
    proof = ProofView(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,), (HOSTILE,)
    )
    return Extras(HOSTILE, (run,), (proof,))
