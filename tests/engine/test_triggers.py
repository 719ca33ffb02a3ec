"""What triggers fixers, found before they are imported: see `porting.engine.triggers`."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import porting
from porting.fixers.unloaded import unloaded
from porting.stages import STAGES

ROOT = Path(porting.__file__).parents[1]

PLAIN = '''\
"""What `print x` <> 0777L was."""
import os, sys
from os.path import join

class Shop(object):
    def rank(self, page, limits=(1, 2)):
        for index in range(len(page)):
            if self[index] not in limits:
                raise ValueError("no %s" % page[index])
        try:
            return [book for book in sorted(self.books(page))]
        except (OSError, IOError) as error:
            raise
'''


def test_table_is_what_the_fixers_say() -> None:
    path = ROOT / "tools" / "compile_triggers.py"
    spec = importlib.util.spec_from_file_location("compile_triggers", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PATH.read_text(encoding="utf-8") == tool.compiled(), "run tools/compile_triggers.py"


def test_entries_load_their_fixers() -> None:
    fixers = next(stage for stage in STAGES if stage.name == "2to3").fixers
    assert tuple(entry.load() for entry in unloaded()) == fixers


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        pytest.param(PLAIN, [], id="nothing applies"),
        pytest.param("f = 1 <> 2\n", ["libcst", "porting.fixers.from_2to3.ne"], id="one fixer"),
        pytest.param(
            "execfile(x)\nexec x\n",
            [
                "libcst",
                "porting.fixers.from_2to3.exec_statement",
                "porting.fixers.from_2to3.execfile",
            ],
            id="two fixers",
        ),
    ],
)
def test_only_what_applies_is_imported(tmp_path: Path, text: str, loaded: list[str]) -> None:
    (tmp_path / "a.py").write_text(text)
    code = (
        "import sys; from porting.cli.two_to_three import run; run(['--no-diffs', 'a.py']);"
        "print(sorted(m for m in sys.modules if m in ('libcst', 'click')"
        " or m.startswith('porting.fixers.from_2to3.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{loaded}\n"
