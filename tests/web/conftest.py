"""A headless Chromium that may speak to the test's own site alone; skipped where there is none."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.web.site import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Without these, Chromium looks for updates and its maker's services at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visitor:
    """One browser profile on the site, and what went wrong in it."""

    base: str
    context: "BrowserContext"
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str = "/graphql") -> "Page":
        page = self.context.new_page()
        page.on("console", lambda message: self._complain(message.type == "error", message.text))
        page.on("pageerror", lambda error: self._complain(True, str(error)))
        page.goto(self.base + address)
        page.locator(".graphiql-query-editor .view-line").first.wait_for()
        return page

    def guard(self, route: "Route") -> None:
        """Lets a request through to the site alone."""
        address = urlsplit(route.request.url)
        if address.netloc == urlsplit(self.base).netloc:
            route.continue_()
        else:
            self._complain(True, f"asked another host: {route.request.url}")
            route.abort()

    def _complain(self, wrong: bool, text: str) -> None:
        if wrong:
            self.complaints.append(text)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(site: str, chromium: "Browser") -> Iterator[Callable[..., Visitor]]:
    """Makes visitors with empty profiles; afterwards none may have had a console error or asked another host."""
    visitors: list[Visitor] = []

    def arrive(**options: object) -> Visitor:
        visitor = Visitor(site, chromium.new_context(**options))  # type: ignore[arg-type]
        visitor.context.set_default_timeout(10_000)
        visitor.context.route("**/*", visitor.guard)
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.context.close()
    assert [text for visitor in visitors for text in visitor.complaints] == []
