"""`porting update`: what was changed by hand stays, what the original changed arrives."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli

OLD = (
    "#!/usr/bin/env python2\nimport sys\n\ndef price(n):\n    print 'price', n\n\n\n"
    "def end():\n    pass\n"
)
NEW = OLD.replace("pass", "print 'end', sys.argv")
MINE = (
    '#!/usr/bin/env python3\nimport sys\n\ndef price(n):\n    """By hand."""\n'
    "    print('price', n)\n\n\ndef end():\n    pass\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder, text in (("old", OLD), ("new", NEW), ("port", MINE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "shop.py").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def update(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["update", *arguments], catch_exceptions=False)


def test_both_changes_are_in_the_port(home: Path) -> None:
    result = update("-w", "new", "port", "--base", "old")
    assert (result.exit_code, result.stderr) == (0, "1 merged\n")
    merged = MINE.replace("    pass\n", "    print('end', sys.argv)\n")
    assert (home / "port" / "shop.py").read_text() == merged
    again = update("-w", "new", "port", "--base", "new")
    assert (again.exit_code, again.stderr) == (0, "nothing to update\n")


def test_nothing_is_written_unless_asked_for(home: Path) -> None:
    result = update("new", "port", "--base", "old")
    assert "+    print('end', sys.argv)\n" in result.stdout
    assert result.stderr == "1 merged; nothing written, see --write\n"
    assert (home / "port" / "shop.py").read_text() == MINE


def test_where_both_changed_a_line_both_stand_there(home: Path) -> None:
    mine = MINE.replace("    pass\n", "    return 1\n")
    (home / "port" / "shop.py").write_text(mine)
    result = update("-w", "new", "port", "--base", "old")
    text = (home / "port" / "shop.py").read_text()
    conflict = (
        "<<<<<<< port\n    return 1\n=======\n    print('end', sys.argv)\n"
        ">>>>>>> new original, ported\n"
    )
    assert conflict in text
    line = text.splitlines().index("<<<<<<< port") + 1
    assert result.exit_code == 1
    assert result.stderr == f"port/shop.py:{line}: conflict: both changed this\n1 with conflicts\n"


def test_files_that_came_and_went(home: Path) -> None:
    (home / "new" / "till.py").write_text("print 1\n")
    for name in ("gone.py", "kept.py"):
        (home / "old" / name).write_text("print 2\n")
        (home / "port" / name).write_text("print(2)\n")
    (home / "port" / "kept.py").write_text("print(3)\n")
    result = update("-w", "new", "port", "--base", "old")
    assert sorted(path.name for path in (home / "port").iterdir()) == [
        "kept.py",
        "shop.py",
        "till.py",
    ]
    assert (home / "port" / "till.py").read_text() == "print(1)\n"
    assert "kept.py: left the original, but was changed by hand: kept" in result.stderr
    assert result.exit_code == 1


def test_what_cannot_be_ported_is_told_and_the_rest_is_updated(home: Path) -> None:
    (home / "new" / "broken.py").write_text("print (\n")
    (home / "old" / "broken.py").write_text("print 1\n")
    (home / "port" / "broken.py").write_text("print(1)  # mine\n")
    result = update("-w", "new", "port", "--base", "old")
    assert result.exit_code == 3
    assert "port/broken.py: the new original cannot be ported: new/broken.py:1:" in result.stderr
    assert (home / "port" / "broken.py").read_text() == "print(1)  # mine\n"
    assert "sys.argv" in (home / "port" / "shop.py").read_text()


def test_the_old_original_comes_from_git(home: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=home, check=True, capture_output=True)

    git("init", "-q")
    (home / "new" / "shop.py").write_text(OLD)
    git("add", "new")
    git("commit", "-qm", "old")
    (home / "new" / "shop.py").write_text(NEW)
    assert update("-w", "new/shop.py", "port/shop.py").exit_code == 0
    text = (home / "port" / "shop.py").read_text()
    assert ('"""By hand."""' in text, "sys.argv" in text) == (True, True)
    git("commit", "-qam", "new")
    (home / "port" / "shop.py").write_text(MINE)
    assert update("-w", "new", "port", "--since", "HEAD~1").exit_code == 0
    assert (home / "port" / "shop.py").read_text() == text


def test_no_old_original(home: Path) -> None:
    result = update("new", "port")
    assert result.exit_code == 3
    assert "git has no old original" in result.stderr
    assert "--base" in result.stderr
