"""The playground's page in a real Chromium."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest

from porting import port_source
from porting.playground.server import Playground
from tests.chromium import Tab, lit, opened, serious, stage_of

HOSTILE = "print '<script>document.title=1</script>'  # <img src=x onerror=\"document.title=1\">\n"


@pytest.fixture
def page(tab: Tab, playground: Playground) -> Iterator[Any]:
    page = tab.open(playground.address)
    page.wait_for_selector(".change")
    page.wait_for_function("() => document.querySelectorAll('#menu option').length > 100")
    return page


def type_in(page: Any, text: str) -> None:
    """Have a program in the editor, and wait for its port."""
    before = page.locator("#outcome").inner_html()
    page.locator("#source").fill(text)
    page.wait_for_function(
        "before => document.querySelector('#outcome').innerHTML !== before", arg=before
    )


def packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def test_it_ports_as_one_types(page: Any) -> None:
    page.locator("#source").fill("")
    page.locator("#source").press_sequentially("print 'ä', {}.has_key(1)", delay=5)
    page.wait_for_selector("#L1-2to3-has_key")
    assert "Ported in" in page.locator("#state").inner_text()
    assert stage_of(page) == "2to3"


def test_it_works_like_a_report(page: Any) -> None:
    page.locator("h3 button").first.click()
    assert len(opened(page)) == 1
    page.keyboard.press("]")
    assert stage_of(page) == "bytes-regex"
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert opened(page) == ["L5-bytes-regex-literal_bytes"]
    assert lit(page) == ["4"]
    page.locator("#source").press("End")
    page.locator("#source").press_sequentially("  # njk")
    page.wait_for_function("() => document.querySelector('.code').textContent.includes('njk')")
    assert stage_of(page) == "bytes-regex"
    assert opened(page) == ["L5-bytes-regex-literal_bytes"]


def test_what_cannot_be_ported_is_told_and_the_last_port_stays(page: Any) -> None:
    page.locator("#source").fill("print (\n")
    page.wait_for_selector("#error:not([hidden])")
    assert page.locator("#error").inner_text().startswith("program.py:1:")
    assert page.locator("#outcome.stale .change").count()
    page.locator("#source").fill("print 1\n")
    page.wait_for_selector("#error", state="hidden")
    assert page.locator("#outcome.stale").count() == 0


def test_the_menu_loads_programs(page: Any) -> None:
    page.locator("#menu").select_option("has_key")
    page.wait_for_selector("[data-change$='has_key']")
    assert "has_key" in page.locator("#source").input_value()
    page.locator("[data-change$='has_key']").first.click()
    page.get_by_role("link", name="All about has_key").first.click()
    page.get_by_role("link", name="Try its example").click()
    page.wait_for_selector("[data-change$='has_key']")


def test_a_link_carries_the_program(tab: Tab, page: Any, playground: Playground) -> None:
    source = "print 'é—link', `1`\n"
    type_in(page, source)
    page.locator("#link").click()
    address = page.url
    assert address == f"{playground.address}#program={packed(source)}"
    other = tab.context.new_page()
    other.goto(address)
    other.wait_for_selector("[data-change$='repr']")
    assert other.locator("#source").input_value() == source


@pytest.mark.parametrize("anchor", ["#program=%%%", "#program=", "#<script>", "#program=____"])
def test_a_crafted_link_does_nothing(tab: Tab, playground: Playground, anchor: str) -> None:
    page = tab.open(playground.address, anchor)
    page.wait_for_selector(".workbench")
    assert "urllib2" in page.locator("#source").input_value()


def test_the_port_is_copied_and_downloaded(tab: Tab, page: Any, playground: Playground) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=playground.origin)
    source = "print {}.has_key(1)\n"
    type_in(page, source)
    code = port_source(source).code
    page.locator("#copy").click()
    page.wait_for_function("() => document.querySelector('#state').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == code
    with page.expect_download() as found:
        page.locator("#download").click()
    assert found.value.suggested_filename == "program.py"
    assert found.value.path().read_text() == code


def test_nothing_typed_runs(page: Any) -> None:
    type_in(page, HOSTILE)
    assert page.title() == "Playground - porting"
    assert page.locator("#outcome script, #outcome img").count() == 0
    assert "<script>document.title=1</script>" in page.locator(".code").inner_text()
    type_in(page, HOSTILE + "x = 1\n")
    page.locator("#source").fill(HOSTILE + "(")
    page.wait_for_selector("#error:not([hidden])")
    assert page.locator("#error *").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, playground: Playground, scheme: str) -> None:
    tab = Tab(browser, color_scheme=scheme)
    page = tab.open(playground.address)
    page.wait_for_selector(".change")
    page.keyboard.press("n")
    assert serious(page) == []
    page.goto(f"{playground.address}fixers/has_key.html")
    assert serious(page) == []
    assert tab.faults == []
    tab.context.close()


def test_it_fits_a_phone(browser: Any, playground: Playground) -> None:
    tab = Tab(browser, viewport={"width": 375, "height": 700})
    page = tab.open(playground.address)
    page.wait_for_selector(".change")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    tab.context.close()


def test_who_asks_without_an_answer_is_told(tab: Tab, page: Any) -> None:
    page.route(re.compile("/port$"), lambda route: route.abort())
    page.locator("#source").fill("print 2\n")
    page.wait_for_selector("#error:not([hidden])")
    assert "still running" in page.locator("#error").inner_text()
    tab.faults.clear()
