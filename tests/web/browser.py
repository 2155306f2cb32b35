"""A visitor of the site in headless Chromium, who may speak to that site alone."""

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

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
