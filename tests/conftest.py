"""What holds for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No test is timed: how long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM = Path(os.environ.get("STANDOFF_CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser, closed with the module that asked for it.

    Playwright keeps an event loop running in its thread for as long as it lives: a second one beside it, or a test of another
    module that runs a loop of its own, fails. So no browser outlives its module, in whatever order modules come.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM.exists():
        pytest.skip(f"needs chromium at {CHROMIUM}; STANDOFF_CHROMIUM names another place")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()
