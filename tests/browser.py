"""A real browser for tests: Debian's Chromium, the visits that are paid with it, and what axe-core says of a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""WCAG 2.2 AA and what axe-core counts as good practice."""


def chromium() -> str:
    """Path of Chromium. Where there is none the test is skipped, and says so; in CI it fails."""
    found = shutil.which("chromium")
    if found is None:
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent("chromium is not installed: apt-get install chromium")
    return found


@dataclass
class Visits:
    """Pages that are opened at one address, and everything they ask for and complain of meanwhile.

    Attributes
    ----------
    browser
        A browser of Playwright.
    root
        What every request begins with, where no request leaves the page.
    complaints
        Errors and warnings of the console (a breach of the content security policy is one), errors that nothing
        caught, dialogs, requests that failed or went elsewhere.
    """

    browser: Browser
    root: str
    complaints: list[str] = field(default_factory=list)
    _profiles: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str = "", **context: Any) -> Page:
        """A page of a fresh profile, at an address below the root; `context` as Playwright's new_context takes it."""
        profile = self.browser.new_context(**{"reduced_motion": "reduce", **context})
        profile.set_default_timeout(30_000)  # of a machine that is busy otherwise
        self._profiles.append(profile)
        profile.on("request", self._asked)
        profile.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        profile.on("response", lambda reply: reply.ok or self._failed(reply.url, str(reply.status)))
        profile.on("console", self._said)
        profile.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        profile.on("dialog", self._dialog)
        page = profile.new_page()
        page.goto(self.root + address)
        return page

    def close(self) -> None:
        """Close every page."""
        for profile in self._profiles:
            profile.close()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:")):
            self.complaints.append(f"asked for {request.url}")

    def _failed(self, url: str, why: str) -> None:
        if why not in ("net::ERR_ABORTED", "304"):  # a picture that is turned away from, a page that became a download
            self.complaints.append(f"{url}: {why}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()


@contextmanager
def visiting(browser: Browser, root: str) -> Iterator[Visits]:
    """Visits below an address; fails at the end if a request left it, or a page complained of anything."""
    visits = Visits(browser, root)
    try:
        yield visits
    finally:
        visits.close()
    assert not visits.complaints, visits.complaints


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of this machine; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """A file; of the icon of the site, which browsers ask for, only that there is none."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Not on the terminal of the tests."""


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds wrong with a page, or with one element, as it is shown now: rule, what it says, where."""
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    found = Axe().run(page, within, options).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {node['target']}" for rule in found for node in rule["nodes"]]
