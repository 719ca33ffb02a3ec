"""A real Chromium for the tests of pages; see the fixtures `browser` and `tab`.

What needs it is skipped, and said to be, where Playwright, axe or Chromium is not installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LOCAL = ("file:", "data:", "blob:", "http://127.0.0.1:")


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Tab:
    """A page of the browser, and in `faults` what should not happen on it."""

    def __init__(self, browser: Any, **options: Any) -> None:
        viewport = {"width": 1440, "height": 900}
        self.context = browser.new_context(**{"viewport": viewport, **options})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if not request.url.startswith(LOCAL):
            self.faults.append(request.url)

    def open(self, place: Path | str, anchor: str = "") -> Any:
        """Go to a file or an address."""
        address = place if isinstance(place, str) else place.as_uri()
        self.page.goto(address + anchor)
        return self.page


def serious(page: Any) -> list[str]:
    """What axe finds on a page that keeps somebody from using it."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def stage_of(page: Any) -> str:
    """The stage that is shown."""
    return str(page.locator(".stages [aria-current] b").inner_text())


def opened(page: Any) -> list[str]:
    """The changes that are open."""
    return [str(each.get_attribute("id")) for each in page.locator(".change.open").all()]


def lit(page: Any) -> list[str]:
    """The lines of the original that are lit up."""
    return [str(each.get_attribute("data-slot")) for each in page.locator("tr.lit").all()]
