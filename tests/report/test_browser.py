"""Reports in a real Chromium: clicks, keys, links, what must not run, and who can use them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from porting import port_source
from porting.many_files.tasks import Ported
from porting.report.write import Folder, Report, write_report
from tests.chromium import Tab, lit, opened, serious, stage_of
from tests.report.conftest import HOSTILE, SOURCES, hostile_extras

MAIN = "files/main.py.html"
LITERAL = "L8-bytes-regex-literal_bytes"


def right_side(page: Any) -> str:
    rows = page.locator(".code tr[data-slot]:visible td.r:not(.n):not(.none)")
    return "\n".join(rows.all_text_contents())


# -- clicks --


def test_stages_are_steps(tab: Tab, pages: Path, shop: Path) -> None:
    page = tab.open(pages / MAIN)
    stages = port_source(SOURCES["main.py"]).stages
    assert stage_of(page) == "2to3"
    for name in ("2to3", "modern"):
        page.get_by_role("button", name=re.compile(f"^{name} ")).first.click()
        assert stage_of(page) == name
        assert page.locator("[data-stage-name]").inner_text() == name
    page.locator("[data-to='1']").click()
    (code,) = (stage.code for stage in stages if stage.name == "2to3")
    assert right_side(page) == code
    numbers = page.locator(".code tr:visible td.n.r").evaluate_all(
        "cells => cells.map(c => c.dataset.line)"
    )
    assert numbers == [str(number) for number in range(1, code.count("\n") + 2)]


def test_a_number_opens_its_change(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    page.get_by_role("button", name=re.compile("has_key")).first.click()
    (change,) = opened(page)
    assert change == "L10-2to3-has_key"
    panel = page.locator(f"#{change} .panel")
    assert panel.is_visible()
    assert "wrong result" in panel.inner_text() or "fails when reached" in panel.inner_text()
    assert page.url.endswith(f"#{change}")
    page.locator(f"#{change} h3 button").click()
    assert opened(page) == []


def test_a_fold_opens_and_shows_both_sides(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / "files/long.py.html")
    fold = page.get_by_role("button", name="unchanged lines")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    row = page.locator("tr[data-slot='5']")
    assert row.locator("td.r:not(.n)").inner_text() == row.locator("td.l").inner_text() == "x4 = 4"


def test_ticks_are_kept(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    box = page.locator("[data-tick]").first
    box.check()
    assert page.locator("[data-decided]").inner_text().startswith("1 of ")
    page.reload()
    assert page.locator("[data-tick]").first.is_checked()
    tab.open(pages / "index.html")
    assert page.locator("[data-decided-all]").inner_text() == "1 decided"


def test_the_index_finds_files(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / "index.html")
    rows = page.locator(".files tbody tr:visible")
    assert rows.count() == len(SOURCES) - 1
    page.locator("#all").check()
    assert rows.count() == len(SOURCES)
    page.keyboard.press("/")
    page.keyboard.type("has_key main")
    assert rows.count() == 1
    assert "1 of" in page.locator("[data-found]").inner_text()
    page.locator("#find").fill("")
    page.locator("[data-finds='repr']").click()
    assert rows.count() == 2


def test_a_fixer_leads_to_its_files(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / "fixers/has_key.html")
    page.get_by_role("link", name="Files in which").click()
    page.wait_for_url("**/index.html?find=has_key")
    assert page.locator(".files tbody tr:visible").count() == 1


def test_the_theme_is_kept(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / "index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    tab.open(pages / MAIN)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.get_by_role("button", name="Light").is_visible()


# -- keys --


def test_keys_walk_through_changes_stages_and_steps(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    ids = page.locator(".change").evaluate_all("all => all.map(each => each.id)")
    for wanted in (ids[0], ids[1], ids[2]):
        page.keyboard.press("n")
        assert opened(page) == [wanted]
    page.keyboard.press("p")
    assert opened(page) == [ids[1]]
    page.keyboard.press("]")
    assert stage_of(page) == "bytes-regex"
    assert opened(page) == []
    page.keyboard.press("[")
    assert stage_of(page) == "2to3"
    page.keyboard.press("]")
    page.keyboard.press("n")
    assert opened(page) == [LITERAL]
    steps = page.locator(f"#{LITERAL} .step")
    assert steps.count() == 4
    seen = []
    for _ in range(4):
        page.keyboard.press("j")
        (current,) = page.locator(".step[aria-current]").all()
        seen.append((current.get_attribute("data-step"), *lit(page)))
    assert seen == [("1",), ("2",), ("3", "8"), ("4", "8")]
    page.keyboard.press("j")
    assert "last step" in page.locator("[data-live]").inner_text()
    page.keyboard.press("k")
    assert page.locator(".step[aria-current]").get_attribute("data-step") == "3"
    assert page.url.endswith(f"#{LITERAL}/3")


def test_keys_are_told_and_can_be_turned_off(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    assert page.locator(".keys kbd").all_inner_texts() == ["n", "p", "j", "k", "]", "["]
    page.get_by_role("button", name="Keys are on").click()
    page.keyboard.press("n")
    assert opened(page) == []
    page.reload()
    page.keyboard.press("n")
    assert opened(page) == []


def test_all_can_be_reached_by_the_keyboard_and_the_focus_is_seen(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(40):
        page.keyboard.press("Tab")
        tag, width = page.evaluate(
            "(e => [e.tagName, getComputedStyle(e).outlineWidth])(document.activeElement)"
        )
        assert tag in ("A", "BUTTON", "INPUT", "DIV", "PRE", "BODY", "ASIDE")
        assert tag == "BODY" or width == "3px"


# -- links --


def test_a_link_leads_to_a_change_and_a_step(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN, f"#{LITERAL}/3")
    assert stage_of(page) == "bytes-regex"
    assert opened(page) == [LITERAL]
    assert lit(page) == ["8"]
    page.evaluate("location.hash = '#L10-2to3-has_key'")
    page.wait_for_function(
        "() => document.querySelector('.change.open')?.id === 'L10-2to3-has_key'"
    )
    assert stage_of(page) == "2to3"


def test_a_link_leads_to_a_line_in_a_fold(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / "files/long.py.html", "#line-7")
    assert lit(page) == ["7"]
    assert page.locator("tr.lit").is_visible()


def test_evidence_leads_into_another_file_and_back(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN, f"#{LITERAL}/2")
    page.locator(f"#{LITERAL} a.open-file").nth(1).click()
    page.wait_for_url(f"**/net.py.html#line-7/from/main.py.html/{LITERAL}/2")
    assert lit(page) == ["7"]
    assert "Step 2" in page.locator("[data-banner]").inner_text()
    page.keyboard.press("j")
    page.wait_for_url(f"**/main.py.html#{LITERAL}/3")
    assert lit(page) == ["8"]


@pytest.mark.parametrize(
    "anchor",
    [
        "#line-1/from/javascript:alert(1)/x/1",
        "#line-1/from/https:%2f%2fexample.org%2fx.html/x/1",
        "#%3Cscript%3Ealert(1)%3C/script%3E",
        "#line-99999",
        "#x'\"]/9",
    ],
)
def test_a_crafted_link_does_nothing(tab: Tab, pages: Path, anchor: str) -> None:
    page = tab.open(pages / MAIN, anchor)
    assert page.locator("[data-banner]").is_hidden()
    assert stage_of(page) == "2to3"


# -- what must not run --


def test_nothing_of_strangers_runs(tab: Tab, pages: Path, tmp_path: Path) -> None:
    for path in sorted(pages.rglob("*.html")):
        page = tab.open(path)
        assert "owned" not in page.title() or "<" in page.title()
        assert page.locator("main script, main img").count() == 0
    source = f"print {HOSTILE!r}\n"
    result = port_source(source)
    ported = Ported(Path("x.py"), result, b"", "", True)
    report = Report(
        HOSTILE,
        HOSTILE,
        [ported],
        extras={"x.py": hostile_extras()},
        proofs=hostile_extras().proofs,
    )
    write_report(report, Folder(tmp_path / "out"))
    for path in (tmp_path / "out/index.html", tmp_path / "out/files/x.py.html"):
        page = tab.open(path)
        assert page.locator("script:not([src]), img").count() == 0
        assert HOSTILE in page.locator("body").inner_text()
        assert page.title().startswith(("<script>", "x.py"))


def test_a_script_in_a_page_would_not_run(tab: Tab, pages: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(pages, copy)
    place = copy / "index.html"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("</main>", "<script>document.title='owned'</script></main>"))
    page = tab.open(place)
    assert page.title() != "owned"
    (fault,) = tab.faults
    assert "Content Security Policy" in fault
    tab.faults.clear()


# -- who can use them --

KINDS = ("index.html", MAIN, "files/broken.py.html", "fixers/has_key.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(browser: Any, pages: Path, kind: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((pages / kind).as_uri())
    assert serious(page) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_case_study(
    browser: Any, study: Path, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((study / "index.html").as_uri())
    assert serious(page) == []
    page.goto((study / "files/bookrank.py.html").as_uri() + "#L23-str-decode-decode_exit/2")
    assert opened(page) == ["L23-str-decode-decode_exit"]
    assert "b'184,735'" not in page.locator(".runs").inner_text()
    assert serious(page) == []
    page.keyboard.press("[")
    assert "b'184,735'" in page.locator(".runs").inner_text()
    page.close()


@pytest.mark.parametrize("width", [375, 640])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_on_a_phone_or_at_200_percent(
    browser: Any, pages: Path, kind: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto((pages / kind).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if kind == MAIN:
        page.keyboard.press("n")
        assert page.locator(".change.open .panel").is_visible()
        assert page.locator("tr.open td.r code").first.is_visible()
    page.close()


def test_a_page_is_told_to_a_screen_reader(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    for role in ("banner", "main", "contentinfo", "complementary"):
        assert page.get_by_role(role).count() == 1
    page.keyboard.press("n")
    said = page.get_by_role("status").first.inner_text()
    assert re.match(r"Change 1, \w+, line \d+", said)


def test_a_page_prints_with_its_reasons(tab: Tab, pages: Path) -> None:
    page = tab.open(pages / MAIN)
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden()
    assert page.locator("section.s1 .panel").first.is_visible()
