"""Walking a list page by page, forward or backward, in any size and order, meets every row once and in order."""

from typing import Any

import pytest
from graphql import GraphQLSchema

import schema
from engine.inputs import NOUNS
from tests.asking import Asking
from tests.oracle import Oracle

LISTS = {
    "meetings": "Meeting",
    "persons": "Person",
    "actors": "Actor",
    "delegations": "Delegation",
    "mediators": "Mediator",
    "outcomes": "Outcome",
    "statements": "Statement",
    "processes": "Process",
    "conflicts": "Conflict",
    "sources": "Source",
    "changes": "Change",
}
KEYS = {"changes": "id: sequence"}
DIRECTIONS = ("ASC", "DESC")
schema.build_schema()  # importing its types declares the orders
FIELD = {name: tuple(NOUNS[noun].orders) for name, noun in LISTS.items()}
ORDERS = [(name, field, way) for name in LISTS for field in FIELD[name] for way in DIRECTIONS]
MIXED = [
    [{"field": "ROUND", "direction": "DESC"}, {"field": "END"}],
    [{"field": "END"}, {"field": "ROUND", "direction": "DESC"}],
    [{"field": "ROUND"}, {"field": "TITLE", "direction": "DESC"}, {"field": "START"}],
    [{"field": "END", "direction": "DESC"}, {"field": "START", "direction": "DESC"}],
]


def _query(name: str) -> str:
    order = f"[{LISTS[name]}Order!]"
    where = f"{LISTS[name]}Where"
    key = KEYS.get(name, "id")
    return f"""
    query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: {order}, $where: {where}) {{
      {name}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, where: $where) {{
        nodes {{ {key} }} edges {{ cursor node {{ {key} }} }} totalCount
        pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
      }}
    }}"""


def _forward(ask: Asking, name: str, size: int, **given: Any) -> list[str]:
    seen: list[str] = []
    after = None
    while True:
        page = ask.data(_query(name), first=size, after=after, **given)[name]
        _hangs_together(page)
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return seen
        after = page["pageInfo"]["endCursor"]


def _backward(ask: Asking, name: str, size: int, **given: Any) -> list[str]:
    seen: list[str] = []
    before = None
    while True:
        page = ask.data(_query(name), last=size, before=before, **given)[name]
        _hangs_together(page)
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        seen = [node["id"] for node in page["nodes"]] + seen
        if not page["pageInfo"]["hasPreviousPage"]:
            return seen
        before = page["pageInfo"]["startCursor"]


def _hangs_together(page: Any) -> None:
    """Nodes, edges and pageInfo speak of the same rows."""
    assert [edge["node"] for edge in page["edges"]] == page["nodes"]
    cursors = [edge["cursor"] for edge in page["edges"]]
    info = page["pageInfo"]
    assert (info["startCursor"], info["endCursor"]) == (cursors[0], cursors[-1]) if cursors else (None, None)


def _whole(oracle: Oracle, name: str, **given: Any) -> list[str]:
    """The whole list as the oracle orders it."""
    seen: list[str] = []
    after = None
    while True:
        page = oracle.answer(_query(name), {"first": 100, "after": after, **given})[name]
        seen += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return seen
        after = page["pageInfo"]["endCursor"]


@pytest.mark.parametrize(("name", "field", "way"), ORDERS)
def test_every_order_of_every_list_is_walked(
    ask_awkward: Asking, awkward_oracle: Oracle, name: str, field: str, way: str
) -> None:
    given = {"orderBy": [{"field": field, "direction": way}]}
    whole = _whole(awkward_oracle, name, **given)
    assert len(set(whole)) == len(whole) > 0
    assert _forward(ask_awkward, name, 7, **given) == whole
    assert _backward(ask_awkward, name, 7, **given) == whole


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_every_size_walks_the_same_list(ask_awkward: Asking, awkward_oracle: Oracle, size: int) -> None:
    given = {"orderBy": [{"field": "ROUND", "direction": "DESC"}, {"field": "END", "direction": "ASC"}]}
    whole = _whole(awkward_oracle, "meetings", **given)
    assert _forward(ask_awkward, "meetings", size, **given) == whole
    assert _backward(ask_awkward, "meetings", size, **given) == whole


@pytest.mark.parametrize("order", MIXED)
def test_mixed_orders_are_walked(
    ask_awkward: Asking, awkward_oracle: Oracle, order: list[dict[str, str]]
) -> None:
    whole = _whole(awkward_oracle, "meetings", orderBy=order)
    assert _forward(ask_awkward, "meetings", 4, orderBy=order) == whole
    assert _backward(ask_awkward, "meetings", 4, orderBy=order) == whole


def test_a_filtered_list_is_walked(ask: Asking, oracle: Oracle) -> None:
    where = {"host": {"code": {"eq": "TR"}}}
    whole = _whole(oracle, "meetings", where=where)
    assert len(whole) == 20
    assert _forward(ask, "meetings", 3, where=where) == whole
    assert _backward(ask, "meetings", 3, where=where) == whole


@pytest.mark.parametrize("list_name", ["hostedMeetings", "attendedMeetings", "mediatedMeetings"])
def test_the_meetings_of_an_actor_are_walked(ask: Asking, oracle: Oracle, list_name: str) -> None:
    query = f"""query ($first: Int!, $after: String) {{ country(code: "TR") {{
        {list_name}(first: $first, after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} totalCount }} }} }}"""
    found: list[str] = []
    after = None
    for _ in range(200):
        page = ask.data(query, first=3, after=after)["country"][list_name]
        found += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    whole = oracle.answer(query, {"first": 100})["country"][list_name]
    assert found == [node["id"] for node in whole["nodes"]]
    assert len(found) == whole["totalCount"]


def test_a_window_between_two_cursors(ask: Asking, oracle: Oracle) -> None:
    cursors = [edge["cursor"] for edge in ask.data(_query("meetings"), first=10)["meetings"]["edges"]]
    for size in ({"first": 3}, {"last": 3}, {"first": 100}, {}, {"first": 0}, {"last": 0}):
        given = {"after": cursors[1], "before": cursors[7], **size}
        page = ask.data(_query("meetings"), **given)["meetings"]
        expected = oracle.answer(_query("meetings"), given)["meetings"]
        assert page["nodes"] == expected["nodes"]
        assert page["totalCount"] == 271
        kept = ("hasNextPage", "hasPreviousPage")
        assert {k: page["pageInfo"][k] for k in kept} == {k: expected["pageInfo"][k] for k in kept}


def test_the_schema_has_no_list_that_is_not_walked_here() -> None:
    made: GraphQLSchema = schema.core_schema(schema.build_schema())
    assert made.query_type is not None
    pages = {name for name, field in made.query_type.fields.items() if "after" in field.args}
    assert pages == set(LISTS)
