"""Nothing is destroyed: what is written, where, and what stays as it was."""

from __future__ import annotations

import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting import files
from porting.cli import cli
from porting.errors import OutputError
from porting.files import Output, Writer, digest_of, file_beside, is_special, keep_twin, read_file
from porting.many_files import schedule

ROOT = Path(__file__).parent.parent
OLD, NEW = b"print 1\n", b"print(1)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(*names: str, data: bytes = OLD) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def porting(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def start(*arguments: str) -> subprocess.Popen[str]:
    """The command in a process and a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "porting", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def leftovers() -> list[str]:
    return [str(path) for path in Path().rglob(".*") if path.suffix == ".tmp"]


# The writer


def test_what_is_replaced_keeps_its_permissions_and_its_link(folder: Path) -> None:
    plant("real.py")
    Path("real.py").chmod(0o4751)
    Path("link.py").symlink_to("real.py")
    Writer([folder]).replace(Path("link.py"), NEW, was=digest_of(OLD))
    assert Path("link.py").is_symlink()
    assert Path("real.py").read_bytes() == NEW
    assert stat.S_IMODE(os.stat("real.py").st_mode) == 0o4751
    assert leftovers() == []


def test_a_private_file_is_never_readable_by_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant("secret.py")
    Path("secret.py").chmod(0o600)
    modes = []
    replace = os.replace

    def look(source: str, target: str) -> None:
        modes.append(stat.S_IMODE(os.stat(source).st_mode))
        replace(source, target)

    monkeypatch.setattr(os, "replace", look)
    monkeypatch.setattr(os, "chmod", lambda *_: modes.append(stat.S_IMODE(os.stat(_[0]).st_mode)))
    Writer([folder]).replace(Path("secret.py"), NEW, was=digest_of(OLD))
    assert modes == [0o600, 0o600]


def test_what_is_created_is_like_what_it_was_made_from(folder: Path) -> None:
    plant("tool")
    Path("tool").chmod(0o4751)
    Writer([Path("out")]).create(Path("out/sub/tool"), NEW, like=Path("tool"))
    assert stat.S_IMODE(os.stat("out/sub/tool").st_mode) == 0o751


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(folder: Path) -> None:
    plant("a.py")
    os.chown("a.py", 4711, 4712)
    Writer([folder]).replace(Path("a.py"), NEW, was=digest_of(OLD))
    found = os.stat("a.py")
    assert (found.st_uid, found.st_gid) == (4711, 4712)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failed_write_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    plant("a.py")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        Writer([folder]).replace(Path("a.py"), NEW, was=digest_of(OLD))
    if isinstance(error, OSError):
        assert str(caught.value) == "a.py: cannot be written: no space left on device"
    assert os.listdir() == ["a.py"]
    assert Path("a.py").read_bytes() == OLD


def _edited() -> None:
    plant("a.py", data=b"my work\n")


def _gone() -> None:
    Path("a.py").unlink()


def _pipe() -> None:
    Path("a.py").unlink()
    os.mkfifo("a.py")


def _folder() -> None:
    Path("a.py").unlink()
    Path("a.py").mkdir()


def _link() -> None:
    plant("../elsewhere.py")
    Path("a.py").unlink()
    Path("a.py").symlink_to("../elsewhere.py")


@pytest.mark.parametrize("change", [_edited, _gone, _pipe, _folder, _link])
def test_what_changed_since_it_was_read_is_not_replaced(
    folder: Path, change: Callable[[], None]
) -> None:
    plant("a.py")
    writer = Writer([folder])
    change()
    before = os.lstat("a.py") if os.path.lexists("a.py") else None
    with pytest.raises(OutputError, match=r"a\.py: "):
        writer.replace(Path("a.py"), NEW, was=digest_of(OLD))
    after = os.lstat("a.py") if os.path.lexists("a.py") else None
    assert before == after
    assert leftovers() == []


def test_a_planted_temporary_file_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were its name known, a link there would not be followed."""
    plant("a.py")
    plant("victim", data=b"precious")
    monkeypatch.setattr(files, "_name_beside", lambda path: str(folder / "guessed"))
    Path("guessed").symlink_to("victim")
    with pytest.raises(OutputError, match="file exists"):
        Writer([folder]).replace(Path("a.py"), NEW, was=digest_of(OLD))
    assert Path("victim").read_bytes() == b"precious"
    assert Path("a.py").read_bytes() == OLD


def test_the_name_of_a_temporary_file_is_never_the_same() -> None:
    assert len({files._name_beside("/a/b.py") for _ in range(100)}) == 100


def test_two_outputs_do_not_end_in_one_file(folder: Path) -> None:
    plant("a.py", "b.py", "out/b.py")
    Path("out/a.py").symlink_to("b.py")
    writer = Writer([Path("out")])
    writer.create(Path("out/a.py"), b"a", like=Path("a.py"))
    with pytest.raises(OutputError, match=r"out/b\.py: was written from a\.py already"):
        writer.create(Path("out/b.py"), b"b", like=Path("b.py"))
    assert Path("out/b.py").read_bytes() == b"a"


@pytest.mark.parametrize("name", ["helper.py", "tool"])
def test_a_program_is_no_output_of_another_kind(folder: Path, name: str) -> None:
    plant(name, data=b"#!/usr/bin/env python\n")
    with pytest.raises(OutputError, match=rf"{name}: not written over: it is a program"):
        Output(Path(name))


def test_an_output_that_came_meanwhile_is_kept(folder: Path) -> None:
    claimed = Output(Path("new.json"))
    plant("new.json", data=b"of somebody else")
    with pytest.raises(OutputError, match=r"new\.json: changed since the command began"):
        claimed.write(b"{}")
    assert Path("new.json").read_bytes() == b"of somebody else"


def test_a_file_beside_is_the_users_alone_and_goes(folder: Path) -> None:
    with file_beside(Path("x.json")) as path:
        assert path.parent == folder
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir() == []


@pytest.mark.parametrize("has_links", [True, False])
def test_a_twin_takes_the_place_of_an_older_one(
    folder: Path, has_links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", fail)
    plant("a.py")
    plant("a.py.bak", data=b"older")
    for _ in range(2):
        keep_twin("a.py", "a.py.bak")
    assert Path("a.py").read_bytes() == Path("a.py.bak").read_bytes() == OLD
    assert sorted(os.listdir()) == ["a.py", "a.py.bak"]


# What is no regular file


@pytest.fixture
def specials(folder: Path) -> Iterator[Path]:
    """A tree with a module and what only looks like modules; reading those never ends."""
    plant("tree/good.py", data=b"import pipe, link\nprint 1\n")
    for name in ("pipe.py", "script", "notes.txt"):
        os.mkfifo(f"tree/{name}")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("tree/socket.py")
        Path("tree/link.py").symlink_to("/dev/zero")
        Path("tree/null.py").symlink_to("/dev/null")
        yield folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "-w"),
        ("run", "-o", "out"),
        ("run", "-j", "2"),
        ("2to3",),
        ("2to3", "-w", "-n"),
        ("2to3", "-d"),
        ("audit",),
        ("compare", "tree"),
    ],
    ids=" ".join,
)
def test_what_is_no_regular_file_is_passed_over(specials: Path, arguments: tuple[str, ...]) -> None:
    process = start(*arguments, "tree")
    _, stderr = process.communicate(timeout=60)
    for name in ("pipe", "script", "notes", "socket", "link", "null"):
        assert name not in stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize("name", ["tree/pipe.py", "tree/socket.py", "tree/link.py"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("2to3",),
        ("audit",),
        ("compare", "tree/good.py"),
        ("record",),
        ("run", "tree/good.py", "--evidence"),
        ("run", "tree/good.py", "--requirements"),
        ("trace",),
    ],
    ids=" ".join,
)
def test_what_is_no_regular_file_is_told_when_named(
    specials: Path, arguments: tuple[str, ...], name: str
) -> None:
    extra = ("c.yaml",) if arguments == ("record",) else ()
    process = start(*arguments, name, *extra)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode in ((1,) if arguments == ("2to3",) else (2, 3))
    assert name in stderr
    assert "Traceback" not in stderr


def test_a_pipe_is_not_read(specials: Path) -> None:
    with pytest.raises(OSError, match="is a named pipe"):
        read_file("tree/pipe.py")
    with pytest.raises(OSError, match="is a device"):
        read_file("tree/link.py")
    assert is_special("tree/socket.py")
    assert not any(map(is_special, ("tree", "tree/good.py", "tree/nothing")))


# Commands


def test_output_does_not_follow_links_out_of_its_folder(folder: Path) -> None:
    plant("src/a.py", "src/b.py", "src/pkg/c.py", "src/d.py", "elsewhere/c.py")
    plant("out/keep.txt")
    Path("out/a.py").symlink_to("../src/a.py")
    os.link("src/b.py", "out/b.py")
    Path("out/pkg").symlink_to("../elsewhere")
    Path("out/d.py").symlink_to("../made.py")
    for command in (("run", "-o", "out"), ("2to3", "-w", "-n", "-o", "out")):
        result = porting(*command, "src")
        assert result.exit_code in (1, 3)
        for name in ("out/a.py", "out/b.py", "out/pkg/c.py", "out/d.py"):
            assert name in result.stderr
        for name in ("src/a.py", "src/b.py", "src/pkg/c.py", "src/d.py", "elsewhere/c.py"):
            assert Path(name).read_bytes() == OLD
        assert not Path("made.py").exists()


@pytest.mark.parametrize("command", [("run", "-o"), ("2to3", "-w", "-n", "-o")])
def test_output_stays_below_its_folder(folder: Path, command: tuple[str, ...]) -> None:
    plant("a/y.py", "b/x.py")
    porting(*command, "out", "a/../b/x.py", "a/y.py")
    assert Path("b/x.py").read_bytes() == Path("a/y.py").read_bytes() == OLD
    written = [path for path in Path("out").rglob("*.py") if path.read_bytes() == NEW]
    assert len(written) == 2


def test_dots_behind_a_link_lead_where_they_lead(folder: Path) -> None:
    plant("one/two/y.py", "one/x.py", "x.py")
    Path("link").symlink_to("one/two")
    assert porting("run", "-o", "out", "link/../x.py", "one/two/y.py").exit_code == 0
    assert sorted(map(str, Path("out").rglob("*.py"))) == ["out/two/y.py", "out/x.py"]


@pytest.mark.parametrize("command", [("run", "-o"), ("2to3", "-w", "-n", "-o")])
def test_output_is_never_input(folder: Path, command: tuple[str, ...]) -> None:
    plant("src/a.py")
    result = porting(*command, "src", "src/a.py")
    assert result.exit_code in (1, 3)
    assert "src/a.py: would be written over, though this command reads it" in result.stderr.replace(
        "Can't create ", ""
    )
    assert Path("src/a.py").read_bytes() == OLD


@pytest.mark.parametrize("command", [("run", "-w"), ("2to3", "-w", "-n")])
def test_a_link_out_of_the_tree_is_not_written_through(
    folder: Path, command: tuple[str, ...]
) -> None:
    plant("tree/good.py", "outside.py")
    Path("tree/link.py").symlink_to("../outside.py")
    result = porting(*command, "tree")
    assert "tree/link.py: leads to " in result.stderr.replace("Can't create ", "")
    assert Path("outside.py").read_bytes() == OLD
    assert Path("tree/good.py").read_bytes() == NEW
    assert porting(*command, "tree/link.py").exit_code == 0
    assert Path("outside.py").read_bytes() == NEW


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--requirements", "OUT", "s.py"),
        ("run", "-w", "--requirements", "OUT", "s.py"),
        ("run", "--requirements", "OUT", "."),
        ("trace", "-o", "OUT", "s.py"),
        ("trace", "-o", "OUT", "-m", "s"),
        ("record", "s.py", "OUT"),
        ("record", "other.py", "OUT", "--", "s.py"),
    ],
    ids=" ".join,
)
def test_a_script_is_not_written_over(
    folder: Path, arguments: tuple[str, ...], link: Callable[[str, str], None] | None
) -> None:
    text = b"open('it ran', 'w').close()\n"
    plant("s.py", "other.py", data=text)
    out = "s.py"
    if link is not None:
        out = "out"
        link("s.py", out)
    before = sorted(os.listdir())
    result = porting(*(out if each == "OUT" else each for each in arguments))
    if link is None or "-m" not in arguments:
        assert result.exit_code in (2, 3)
        assert f"{out}: " in result.stderr
        assert sorted(os.listdir()) == before
    assert Path("s.py").read_bytes() == text


def test_evidence_is_not_written_over(folder: Path) -> None:
    evidence = b'{"format": "porting evidence 1", "python": "2.7.18", "files": {}}'
    plant("e.json", data=evidence)
    plant("s.py")
    result = porting("run", "--evidence", "e.json", "--requirements", "e.json", "s.py")
    assert (result.exit_code, result.stdout) == (3, "")
    assert Path("e.json").read_bytes() == evidence


def test_a_backup_is_not_written_over_an_input(folder: Path) -> None:
    plant("a.py")
    plant("a.py.bak", data=b"print 'precious'\n")
    result = porting("2to3", "-w", "-f", "print", "a.py", "a.py.bak")
    assert result.exit_code == 1
    assert Path("a.py").read_bytes() == OLD
    assert Path("a.py.bak").read_bytes() == b"print('precious')\n"
    assert Path("a.py.bak.bak").read_bytes() == b"print 'precious'\n"


def test_a_suffix_is_no_path(folder: Path) -> None:
    plant("a.py", "b.py")
    result = porting("2to3", "-w", "-n", "--add-suffix", "/../b.py", "a.py")
    assert result.exit_code == 2
    assert Path("b.py").read_bytes() == OLD


@pytest.mark.parametrize("command", [("run", "-w", "-j", "2"), ("2to3", "-w", "-n", "-j", "2")])
def test_an_edit_saved_during_the_run_is_kept(folder: Path, command: tuple[str, ...]) -> None:
    names = [f"m{number:03}.py" for number in range(150)]
    text = OLD + b"x = {}\nx.has_key(1)\n" * 40
    plant(*names, data=text)
    edited = names[-1:0:-15]
    process = start(*command, ".")
    while Path(names[0]).read_bytes() == text and process.poll() is None:
        time.sleep(0.005)
    plant(*edited, data=b"my work = precious\n")
    _, stderr = process.communicate(timeout=120)
    assert process.returncode in (1, 3)
    told = [name for name in edited if f"{name}: changed since it was read" in _flat(stderr)]
    assert told
    for name in edited:
        assert Path(name).read_bytes() == b"my work = precious\n"


def _flat(stderr: str) -> str:
    return stderr.replace("Can't create ", "").replace("./", "")


def test_a_result_is_kept_for_what_was_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes between the look at its imports and its port is not taken for what it
    was, now or when it is that again."""

    read = schedule.read_bytes

    def late(path: Path) -> bytes:
        plant("a.py", data=b"print 'the newer'\n")
        return read(path)

    plant("a.py")
    with monkeypatch.context() as patch:
        patch.setattr(schedule, "read_bytes", late)
        assert "+print('the newer')" in porting("run", "a.py").stdout
    plant("a.py")
    assert "+print(1)" in porting("run", "a.py").stdout


def test_what_could_not_be_read_is_not_kept(folder: Path) -> None:
    plant("a.py", data=b"")
    assert porting("run", "a.py").exit_code == 0
    Path("a.py").unlink()
    assert porting("run", "-o", "out", "a.py").exit_code == 3
    assert not Path("out/a.py").exists()
    plant("a.py", data=b"")
    assert porting("run", "a.py").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    plant("tree/a.py")
    Path("tree").chmod(0o555)
    try:
        for command in (("run", "-w"), ("2to3", "-w", "-n"), ("2to3", "-w")):
            assert porting(*command, "tree").exit_code in (1, 3)
            assert Path("tree/a.py").read_bytes() == OLD
    finally:
        Path("tree").chmod(0o755)


# Kills

KILLS = 8


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("command", [("run", "-w", "-j", "2"), ("2to3", "-w")])
def test_a_kill_leaves_each_file_old_or_new(
    folder: Path, number: signal.Signals, command: tuple[str, ...]
) -> None:
    """And none of our own behind, where we were asked to end."""
    text, ported = OLD * 200, NEW * 200
    names = [f"m{each:02}.py" for each in range(40)]
    moments = random.Random(1)
    for _ in range(KILLS // 2):
        plant(*names, data=text)
        process = start(*command, "--no-diffs", ".")
        while Path(names[0]).read_bytes() == text and process.poll() is None:
            time.sleep(0.002)
        time.sleep(moments.random() * 0.2)
        os.killpg(process.pid, number) if number is signal.SIGINT else process.send_signal(number)
        process.communicate(timeout=60)
        assert {Path(name).read_bytes() for name in names} <= {text, ported}
        if number is not signal.SIGKILL:
            assert leftovers() == []


def test_a_watcher_never_sees_half_a_file(folder: Path) -> None:
    text, ported = OLD * 50_000, NEW * 50_000
    plant("a.py", data=text)
    seen: set[bytes] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.is_set():
            seen.add(digest_of(Path("a.py").read_bytes()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        writer = Writer([folder])
        for _ in range(20):
            writer.replace(Path("a.py"), ported, was=digest_of(text))
            writer.replace(Path("a.py"), text, was=digest_of(ported))
    finally:
        is_over.set()
        watcher.join()
    assert seen <= {digest_of(text), digest_of(ported)}
