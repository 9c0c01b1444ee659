"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long a thing takes is for benchmarks, not for tests; where others wait for the outcome it is the same every time.
settings.register_profile("barometer", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("thorough", settings.get_profile("barometer"))  # tests/thorough.py asks for it by name
# A mutant is to be noticed, and no simplest example of what it breaks is sought.
settings.register_profile("broken", settings.get_profile("barometer"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("barometer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once a module: while Playwright runs, no other test of the process can run an event loop."""
    from browser import chromium
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as driver, driver.chromium.launch(executable_path=path, args=["--no-sandbox"]) as started:
        yield started
