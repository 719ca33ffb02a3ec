"""`--dask` with a real scheduler and real workers on this machine: the same, whatever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="Dask is not installed: pip install porting[dask]")

ROOT = Path(__file__).parents[2]
CODE = b"print 1, `x`, {}.has_key(2)\n" * 60
DEADLY = """\
import os
import porting.pipeline

def die(text, *, filename, port_source=porting.pipeline.port_source, **options):
    if filename.endswith("deadly.py"):
        os._exit(9)
    return port_source(text, filename=filename, **options)

porting.pipeline.port_source = die
"""


@dataclass
class LocalCluster:
    """A scheduler, and workers, each a process of its own."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        with open(self.folder / f"{module}{len(self.processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{module}", *arguments],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def start_scheduler(self) -> None:
        file = self.folder / "scheduler.json"
        self.start(
            "scheduler",
            *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(file)),
        )
        for _ in range(300):
            if file.exists() and (text := file.read_text()):
                self.address = json.loads(text)["address"]
                return
            time.sleep(0.1)
        pytest.fail("the scheduler did not start")

    def start_worker(self, *arguments: str) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--no-dashboard", *arguments)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    running = LocalCluster(tmp_path_factory.mktemp("cluster"))
    try:
        running.start_scheduler()
        yield running
    finally:
        running.stop()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of a package, one of which cannot be read; their folder is the current one."""
    monkeypatch.chdir(tmp_path)
    package = Path("shop")
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "bad.py").write_bytes(b"if x\n")
    for number in range(30):
        (package / f"m{number:02}.py").write_bytes(b"import m00\n" + CODE)
    # What a module gives goes to the others, which come before it in the order of names.
    (package / "net.py").write_bytes(
        b"import socket\ndef fetch():\n    return socket.socket().recv(9)\n"
    )
    (package / "client.py").write_bytes(b"import socket, net\nprint net.fetch()\n")
    return tmp_path


def command(*arguments: str, before: str = "pass") -> list[str]:
    """`porting run` in a process of its own, for Dask leaves threads behind."""
    program = (
        f"{before}; import sys; from porting.cli import main; sys.argv[:1] = ['porting']; main()"
    )
    return [sys.executable, "-c", program, "run", *arguments]


def porting(*arguments: str, before: str = "pass") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments, before=before),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def tree(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).rglob("*.py")}


def test_the_tree_is_that_of_one_process(project: Path, cluster: LocalCluster) -> None:
    for _ in range(2):
        cluster.start_worker("--no-nanny")
    options = ("--no-cache", "--modernize")
    here = porting(*options, "-o", "here", "shop")
    there = porting(*options, "--dask", cluster.address, "-o", "there", "shop")
    assert (there.returncode, there.stdout, there.stderr) == (3, here.stdout, here.stderr)
    assert "from . import m00" in here.stdout
    assert tree("there") == tree("here")
    assert len(tree("there")) == 33
    assert b"print(str(net.fetch(), 'utf-8'))" in tree("there")["client.py"]


def test_a_worker_is_killed_half_way(project: Path, cluster: LocalCluster) -> None:
    workers = [cluster.start_worker("--no-nanny") for _ in range(2)]
    process = subprocess.Popen(
        command(
            *("--no-cache", "--dask", cluster.address, "-o", "there", "shop"),
            before="from porting.many_files import cluster; cluster.Cluster.batch_bytes = 1",
        ),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    seen = 0
    for line in process.stdout:
        seen += line.startswith("--- ")
        if seen == 10:
            break
    workers[0].send_signal(signal.SIGKILL)
    workers[0].wait()
    process.communicate()
    assert process.returncode == 3
    assert workers[1].poll() is None
    porting("--no-cache", "-o", "here", "shop")
    assert tree("there") == tree("here")


def test_a_file_that_kills_workers_costs_only_itself(project: Path, cluster: LocalCluster) -> None:
    """After two workers died of it, it is tried here."""
    preload = cluster.folder / "deadly_worker.py"
    preload.write_text(DEADLY)
    Path("shop/deadly.py").write_bytes(b"print 1\n")
    for _ in range(2):
        cluster.start_worker("--nanny", "--preload", str(preload))
    result = porting("--no-cache", "--no-diffs", "-w", "--dask", cluster.address, "shop")
    assert result.stderr.endswith("35 files: 32 changed, 2 unchanged, 1 could not be processed\n")
    assert Path("shop/deadly.py").read_bytes() == b"print(1)\n"
    logs = "".join(path.read_text() for path in cluster.folder.glob("worker*.log"))
    assert logs.count("exited with status 9") >= 2


def test_a_worker_of_another_version_is_refused(project: Path, cluster: LocalCluster) -> None:
    cluster.start_worker("--no-nanny")
    result = porting(
        *("--dask", cluster.address, "shop"),
        before="from porting.many_files import cluster; cluster.tool_digest = lambda: b'newer'",
    )
    assert result.returncode == 3
    assert "has another version of porting" in result.stderr


def test_no_scheduler(project: Path) -> None:
    result = porting(
        *("--dask", "tcp://127.0.0.1:9", "shop"),
        before="from porting.many_files import cluster; cluster.CONNECT_SECONDS = 0.5",
    )
    assert result.returncode == 3
    assert "no Dask scheduler answers at tcp://127.0.0.1:9: " in result.stderr
