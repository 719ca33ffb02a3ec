"""`porting report` through its entry point: which pages there are, and what is in them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.report.pages import page_names

RANK = """\
import urllib2

def rank(address):
    page = urllib2.urlopen(address).read()
    return page.split('#')[1]

print "rank:", rank("http://example.org/book")
"""
HOSTILE = "<img src=x onerror=alert(1)>.py"
HOSTILE_PAGE = "_img_src_x_onerror_alert_1_.py.html"


def report(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["report", *arguments], catch_exceptions=False)


class Page(HTMLParser):
    """The elements of a page with their attributes, and what links there are."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, name: str) -> list[str]:
        return [str(own[name]) for each, own in self.elements if each == tag and name in own]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "rank.py").write_text(RANK)
    (folder / "still.py").write_text("x = 1\n")
    (folder / "broken.py").write_text("def (:\n")
    (folder / "half.py").write_text("def half(a, b):\n    return a / b\n\nprint half(1, 2)\n")
    (folder / HOSTILE).write_text("print '<script>alert(1)</script>', `1`\n")
    return folder


def test_pages_of_a_folder(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = report(str(shop), "-o", str(out))
    assert result.exit_code == 3
    pages = sorted(path.name for path in (out / "files").iterdir())
    assert pages == [HOSTILE_PAGE, "broken.py.html", "half.py.html", "rank.py.html"]
    index = Page(out / "index.html")
    assert "still.py" in index.text
    assert HOSTILE in index.text
    assert "1 could not be ported" in index.text
    assert "broken.py:1:" in Page(out / "files/broken.py.html").text


def test_a_page_tells_all_of_a_file(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report(str(shop / "rank.py"), "-o", str(out))
    page = Page(out / "files/rank.py.html")
    ids = page.all("li", "id")
    assert ids == [
        "L1-2to3-urllib",
        "L4-2to3-urllib",
        "L7-2to3-print",
        "L5-bytes-regex-literal_bytes",
        "L5-str-decode-decode_exit",
    ]
    assert set(page.all("button", "data-opens")) == set(ids)
    steps = [
        (own["data-step"], own["data-line"])
        for tag, own in page.elements
        if tag == "button" and "data-step" in own
    ]
    assert steps[:4] == [("1", "4"), ("2", "4"), ("3", "4"), ("4", "5")]
    assert "wrong result, no error" in page.text
    assert "../fixers/literal_bytes.html" in page.all("a", "href")


def test_links_within_a_report_lead_somewhere(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report(str(shop), "-o", str(out))
    for path in out.rglob("*.html"):
        page = Page(path)
        targets = [*page.all("a", "href"), *page.all("link", "href"), *page.all("script", "src")]
        ids = set(page.all("li", "id")) | set(page.all("main", "id"))
        for target in targets:
            if target.startswith(("https://", "data:")):
                continue
            place, _, anchor = target.partition("#")
            if place:
                assert (path.parent / place.partition("?")[0]).is_file(), target
            elif not anchor.startswith("line-"):
                assert anchor in ids, target


def test_strangers_text_is_shown_and_never_read_as_html(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report(str(shop), "-o", str(out))
    for path in out.rglob("*.html"):
        page = Page(path)
        assert not page.all("img", "src")
        assert [own for tag, own in page.elements if tag == "script"] in (
            [{"src": "../static/report.js"}],
            [{"src": "static/report.js"}],
        )
        names = {name for _, own in page.elements for name in own}
        assert not any(name.startswith("on") or name == "style" for name in names)
        (policy,) = (
            own["content"]
            for tag, own in page.elements
            if own.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in str(policy)
    assert "<script>alert(1)</script>" in Page(out / "files" / HOSTILE_PAGE).text


def test_ids_are_unique(shop: Path, tmp_path: Path) -> None:
    (shop / "twice.py").write_text("print 1; print 2\nprint 3 / x, 4 / y\n" * 3)
    out = tmp_path / "out"
    report(str(shop), "-o", str(out))
    for path in out.rglob("*.html"):
        ids = [own["id"] for _, own in Page(path).elements if "id" in own]
        assert len(ids) == len(set(ids)), path


def test_a_coding_line_moves_no_line(tmp_path: Path) -> None:
    source = tmp_path / "cafe.py"
    source.write_bytes("x = 'é'\nprint x\n".encode("latin-1"))
    out = tmp_path / "out"
    assert report(str(source), "--encoding", "latin-1", "-o", str(out)).exit_code == 0
    page = Page(out / "files/cafe.py.html")
    assert "L2-2to3-print" in page.all("li", "id")
    assert page.text.count("coding:") == 1


def test_it_is_written_again_over_an_earlier_report_and_over_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("print 1\n")
    out = tmp_path / "out"
    assert report(str(source), "-o", str(out)).exit_code == 0
    assert report(str(source), "-o", str(out)).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    result = report(str(source), "-o", str(other))
    assert result.exit_code == 3
    assert "holds something else than a report" in result.output
    assert [path.name for path in other.iterdir()] == ["mine.txt"]


def test_names_of_pages_are_safe_and_differ() -> None:
    paths = ["a/b.py", "a__b.py", "A/B.py", "../x.py", "ü.py", "ö.py", "a" * 300 + ".py"]
    names = page_names(paths)
    assert len({name.lower() for name in names.values()}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{1,130}\.html", name) for name in names.values())


def test_the_case_study_comes_with_its_runs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = report("-o", str(out))
    assert result.exit_code == 0, result.output
    page = Page(out / "files/bookrank.py.html")
    for told in (
        "TypeError: cannot use a string pattern on a bytes-like object",
        "Traceback (most recent call last)",
        "ranked b'184,735'",
        "2to3 looks at names, and cannot know.",
    ):
        assert told in page.text
    assert "42 of 42 runs do the same" in re.sub(r"\s+", " ", Page(out / "index.html").text)
