"""A Python 2.7 for the runs that leave evidence."""

from __future__ import annotations

import os

import pytest

from porting.verify.run import find_python27


@pytest.fixture
def python27() -> str:
    """A Python 2.7; where there is none, a visible skip here, an error in CI."""
    found = find_python27()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    return found
