"""A browser without a network, for tests that look at pages."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest

LOCAL = ("file:", "data:", "blob:", "http://127.0.0.1:")
OPENING = 180_000
"""Milliseconds in which a page opens: a lab's first may have to wait for the compiler."""


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        go_without("playwright is not installed")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        go_without("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def go_without(reason: str) -> NoReturn:
    """Skip what cannot be tried here; where changes are judged (`CI=true`), fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI may not go without")
    pytest.skip(reason)


class Visit:
    """A page that is open, with all that it asked for and complained of."""

    def __init__(self, browser: Any, width: int = 1024, height: int = 768) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, address: str) -> Any:
        """Open an address and wait until the page has drawn itself."""
        self.page.goto(address, timeout=OPENING)
        self.page.wait_for_selector("#axis svg")
        return self.page

    def text(self, selector: str) -> str:
        """What an element says."""
        return str(self.page.inner_text(selector))

    def wait(self, until: Callable[[], bool], patience: float = 20.0) -> None:
        """Wait until something is so; fail after `patience` seconds."""
        deadline = time.monotonic() + patience
        while not until():
            assert time.monotonic() < deadline, "waited in vain"
            self.page.wait_for_timeout(50)

    def close(self) -> None:
        """Leave, and fail if the page asked beyond this machine or complained."""
        self.context.close()
        asked = [url for url in self.requests if not url.startswith(LOCAL)]
        if asked or self.complaints:
            pytest.fail("; ".join((*asked, *self.complaints)))
