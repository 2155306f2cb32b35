"""Generated queries over the whole schema: the engine's answers are the oracle's. DRAGOMAN_EXAMPLES asks for more of them."""

import os
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import print_ast
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from tests.asking import Asking
from tests.engine.generating import Known, queries
from tests.oracle import Oracle, difference

EXAMPLES = int(os.environ.get("DRAGOMAN_EXAMPLES", "60"))
REFUSALS = {"QUERY_TOO_COSTLY", "DOCUMENT_TOO_LARGE"}

# A query is large data: what hypothesis finds slow or big here is what is to be tested.
thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

ROOTS = {
    "meeting": "meetings",
    "person": "persons",
    "actor": "actors",
    "process": "processes",
    "conflict": "conflicts",
    "outcome": "outcomes",
}
LISTS = [*ROOTS.values(), "delegations", "mediators", "statements", "sources"]


def _known(ask: Asking) -> Known:
    """Slugs, ids and cursors of the first rows of every list."""
    pages = {
        name: ask.data(f"{{ {name}(first: 12) {{ __typename edges {{ cursor node {{ id }} }} }} }}")[name]
        for name in LISTS
    }
    ids = {name: [edge["node"]["id"] for edge in page["edges"]] for name, page in pages.items()}
    slugs = {root: [one.partition(":")[2] for one in ids[name]] for root, name in ROOTS.items()}
    cursors = {page["__typename"]: [edge["cursor"] for edge in page["edges"]] for page in pages.values()}
    return Known(
        slugs, ["", "Meeting:", "Nothing:x", *(one for some in ids.values() for one in some)], cursors
    )


@pytest.fixture(scope="session")
def curated_queries(ask: Asking, oracle: Oracle) -> st.SearchStrategy[Any]:
    """Queries about the curated facts."""
    return queries(oracle.schema, _known(ask))


@pytest.fixture(scope="session")
def awkward_queries(ask_awkward: Asking, awkward_oracle: Oracle) -> st.SearchStrategy[Any]:
    """Queries about the awkward rows."""
    return queries(awkward_oracle.schema, _known(ask_awkward))


@thorough
@given(data=st.data())
def test_curated_facts(
    ask: Asking, oracle: Oracle, curated_queries: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    _agree(ask, oracle, data.draw(curated_queries))


@thorough
@given(data=st.data())
def test_awkward_rows(
    ask_awkward: Asking, awkward_oracle: Oracle, awkward_queries: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    _agree(ask_awkward, awkward_oracle, data.draw(awkward_queries))


def _agree(ask: Asking, oracle: Oracle, document: Any) -> None:
    query = print_ast(document)
    note(query)
    reply = ask(query)
    # A text with NUL is refused before the database sees it; the oracle's rows could be asked for it.
    refusals = REFUSALS | {"BAD_USER_INPUT"} if "\\u0000" in query else REFUSALS
    if reply.errors and set(reply.codes) <= refusals:
        event("refused")
        return
    assert reply.errors == []
    assert reply.statements <= 1
    expected = oracle.execute(document)
    assert expected.errors is None
    event("empty" if _empty(reply.data) else "answered")
    problem = difference(expected.data, reply.data)
    assert problem is None


def _empty(data: Mapping[str, Any]) -> bool:
    return not any(isinstance(value, dict) and any(value.values()) for value in data.values())
