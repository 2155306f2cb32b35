"""The site and a headless Chromium for the tests of the page; skipped where there is none."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.browser import CHROMIUM, QUIET, Visitor
from tests.web.site import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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
