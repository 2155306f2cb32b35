"""Documents and values made to do harm: each is refused with a code, and the engine goes on."""

import pytest

from tests.asking import Asking

DEEP = "{" + "meetings { nodes { process {" * 20 + "id" + "}}}" * 20 + "}"
SPREADS = " ".join(
    f"fragment A{n} on Meeting {{ follows {{ ...A{n + 1} }} f{n}: follows {{ ...A{n + 1} }} }}"
    for n in range(30)
)
EXPONENTIAL = f'{{ meeting(slug: "a") {{ ...A0 }} }} {SPREADS} fragment A30 on Meeting {{ id }}'
CYCLIC = """
{ meeting(slug: "a") { ...A } }
fragment A on Meeting { follows { ...B } }
fragment B on Meeting { follows { ...A } }
"""
MANY_ROWS = """
{ meetings(first: 100) { nodes { process { meetings(first: 100) { nodes {
  delegations { members { person { seats(first: 100) { nodes { id } } } } } } } } } } }
"""


def _hosts_of_hosts(levels: int) -> str:
    """More rows than 64 bits count: 3,000 times as many with every level."""
    level = "hosts { hostedMeetings(first: 100) { nodes { "
    return "{ meetings(first: 100) { nodes { " + level * levels + "id" + " } } }" * levels + " } } }"


DOCUMENTS = [
    ("too long", "{ a" + "a" * 70_000 + " }", "DOCUMENT_TOO_LARGE"),
    ("too many tokens", "{" + " __typename" * 9_000 + "}", "DOCUMENT_TOO_LARGE"),
    ("too deep", DEEP, "DOCUMENT_TOO_LARGE"),
    (
        "records too deep",
        '{ meeting(slug: "a")' + "{ follows" * 17 + "{ id }" + "}" * 17 + "}",
        "DOCUMENT_TOO_LARGE",
    ),
    (
        "lists in lists",
        "{ meetings(where: {and: " + "[" * 5_000 + "]" * 5_000 + "}) { nodes { id } } }",
        "DOCUMENT_TOO_LARGE",
    ),
    (
        "not in not",
        "{ meetings(where: " + "{not: " * 60 + "{}" + "}" * 60 + ") { nodes { id } } }",
        "DOCUMENT_TOO_LARGE",
    ),
    ("aliases", "{" + " ".join(f"a{n}: __typename" for n in range(3_000)) + "}", "DOCUMENT_TOO_LARGE"),
    ("one field repeated", '{ meeting(slug: "a") {' + " id" * 900 + "} }", "DOCUMENT_TOO_LARGE"),
    ("directives", "{ __typename" + " @skip(if: false)" * 500 + "}", "DOCUMENT_TOO_LARGE"),
    ("exponential fragments", EXPONENTIAL, "DOCUMENT_TOO_LARGE"),
    ("cyclic fragments", CYCLIC, "GRAPHQL_VALIDATION_FAILED"),
    ("only braces", "{" * 5_000, "GRAPHQL_PARSE_FAILED"),
    ("too many rows", MANY_ROWS, "QUERY_TOO_COSTLY"),
    ("astronomically many rows", _hosts_of_hosts(7), "QUERY_TOO_COSTLY"),
    ("NUL", '{ meeting(slug: "a\\u0000") { id } }', "BAD_USER_INPUT"),
    ("lone surrogate", '{ meeting(slug: "\\ud800") { id } }', "GRAPHQL_PARSE_FAILED"),
    ("no document", "", "GRAPHQL_PARSE_FAILED"),
    ("two operations", "query A { __typename } query B { __typename }", "OPERATION_NOT_FOUND"),
]


@pytest.mark.parametrize(("query", "code"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_a_harmful_document_is_refused_with_a_code(ask: Asking, query: str, code: str) -> None:
    reply = ask(query)
    assert reply.status == 400
    assert set(reply.codes) == {code}
    assert (reply.data, reply.statements) == (None, 0)
    assert ask.data("{ __typename }") == {"__typename": "Query"}


def _not(levels: int) -> dict[str, object]:
    value: dict[str, object] = {}
    for _ in range(levels):
        value = {"not": value}
    return value


VALUES = [
    ("nested too deeply", _not(300), "DOCUMENT_TOO_LARGE"),
    ("a long list", {"title": {"in": ["x"] * 1_001}}, "DOCUMENT_TOO_LARGE"),
    ("many conditions", {"and": [{"title": {"eq": "x"}}] * 400}, "QUERY_TOO_COSTLY"),
    ("NUL", {"slug": {"eq": "a\x00"}}, "BAD_USER_INPUT"),
    ("lone surrogate", {"title": {"contains": "\ud800"}}, "BAD_USER_INPUT"),
    ("no such day", {"start": {"gte": "2025-13-99"}}, "BAD_USER_INPUT"),
    ("no such enum value", {"kind": {"eq": "PICNIC"}}, "BAD_USER_INPUT"),
    ("beyond 32 bits", {"round": {"eq": 2**31}}, "BAD_USER_INPUT"),
    ("no such member", {"colour": {"eq": "red"}}, "BAD_USER_INPUT"),
]


@pytest.mark.parametrize(("where", "code"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_a_harmful_variable_is_refused_with_a_code(ask: Asking, where: object, code: str) -> None:
    reply = ask("query ($w: MeetingWhere) { meetings(where: $w) { nodes { id } } }", {"w": where})
    assert reply.status == 400
    assert set(reply.codes) == {code}
    assert (reply.data, reply.statements) == (None, 0)


def test_many_conditions_do_not_reach_the_databases_limits(ask: Asking) -> None:
    where = {
        "or": [{"slug": {"eq": f"none-{n}"}} for n in range(148)] + [{"slug": {"eq": "istanbul-2025-06-02"}}]
    }
    found = ask.data("query ($w: MeetingWhere) { meetings(where: $w) { nodes { slug } } }", w=where)
    assert found == {"meetings": {"nodes": [{"slug": "istanbul-2025-06-02"}]}}
