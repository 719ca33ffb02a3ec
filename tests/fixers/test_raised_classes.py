"""Classes without a base become exceptions where they are raised, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import porting
from porting.project.graph import find_project

MANY_BASES = (
    "class Body:\n    pass\n\nclass Element:\n    pass\n\nclass error(Body, Element):\n    pass\n"
)


def test_what_has_several_bases_only_bears_the_name_of_an_exception(tmp_path: Path) -> None:
    nodes, user = tmp_path / "nodes.py", tmp_path / "user.py"
    nodes.write_text(MANY_BASES)
    user.write_text("print 1\nraise error\n")
    project = find_project([nodes, user])
    assert porting.port_source(MANY_BASES, filename=str(nodes), project=project).code == MANY_BASES


def test_what_another_file_raises_becomes_an_exception(tmp_path: Path) -> None:
    text = "class Stop:\n    pass\n\nclass Halt(Stop):\n    pass\n"
    nodes, user = tmp_path / "nodes.py", tmp_path / "user.py"
    nodes.write_text(text)
    user.write_text("print 1\nraise nodes.Halt\n")
    project = find_project([nodes, user])
    code = porting.port_source(text, filename=str(nodes), project=project).code
    assert code == text.replace("class Stop:", "class Stop(Exception):")
