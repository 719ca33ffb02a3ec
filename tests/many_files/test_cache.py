"""What is kept between runs: the second one does no work, and nothing wrong comes back."""

from __future__ import annotations

import ast
import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting import pipeline
from porting.cli import cli
from porting.many_files import cache as cache_module
from porting.many_files import schedule
from porting.many_files.cache import FILE, Cache, digest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two modules to port and one that cannot be; it is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_bytes(b"print 1\n")
    (tmp_path / "b.py").write_bytes(b"import a\nprint cmp(1, 2)\n")
    (tmp_path / "bad.py").write_bytes(b"if x\n")
    return tmp_path


@pytest.fixture
def ported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that went through the pipeline."""
    names = []
    port_source = pipeline.port_source

    def count(source: str, *, filename: str, **options: object) -> object:
        names.append(filename)
        return port_source(source, filename=filename, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "port_source", count)
    return names


def porting(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], catch_exceptions=False)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_second_run_says_the_same_and_ports_nothing(
    project: Path, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = porting("-v", "--jobs", jobs, ".")
    monkeypatch.setattr(pipeline, "port_source", None)
    second = porting("-v", "--jobs", jobs, ".")
    assert (second.exit_code, second.stdout, second.stderr) == (3, first.stdout, first.stderr)
    assert "+print(1)" in second.stdout
    assert "bad.py:1:5: " in second.stderr


def test_the_second_run_does_not_import_libcst(project: Path) -> None:
    (project / "bad.py").unlink()
    program = (
        "import sys\n"
        "from porting.cli import cli\n"
        "cli(['run', '.'], standalone_mode=False)\n"
        "print('libcst' in sys.modules, 'rich' in sys.modules)\n"
    )
    seen = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.append(done.stdout.splitlines()[-1])
    assert seen == ["True False", "False False"]


def test_what_was_ported_can_be_written_later(project: Path) -> None:
    porting("--no-diffs", ".")
    porting("-w", ".")
    assert (project / "a.py").read_bytes() == b"print(1)\n"


def test_no_cache(project: Path, ported: list[str], own_cache: Path) -> None:
    for _ in range(2):
        porting("--no-cache", "a.py")
    assert ported == ["a.py", "a.py"]
    assert list(own_cache.iterdir()) == []


def test_a_changed_file_is_ported_again_and_no_other(project: Path, ported: list[str]) -> None:
    porting("a.py", "b.py")
    (project / "a.py").write_bytes(b"print 2\n")
    assert "+print(2)" in porting("a.py", "b.py").stdout
    assert ported == ["a.py", "b.py", "a.py"]


def test_an_option_makes_another_result(project: Path, ported: list[str]) -> None:
    encoding = ["--encoding", "latin-1"]
    for options in ([], ["--until", "2to3"], encoding, ["--stage", "modern"], ["--modernize"]):
        porting(*options, "a.py")
    assert ported == ["a.py"] * 5


def test_a_name_makes_another_result(project: Path, ported: list[str]) -> None:
    porting("a.py")
    (project / "a.py").rename(project / "c.py")
    assert "--- c.py" in porting("c.py").stdout
    assert ported == ["a.py", "c.py"]


def test_a_new_neighbour_makes_another_result(project: Path) -> None:
    """Whether an import is of the own package shows in its folder alone."""
    (project / "__init__.py").touch()
    (project / "b.py").write_bytes(b"import helpers\n")
    assert porting("b.py").stdout == ""
    (project / "helpers.py").touch()
    assert "+from . import helpers" in porting("b.py").stdout


def test_another_version_makes_another_result(
    project: Path, ported: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    porting("a.py")
    monkeypatch.setattr(schedule, "tool_digest", lambda: b"newer")
    porting("a.py")
    assert ported == ["a.py", "a.py"]


def test_a_fault_of_ours_is_not_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "port_source", None)
        assert "internal error" in porting("a.py").stderr
    assert porting("a.py").exit_code == 0


# The file


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _zeroed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + bytes(path.stat().st_size - 100))


def _altered_row(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET parcel = zeroblob(length(parcel))")
    connection.close()


def _exchanged_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT key, parcel, seal FROM results").fetchall()
        for (key, *_), (_, parcel, seal) in zip(rows, rows[1:] + rows[:1]):
            connection.execute(
                "UPDATE results SET parcel = ?, seal = ? WHERE key = ?", (parcel, seal, key)
            )
    connection.close()


@pytest.mark.parametrize("damage", [_garbage, _cut, _zeroed, _altered_row, _exchanged_rows])
def test_a_damaged_cache_is_discarded(project: Path, own_cache: Path, damage: object) -> None:
    first = porting(".")
    damage(own_cache / FILE)  # type: ignore[operator]
    second = porting(".")
    warning, _, rest = second.stderr.partition("\n")
    assert warning.startswith(f"warning: {own_cache / FILE}: the cache is damaged (")
    assert warning.endswith("), and begun anew")
    assert (second.stdout, rest) == (first.stdout, first.stderr)
    third = porting(".")
    assert (third.stdout, third.stderr) == (first.stdout, first.stderr)


class Bomb:
    """What a pickle can do."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("planted",)


def _as_row(head: object, outcome: object) -> bytes:
    """A row of this shape, with whatever is said in it."""
    told = json.dumps([[], head]).encode()
    parcel = zlib.compress(json.dumps([[], outcome]).encode())
    return len(told).to_bytes(4, "big") + told + parcel


CHANGED = ["r", [], [], []]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(pickle.dumps(Bomb()), id="a pickle"),
        pytest.param(zlib.compress(pickle.dumps(Bomb())), id="a packed pickle"),
        pytest.param(_as_row([[], 1], 0)[:-4] + pickle.dumps(Bomb()), id="a pickle behind"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\0\0\0\xff[[],", id="cut"),
        pytest.param(_as_row([[], "1"], []), id="no number"),
        pytest.param(_as_row([[], 1], [0, ["a.py"]]), id="a field only"),
        pytest.param(_as_row([[], 1], [1, ["a.py", ["SystemExit", ["x"]], 1]]), id="no error"),
        pytest.param(
            _as_row([[], 1], [0, ["a.py", CHANGED, "evil()\n", "", True, 1, "x"]]), id="other bytes"
        ),
        pytest.param(
            _as_row([[], 1], [1, ["b.py", ["FixerBug", ["what is not so"]], 1]]), id="another file"
        ),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_row_that_does_not_fit_is_discarded(
    project: Path, own_cache: Path, row: bytes, jobs: str, ported: list[str]
) -> None:
    """However well it is sealed."""
    first = porting(".")
    with sqlite3.connect(own_cache / FILE) as connection:
        keys = connection.execute("SELECT key FROM results").fetchall()
        for (key,) in keys:
            connection.execute(
                "UPDATE results SET parcel = ?, seal = ? WHERE key = ?",
                (row, cache_module._seal(key, row), key),
            )
    connection.close()
    assert len(keys) == 3
    second = porting("-j", jobs, ".")
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    assert not (project / "planted").exists()
    porting(".")
    ported.clear()
    third = porting(".")
    assert (third.stdout, third.stderr) == (first.stdout, first.stderr)
    assert ported == []


@pytest.mark.parametrize("value", ["text", 5, None])
def test_a_row_that_holds_no_bytes_is_damage(project: Path, own_cache: Path, value: object) -> None:
    first = porting("a.py")
    with sqlite3.connect(own_cache / FILE) as connection:
        connection.execute("CREATE TABLE other AS SELECT * FROM results")
        connection.execute("DROP TABLE results")
        connection.execute("ALTER TABLE other RENAME TO results")
        connection.execute("UPDATE results SET parcel = ?", (value,))
    connection.close()
    assert porting("a.py").stdout == first.stdout


def _shared_folder(folder: Path) -> None:
    folder.chmod(0o777)


def _shared_with_a_group(folder: Path) -> None:
    folder.chmod(0o770)


def _shared_file(folder: Path) -> None:
    (folder / FILE).chmod(0o666)


def _link(folder: Path) -> None:
    (folder / FILE).rename(folder.parent / "elsewhere")
    (folder / FILE).symlink_to(folder.parent / "elsewhere")


def _pipe(folder: Path) -> None:
    (folder / FILE).unlink()
    os.mkfifo(folder / FILE)


def _shared_journal(folder: Path) -> None:
    (folder / f"{FILE}-journal").touch()
    (folder / f"{FILE}-journal").chmod(0o666)


@pytest.mark.parametrize(
    "share", [_shared_folder, _shared_with_a_group, _shared_file, _link, _pipe, _shared_journal]
)
def test_a_cache_that_others_can_write_is_not_used(
    project: Path, own_cache: Path, share: Callable[[Path], None], ported: list[str]
) -> None:
    first = porting("a.py")
    share(own_cache)
    ported.clear()
    second = porting("a.py")
    warning, _, rest = second.stderr.partition("\n")
    assert warning.startswith(f"warning: {own_cache / FILE}: the cache is not used: ")
    assert (second.stdout, rest) == (first.stdout, first.stderr)
    assert ported == ["a.py"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("name", ["", FILE])
def test_a_cache_of_somebody_else_is_not_used(
    project: Path, own_cache: Path, name: str, ported: list[str]
) -> None:
    porting("a.py")
    os.chown(own_cache / name, 4711, -1)
    assert "belongs to somebody else" in porting("a.py").stderr
    assert ported == ["a.py", "a.py"]


def test_nobody_else_can_read_the_cache(project: Path, own_cache: Path) -> None:
    before = os.umask(0)
    try:
        porting("a.py")
    finally:
        os.umask(before)
    assert stat.S_IMODE((own_cache / FILE).stat().st_mode) == 0o600


def test_all_of_our_code_tells_one_porting_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    read_bytes = Path.read_bytes

    def record(path: Path) -> bytes:
        seen.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", record)
    cache_module.tool_digest.__wrapped__()
    assert {"pipeline.py", "print_statement.py", "knowledge.json", "cache.py"} <= {*seen}


def test_no_module_of_ours_unpickles() -> None:
    package = Path(pipeline.__file__).parent
    exercises = package / "exercises"  # Programs of learners, which we never import.
    for path in package.rglob("*.py"):
        if path.is_relative_to(exercises):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
                assert names.isdisjoint({"pickle", "marshal", "shelve"}), path


def test_nothing_is_kept_where_no_folder_can_be_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTING_CACHE_DIR", str(project / "a.py"))
    result = porting("a.py")
    assert (result.exit_code, result.stderr) == (0, "1 file: 1 would change\n")


def test_two_runs_at_once(project: Path, own_cache: Path) -> None:
    for number in range(40):
        (project / f"m{number}.py").write_bytes(b"print %d\n" % number)
    command = [sys.executable, "-m", "porting", "run", "."]
    runs = [
        subprocess.Popen(
            command,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    outputs = {run.communicate() for run in runs}
    assert len(outputs) == 1
    assert outputs == {(porting(".").stdout, porting(".").stderr)}
    assert _is_whole(own_cache / FILE)


def test_many_writers_at_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    warnings: list[str] = []

    def write(writer: int) -> None:
        with Cache(path, warnings.append) as cache:
            for number in range(1000):
                key = digest(number % 500)
                parcel = cache.get(key)
                assert parcel in (None, b"parcel %d" % (number % 500))
                cache.put(key, b"parcel %d" % (number % 500))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert warnings == []
    assert _is_whole(path)
    with Cache(path, warnings.append) as cache:
        assert all(cache.get(digest(number)) == b"parcel %d" % number for number in range(500))


def test_its_size_is_bounded_and_what_is_used_stays(tmp_path: Path) -> None:
    path = tmp_path / FILE
    limit = 400_000
    for number in range(50):
        with Cache(path, print, limit) as cache:
            cache._today = number
            assert cache.get(digest("used")) is not None or number == 0
            if number == 0:
                cache.put(digest("used"), os.urandom(1000))
            cache.put(digest(number), os.urandom(50_000))
        assert path.stat().st_size <= limit
    with Cache(path, print, limit) as cache:
        assert cache.get(digest(49)) is not None
        assert cache.get(digest(10)) is None


def _is_whole(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


# Keys


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass(frozen=True)
class Pair:
    left: object
    right: object


def test_unlike_values_have_unlike_digests() -> None:
    values = [
        *("ab", b"ab", ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), (), "", "\udc80"),
        *(None, 0, 1, True, 1.0, "1", Path("ab"), Colour.RED, Colour.BLUE),
        *(Pair("a", "b"), Pair("b", "a"), Pair("ab", ""), frozenset("ab"), frozenset({"ab"})),
        *({"a": "b"}, {"b": "a"}, {"a": "b", "b": "a"}),
    ]
    assert len({digest(value) for value in values}) == len(values)
    assert digest("a", "bc") != digest("ab", "c")


def test_the_order_of_a_set_is_not_part_of_it() -> None:
    names = [f"name{number}" for number in range(50)]
    assert digest(frozenset(names)) == digest(frozenset(reversed(names)))
    assert digest(dict.fromkeys(names)) == digest(dict.fromkeys(reversed(names)))


def test_what_has_no_digest_is_refused() -> None:
    with pytest.raises(TypeError, match="no digest of object"):
        digest([object()])
