"""The notebook of the case study runs from first cell to last, and shows what its text says."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "teaching" / "case_study.ipynb"


def read() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def shown() -> list[str]:
    """What each cell with code prints, in their order."""
    notebook = read()
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return ["".join(output.text for output in cell.outputs) for cell in cells]


def test_it_is_kept_without_outputs() -> None:
    for cell in read().cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (0, "from urllib2 import urlopen"),
        (1, "- 'Core Python Programming' ranked 87,118"),
        (2, "+from urllib.request import urlopen"),
        (3, "TypeError: cannot use a string pattern on a bytes-like object"),
        (4, "- 'Core Python Programming' ranked b'87,118'"),
        (5, "- 'Core Python Programming' ranked 87,118"),
        (6, "`page.read()` returns bytes"),
        (8, "Schlangenfr\\xc3\\xbchling\nSchlangenfrühling"),
    ],
)
def test_a_step_shows_what_it_is_about(shown: list[str], cell: int, expected: str) -> None:
    assert expected in shown[cell]


def test_one_port_fails_and_at_the_page_in_latin_1_alone(shown: list[str]) -> None:
    differs = [line for line in shown[7].splitlines() if line.endswith("DIFFERS")]
    assert len(differs) == 1
    assert "Latin-1" in differs[0]
    assert shown[7].index("decodes the page") < shown[7].index("DIFFERS")
    assert shown[7].count("the same") == 17
