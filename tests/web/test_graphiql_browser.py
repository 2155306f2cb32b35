"""The page as a person meets it: in a headless browser that can reach nothing but the page's own server."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.browser import Visitor
from tests.web.site import BY_CODE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Visit = Callable[..., Visitor]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
VARIABLES = "section[aria-label=Variables] .graphiql-editor:not(.hidden)"
DESKTOP = {"viewport": {"width": 1400, "height": 900}}


def answer(page: "Page", text: str) -> "Locator":
    return page.locator(".result-window", has_text=text)


def run(page: "Page", expected: str) -> None:
    page.get_by_role("button", name="Execute query").click()
    answer(page, expected).wait_for()


def text_of(page: "Page", editor: str) -> str:
    """What an editor shows, its spaces plain and without line breaks."""
    lines = page.locator(f"{editor} .view-lines").inner_text()
    return " ".join(lines.split())


def tab(page: "Page", name: str) -> "Locator":
    return page.get_by_role("tab").get_by_role("button", name=name, exact=True)


def open_pane(page: "Page", name: str) -> None:
    page.get_by_role("button", name=f"Show {name}").click()


def test_the_first_question_is_there_and_answers(visit: Visit) -> None:
    page = visit(**DESKTOP).open()
    assert 'country(code: "TR")' in text_of(page, ".graphiql-query-editor")
    run(page, "Çırağan")
    page.get_by_role("status").filter(has_text="cost 57 of 10,000").wait_for()


def test_an_example_opens_in_a_tab_with_its_variables(visit: Visit) -> None:
    page = visit(**DESKTOP).open()
    page.get_by_role("button", name="Rounds a country hosted").click()
    tab(page, "HostedBy").wait_for()
    assert page.get_by_role("tab").count() == 2
    assert text_of(page, VARIABLES) == '{ "code": "TR" }'
    run(page, '"totalCount": 2')


def test_figures_belong_to_the_tab_whose_answer_is_shown(visit: Visit) -> None:
    page = visit(**DESKTOP).open()
    run(page, "Çırağan")
    page.get_by_role("status").filter(has_text="cost 57").wait_for()
    page.get_by_role("button", name="New tab").click()
    page.get_by_role("status").filter(has_text="Ctrl+Enter").wait_for()


def test_changing_a_variable_changes_the_answer(visit: Visit) -> None:
    page = visit(**DESKTOP).open()
    page.get_by_role("button", name="Rounds a country hosted").click()
    run(page, "Türkiye")
    page.locator(f"{VARIABLES} .view-line span", has_text='"TR"').last.dblclick()
    page.keyboard.type("QA")
    run(page, "Qatar")


def test_the_examples_can_be_chosen_by_keyboard(visit: Visit) -> None:
    page = visit(viewport={"width": 1000, "height": 700}).open()
    page.get_by_role("button", name="Show Examples").focus()
    page.keyboard.press("Enter")
    page.get_by_role("list", name="Questions to start from").wait_for()
    page.get_by_role("button", name="Rounds a country hosted").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Opened “Rounds a country hosted”").wait_for()


def test_the_documentation_opens_on_the_schema(visit: Visit) -> None:
    page = visit().open()
    open_pane(page, "Documentation Explorer")
    documentation = page.locator(".graphiql-doc-explorer")
    documentation.get_by_role("link", name="Country").click()
    documentation.get_by_text("A state.").wait_for()


def test_the_query_builder_and_the_history_open(visit: Visit) -> None:
    page = visit().open()
    run(page, "Çırağan")
    open_pane(page, "Query Builder")
    page.locator(".docExplorerWrap", has_text="hostedMeetings").wait_for()
    open_pane(page, "History")
    page.locator(".graphiql-history-item", has_text="HostedByTurkiye").wait_for()


def test_a_shared_link_opens_the_same_query_elsewhere(visit: Visit) -> None:
    sender = visit(permissions=["clipboard-read", "clipboard-write"], **DESKTOP)
    page = sender.open()
    page.get_by_role("button", name="Rounds a country hosted").click()
    tab(page, "HostedBy").wait_for()
    page.get_by_role("button", name="Share").click()
    page.get_by_role("status").filter(has_text="Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    there = visit().open(link.removeprefix(sender.base))
    assert text_of(there, ".graphiql-query-editor") == " ".join(BY_CODE.split())
    assert text_of(there, VARIABLES) == '{ "code": "TR" }'
    assert there.url == f"{sender.base}/graphql", "a reload must not open the link over later edits"


def test_without_a_clipboard_the_link_is_in_the_address_bar(visit: Visit) -> None:
    page = visit().open()
    page.evaluate("delete Navigator.prototype.clipboard")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("status").filter(has_text="address bar").wait_for()
    assert "query=query+HostedByTurkiye" in page.url


def test_a_link_names_the_operation_to_run(visit: Visit) -> None:
    both = 'query A { country(code: "TR") { name } } query B { country(code: "QA") { name } }'
    page = visit().open(f"/graphql?query={both}&operationName=B")
    tab(page, "B").wait_for()


def test_a_subscription_runs_over_the_same_address(visit: Visit) -> None:
    page = visit().open("/graphql?query=subscription Rounds { rounds }")
    run(page, "Second round")


def test_what_was_edited_is_there_after_a_reload(visit: Visit) -> None:
    page = visit().open("/graphql?query={country(code:%22QA%22){name}}")
    run(page, "Qatar")
    page.wait_for_timeout(600)  # GraphiQL stores its tabs half a second after a change
    page.reload()
    page.locator(".graphiql-query-editor .view-line", has_text="QA").wait_for()
    assert page.get_by_role("tab").count() <= 1


def test_headers_are_not_kept_in_the_browser(visit: Visit) -> None:
    page = visit().open()
    page.get_by_role("button", name="Headers").click()
    page.locator("section[aria-label=Headers] .view-lines").last.click()
    page.keyboard.insert_text('{"X-Api-Key": "very-secret"}')
    run(page, "Çırağan")
    page.wait_for_timeout(600)
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "HostedByTurkiye" in stored
    assert "very-secret" not in stored


def test_a_schema_that_cannot_be_read_is_said_plainly(visit: Visit) -> None:
    page = visit().open("/closed")
    notice = page.locator(".schema-notice[role=alert]")
    notice.wait_for()
    assert "The schema could not be read from /closed" in notice.inner_text()
    notice.get_by_role("button", name="Try again").click()
    notice.wait_for()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_system_theme(visit: Visit, scheme: str, dark: bool) -> None:
    page = visit(color_scheme=scheme).open()
    editor = page.locator(".graphiql-query-editor .monaco-editor").first
    assert ("vs-dark" in (editor.get_attribute("class") or "")) is dark
    page.emulate_media(color_scheme="light" if dark else "dark")
    page.locator(".graphiql-query-editor .monaco-editor.vs" + ("" if dark else "-dark")).first.wait_for()


def test_on_a_phone_everything_is_within_the_screen(visit: Visit) -> None:
    page = visit(**PHONE).open()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    run(page, '"data"')
    for button in page.locator(".graphiql-sidebar button, .graphiql-toolbar button").all():
        box = button.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 844
    editors, result = (page.locator(name).bounding_box() for name in (".graphiql-editors", ".result-window"))
    assert editors
    assert result
    assert editors["y"] + editors["height"] <= result["y"], "editors and answer are stacked"


def test_on_a_phone_the_examples_give_way_to_the_one_chosen(visit: Visit) -> None:
    page = visit(**PHONE).open()
    open_pane(page, "Examples")
    page.get_by_role("button", name="Rounds a country hosted").click()
    page.locator(".examples").wait_for(state="detached")
    run(page, '"totalCount": 2')
