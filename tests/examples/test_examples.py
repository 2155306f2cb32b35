"""Every example of docs/examples is asked again: the answer and the statement are those of its page."""

import re

import pytest

from server.examples import EXAMPLES, FOLDERS, read
from server.graphiql import Example
from tests.asking import Asking
from tests.examples import layout, pages
from tests.examples.heard import listening
from tests.examples.pages import FOLDER, Page

BY_NAME = pytest.mark.parametrize("page", pages.pages(), ids=lambda page: page.example.name)


def squeezed(sql: str) -> str:
    """Without the spaces outside of literals, which are all that the layout may change."""
    return "".join(
        part if part[:1] == "'" else re.sub(r"\s", "", part) for part in re.split(r"('[^']*')", sql)
    )


@BY_NAME
def test_an_example_is_answered_by_one_statement_as_its_page_says(ask: Asking, page: Page) -> None:
    """After a change of facts or engine: ``python -m tests.examples --write``, and read the difference."""
    with listening(ask) as listener:
        data = ask.data(page.example.query, **(page.example.variables or {}))
    kind = "sqlite" if ask.engine.database.dialect.name == "sqlite" else "postgresql"
    [(prepared, _)] = listener.heard
    assert data == page.answer
    assert layout.statement(prepared.statement.sql) == page.statements[kind].strip()
    assert squeezed(page.statements[kind]) == squeezed(prepared.statement.sql)


@BY_NAME
def test_an_answer_shows_something(page: Page) -> None:
    assert all(page.answer.values())
    assert {value.get("totalCount") for value in page.answer.values() if isinstance(value, dict)}.isdisjoint(
        {0}
    )


def test_the_menu_lists_every_page_once_and_in_groups() -> None:
    names = [example.name for example in EXAMPLES]
    assert sorted(names) == sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")
    assert len(set(names)) == len(names) >= 16
    assert all(example.group for example in EXAMPLES)
    groups = [example.group for example in EXAMPLES]
    assert sorted(set(groups), key=groups.index) == [
        group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group
    ]


def test_the_page_opens_with_all_rounds_turkiye_hosted() -> None:
    assert EXAMPLES[0].name == "hosted-by-turkiye"
    assert EXAMPLES[0].title == "All rounds Türkiye hosted"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_has_a_title_and_one_line_that_says_what_it_asks(example: Example) -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"- [{example.title}]({example.name}.md)" in index
    assert 20 < len(example.description) < 160
    assert example.description.endswith(".")
    assert re.match(r"query [A-Z]\w+", example.query)


def test_an_installation_without_documents_has_no_examples() -> None:
    assert read((FOLDERS[0].parent / "nowhere",)) == ()


@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        ("select 'a  from (b)'", "select 'a  from (b)'"),
        ("select f('it''s, from',\"x y\")", "select f('it''s, from',\"x y\")"),
    ],
)
def test_the_layout_leaves_literals_alone(sql: str, shown: str) -> None:
    assert layout.statement(sql) == shown
