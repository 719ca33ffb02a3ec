"""Hypothesis draws the same examples every time, HYPOTHESIS_PROFILE=many 10,000 of them;
HYPOTHESIS_PROFILE=explore looks for new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.chromium import Tab, chromium

settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("many", settings.get_profile("fixed"), max_examples=10_000)
settings.register_profile(
    "explore", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for each test, empty at first."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("PORTING_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A page of it, on which nothing may go wrong."""
    tab = Tab(browser)
    yield tab
    assert tab.faults == []
    tab.context.close()
