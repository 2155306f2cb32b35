"""Pages about records as a person meets them: in a headless browser, over the curated facts, on a desk and on a phone."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.curated import load_curated
from tests.databases import Databases
from tests.server.process import serving
from tests.web.browser import Visitor
from tests.web.test_graphiql_browser import DESKTOP, PHONE, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., Visitor]

MEETING = "/meetings/istanbul-2025-06-02"
PATHS = [
    MEETING,
    "/persons/hakan-fidan",
    "/actors/TR",
    "/processes/istanbul-talks-2025",
    "/dataset",
    "/vocabulary",
]

# The rules of WCAG that a machine can check without a library: names, headings, landmarks, ids, contrast of text.
FAULTS = """() => {
  const faults = [];
  const luminance = rgb => rgb.map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const rgb = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const ground = luminance(rgb(getComputedStyle(document.body).backgroundColor));
  for (const one of document.querySelectorAll('main *, nav *, footer *')) {
    const text = luminance(rgb(getComputedStyle(one).color));
    const ratio = (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
    if (one.innerText && ratio < 4.5) faults.push(`contrast ${ratio.toFixed(1)}: ${one.innerText.slice(0, 40)}`);
  }
  for (const link of document.querySelectorAll('a')) if (!link.textContent.trim()) faults.push('link without a name');
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  if (new Set(ids).size < ids.length) faults.push('an id twice');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const part of ['header', 'nav', 'main', 'footer']) if (!document.querySelector(part)) faults.push(`no ${part}`);
  if (!document.documentElement.lang || !document.title) faults.push('no language or title');
  for (const row of document.querySelectorAll('dl > *')) if (!['DT', 'DD'].includes(row.tagName)) faults.push(row.tagName);
  return faults;
}"""


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[str]:
    """The real server over the curated facts."""
    with (
        databases.filled("curated", "sqlite", load_curated) as url,
        serving(database_url=url) as served,
    ):
        yield served.address


@pytest.fixture
def see(visit: Visit, site: str) -> Callable[..., "Page"]:
    def open_page(path: str, **device: object) -> "Page":
        visitor = visit(**device)
        page = visitor.context.new_page()
        page.on("console", lambda message: visitor.complaints.append(message.text))
        page.goto(site + path)
        return page

    return open_page


@pytest.mark.parametrize(
    "device", [DESKTOP, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone in the dark"]
)
def test_pages_are_within_the_screen_and_without_faults(
    see: Callable[..., "Page"], site: str, device: dict[str, object]
) -> None:
    page = see(MEETING, **device)
    for path in PATHS:
        page.goto(site + path)
        assert page.evaluate(FAULTS) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_facts_lead_from_page_to_page(see: Callable[..., "Page"]) -> None:
    page = see(MEETING, **DESKTOP)
    assert page.get_by_role("heading", level=1).inner_text() == "Second round of direct talks, Istanbul"
    page.get_by_role("link", name="Vladimir Medinsky").first.click()
    page.get_by_role("heading", name="Vladimir Medinsky").wait_for()
    page.get_by_role("link", name="Second round of direct talks, Istanbul").first.click()
    assert page.url.endswith(MEETING)


def test_search_engines_find_the_same_data_in_the_page(see: Callable[..., "Page"]) -> None:
    page = see(MEETING, **DESKTOP)
    found = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert (found["@type"], found["startDate"]) == ("Event", "2025-06-02")
    assert found["@id"] == page.url == page.locator("link[rel=canonical]").get_attribute("href")


def test_the_question_of_a_page_runs_in_graphiql(see: Callable[..., "Page"]) -> None:
    page = see(MEETING, **DESKTOP)
    page.get_by_role("link", name="Open in GraphiQL").click()
    page.locator(".graphiql-query-editor .view-line").first.wait_for()
    run(page, '"__typename": "Meeting"')


def test_everything_is_reached_by_keyboard(see: Callable[..., "Page"]) -> None:
    page = see("/actors/TR", **DESKTOP)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] li").count() > 40
