"""Questions that cannot be answered, put to the real engine over HTTP: each has a code, and the process goes on."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

import schema
from server.app import build
from server.settings import Settings

GRAPHQL = {"accept": "application/graphql-response+json"}
BY_SLUG = "query ($slug: String!) { meeting(slug: $slug) { title } }"
PAGE = "query ($first: Int, $last: Int, $after: String) { meetings(first: $first, last: $last, after: $after) { nodes { slug } } }"
CURSOR_OF_ANOTHER_LIST = "{ persons(first: 1) { pageInfo { endCursor } } }"


@pytest.fixture
async def http(curated_url: str) -> AsyncIterator[httpx.AsyncClient]:
    engine = schema.build_engine(curated_url)
    await engine.start()
    transport = httpx.ASGITransport(build(engine, Settings(database_url=curated_url)))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman", headers=GRAPHQL) as client:
        yield client
    await engine.stop()


async def ask(http: httpx.AsyncClient, query: str, **variables: Any) -> httpx.Response:
    return await http.post("/graphql", json={"query": query, "variables": variables})


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{ meeting(slug: ", {}, "GRAPHQL_PARSE_FAILED"),
        ("", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ meetingz { nodes { slug } } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ meetings(where: {kind: {eq: TEA}}) { nodes { slug } } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", {}, "OPERATION_NOT_FOUND"),
        (BY_SLUG, {}, "BAD_USER_INPUT"),
        (BY_SLUG, {"slug": 7}, "BAD_USER_INPUT"),
        (BY_SLUG, {"slug": "a\0b"}, "BAD_USER_INPUT"),
        ('{ meeting(slug: "a\\u0000b") { title } }', {}, "BAD_USER_INPUT"),
        (PAGE, {"first": 101}, "BAD_PAGE"),
        (PAGE, {"first": -1}, "BAD_PAGE"),
        (PAGE, {"first": 1, "last": 1}, "BAD_PAGE"),
        (PAGE, {"first": 2**31}, "BAD_USER_INPUT"),
        (PAGE, {"after": "no cursor"}, "BAD_CURSOR"),
        (PAGE, {"after": ""}, "BAD_CURSOR"),
        ("{ a " * 30 + " }" * 30, {}, "GRAPHQL_VALIDATION_FAILED"),
        ("#" * 70_000, {}, "DOCUMENT_TOO_LARGE"),
    ],
    ids=lambda value: repr(value)[-40:],
)
async def test_a_question_that_cannot_be_answered(
    http: httpx.AsyncClient, query: str, variables: dict[str, Any], code: str
) -> None:
    response = await ask(http, query, **variables)
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert "data" not in response.json()
    assert response.status_code == 400
    assert (await ask(http, "{ __typename }")).json()["data"] == {"__typename": "Query"}


async def test_a_cursor_of_another_list_is_refused(http: httpx.AsyncClient) -> None:
    page = (await ask(http, CURSOR_OF_ANOTHER_LIST)).json()["data"]["persons"]["pageInfo"]
    response = await ask(http, PAGE, after=page["endCursor"])
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_CURSOR")


@pytest.mark.parametrize("half", [rb"\ud83d", rb"\udd4a"])
async def test_half_of_a_surrogate_pair_is_refused(http: httpx.AsyncClient, half: bytes) -> None:
    in_variable = (
        b'{"query": "query ($s: String!) { meeting(slug: $s) { slug } }", "variables": {"s": "'
        + half
        + b'"}}'
    )
    in_literal = b'{"query": "{ meeting(slug: \\"' + half + b'\\") { slug } }"}'
    for body in (in_variable, in_literal):
        response = await http.post("/graphql", content=body, headers={"content-type": "application/json"})
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (
            400,
            "BAD_USER_INPUT",
        )


async def test_an_escaped_half_of_a_surrogate_pair_in_a_literal_is_refused(http: httpx.AsyncClient) -> None:
    response = await ask(http, '{ meeting(slug: "\\ud83d") { slug } }')
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"}


async def test_an_unknown_slug_is_null_and_no_error(http: httpx.AsyncClient) -> None:
    response = await ask(http, BY_SLUG, slug="nowhere-1900-01-01")
    assert response.json()["data"] == {"meeting": None}
    assert "errors" not in response.json()


async def test_a_mutation_by_get_is_refused(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "mutation { __typename }"})
    assert 400 <= response.status_code < 500
    assert "data" not in response.json()


async def test_the_welcome_question_is_answered(http: httpx.AsyncClient) -> None:
    page = await http.get("/graphql", headers={"accept": "text/html"})
    assert "hostedMeetings(first: 50)" in page.text
    response = await ask(http, '{ country(code: "TR") { name hostedMeetings(first: 50) { totalCount } } }')
    assert response.json()["data"]["country"] == {"name": "Türkiye", "hostedMeetings": {"totalCount": 20}}
