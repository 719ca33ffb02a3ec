"""What only the whole pipeline shows of a fixer: absolute_future, line_ends."""

from __future__ import annotations

from pathlib import Path

from porting import port_source


def test_absolute_future_asks_python_2_in_a_package(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").touch()
    file = tmp_path / "shelf.py"
    source = "import json\nprint json\n"
    file.write_text(source)
    code = port_source(source, filename=str(file), target="six").code
    assert "from __future__ import absolute_import\n" in code


def test_line_ends_of_a_print_statement() -> None:
    source = "for line in open('notes.txt'):\n    print line,\n"
    assert port_source(source).code.endswith("    print(line, end='')\n")
