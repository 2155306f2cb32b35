"""No example reads a growing table whole, on either database."""

import anyio
import pytest

from tests.asking import Asking
from tests.databases import file
from tests.examples import pages
from tests.examples.heard import listening
from tests.examples.pages import Page
from tests.examples.scans import postgres_scans, sqlite_scans

CONTAINS = '{ meetings(where: {title: {contains: "round"}}) { totalCount } }'


def scans(ask: Asking, curated: str, unknown: str, query: str, variables: dict[str, object]) -> list[str]:
    """What the database would read whole to answer."""
    with listening(ask) as listener:
        ask.data(query, **variables)
    [(prepared, values)] = listener.heard
    if unknown.startswith("sqlite"):
        return sqlite_scans(str(file(unknown)), prepared, values)
    return anyio.run(postgres_scans, curated, prepared, values)


@pytest.mark.parametrize("page", pages.pages(), ids=lambda page: page.example.name)
def test_an_example_uses_indexes(ask: Asking, curated_url: str, unknown_url: str, page: Page) -> None:
    assert scans(ask, curated_url, unknown_url, page.example.query, dict(page.example.variables or {})) == []


def test_a_question_that_reads_a_whole_table_is_found_out(
    ask: Asking, curated_url: str, unknown_url: str
) -> None:
    found = scans(ask, curated_url, unknown_url, CONTAINS, {})
    assert len(found) == 1
    assert "meeting" in found[0] or found[0].startswith("SCAN t")


def test_counting_a_whole_table_is_no_scan(ask: Asking, curated_url: str, unknown_url: str) -> None:
    assert scans(ask, curated_url, unknown_url, "{ meetings { totalCount } }", {}) == []
