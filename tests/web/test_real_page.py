"""The page over the real schema and the curated facts: its first answer, another example, on a desk and on a phone."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from server.examples import EXAMPLES
from tests.curated import load_curated
from tests.databases import Databases
from tests.server.process import serving
from tests.web.browser import Visitor
from tests.web.test_graphiql_browser import DESKTOP, PHONE, answer, open_pane, run, tab

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[str]:
    """The real server, in place of the small one of the other tests."""
    with databases.filled("curated", "sqlite", load_curated) as url, serving(database_url=url) as served:
        yield served.address


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_first_answer_is_that_turkiye_hosted_twenty(
    visit: "Callable[..., Visitor]", device: dict[str, object]
) -> None:
    page = visit(**device).open()
    run(page, '"totalCount": 20')
    answer(page, "Second trilateral summit on Syria, Ankara").wait_for()
    page.get_by_role("status").filter(has_text=re.compile(r"cost [\d,]+ of [\d,]+")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_every_example_is_in_the_menu_under_its_group(visit: "Callable[..., Visitor]") -> None:
    page = visit(**DESKTOP).open()
    for group in {example.group for example in EXAMPLES}:
        listed = page.get_by_role("list", name=group).get_by_role("button").all_inner_texts()
        asked = [example.title for example in EXAMPLES if example.group == group]
        assert [text.splitlines()[0] for text in listed] == asked


def test_an_example_with_variables_runs(visit: "Callable[..., Visitor]") -> None:
    page = visit(**DESKTOP).open()
    page.get_by_role("button", name="Meetings Medinsky led").click()
    tab(page, "LedBy").wait_for()
    run(page, '"totalCount": 9')


def test_the_real_schema_is_explained(visit: "Callable[..., Visitor]") -> None:
    page = visit(**DESKTOP).open()
    open_pane(page, "Documentation Explorer")
    page.locator(".graphiql-doc-explorer").get_by_text("Who met whom, where").wait_for()
    open_pane(page, "Query Builder")
    page.locator(".docExplorerWrap", has_text="hostedMeetings").wait_for()


def test_changes_are_followed_on_the_page(visit: "Callable[..., Visitor]") -> None:
    page = visit(**DESKTOP).open(
        "/graphql?query=subscription Follow { changes(after: 0, first: 3) { sequence slug } }"
    )
    run(page, '"sequence": 3')
