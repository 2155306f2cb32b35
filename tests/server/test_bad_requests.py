"""Whatever a client sends that is no GraphQL request is refused with a status and a code, and never with a 5xx."""

from typing import Any

import httpx
import pytest

JSON = {"content-type": "application/json"}
TYPENAME = b'{"query": "{ __typename }"}'
DEEP = b"[" * 100_000
DEEP_VARIABLES = b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 200 + b"1" + b"}" * 201
NESTED_LISTS = b'{"query": "{ __typename }", "x": ' + b"[" * 900 + b"]" * 900 + b', "query": "{ a }"}'


def refused(response: httpx.Response, status: int, code: str) -> str:
    """The message of a refusal: one error with a code, and no `data`."""
    assert response.status_code == status
    body: dict[str, Any] = response.json()
    assert list(body) == ["errors"]
    [error] = body["errors"]
    assert error["extensions"]["code"] == code
    return str(error["message"])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b"null", "JSON object"),
        (b"1", "JSON object"),
        (b'"x"', "JSON object"),
        (b"true", "JSON object"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"query": "\xff"}', "not JSON"),
        (b'{"query": NaN}', "not JSON"),
        (b'{"query": 1e999}', "not JSON"),
        (b"\x00", "not JSON"),
        (b'{"query": "a\x00"}', "not JSON"),
        (b'[{"query": "{ __typename }"}]', "batching"),
        (b"[]", "batching"),
        (b"{}", "query is missing"),
        (b'{"query": null}', "query is missing"),
        (b'{"query": 1}', "query has to be a string"),
        (b'{"query": ["{ __typename }"]}', "query has to be a string"),
        (b'{"query": {"a": 1}}', "query has to be a string"),
        (b'{"query": "{ __typename }", "variables": []}', "variables has to be an object"),
        (b'{"query": "{ __typename }", "variables": "{}"}', "variables has to be an object"),
        (b'{"query": "{ __typename }", "variables": 0}', "variables has to be an object"),
        (b'{"query": "{ __typename }", "variables": false}', "variables has to be an object"),
        (b'{"query": "{ __typename }", "extensions": "x"}', "extensions has to be an object"),
        (b'{"query": "{ __typename }", "operationName": {}}', "operationName has to be a string"),
        (b'{"query": "{ __typename }", "query": "{ a }"}', "a key twice"),
        (b'{"variables": {}, "query": "{ a }", "variables": {"a": 1}}', "a key twice"),
        (DEEP_VARIABLES, "nested more than 50"),
        (NESTED_LISTS, "nested more than 50"),
    ],
    ids=lambda value: repr(value[-45:]),
)
async def test_a_body_that_is_no_request(http: httpx.AsyncClient, body: bytes, message: str) -> None:
    response = await http.post("/graphql", content=body, headers=JSON)
    assert message in refused(response, 400, "BAD_REQUEST")


@pytest.mark.parametrize("half", [rb"\ud800", rb"\udc00", rb"\ud800x", rb"\ud800\ud800"])
async def test_half_of_a_surrogate_pair_is_no_text(http: httpx.AsyncClient, half: bytes) -> None:
    body = b'{"query": "query ($a: String) { echo(text: $a) }", "variables": {"a": "' + half + b'"}}'
    response = await http.post("/graphql", content=body, headers=JSON)
    assert "surrogate" in refused(response, 400, "BAD_USER_INPUT")


async def test_a_key_inside_the_variables_is_not_a_key_of_the_body(http: httpx.AsyncClient) -> None:
    body = {"query": "{ __typename }", "variables": {"query": 1, "variables": 2, "extensions": {"query": 3}}}
    assert (await http.post("/graphql", json=body)).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    "body",
    [b"x" * 2_001, DEEP, b'{"query": "' + b"a" * 10_000_000 + b'"}'],
    ids=["a byte too long", "deep", "ten megabytes"],
)
async def test_a_long_body_is_not_read(http: httpx.AsyncClient, body: bytes) -> None:
    response = await http.post("/graphql", content=body, headers=JSON)
    assert "2,000 bytes" in refused(response, 413, "PAYLOAD_TOO_LARGE")


async def test_a_long_body_without_a_declared_length_is_stopped(http: httpx.AsyncClient) -> None:
    async def endless() -> Any:
        for _ in range(1_000):
            yield b"x" * 1_000

    refused(await http.post("/graphql", content=endless(), headers=JSON), 413, "PAYLOAD_TOO_LARGE")


async def test_a_body_in_pieces_is_put_together(http: httpx.AsyncClient) -> None:
    async def pieces() -> Any:
        for byte in TYPENAME:
            yield bytes([byte])

    response = await http.post("/graphql", content=pieces(), headers=JSON)
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_a_length_that_is_no_number(http: httpx.AsyncClient) -> None:
    response = await http.post("/graphql", content=TYPENAME, headers={**JSON, "content-length": "-1"})
    refused(response, 413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "text/plain; application/json",
        "application/json; charset=latin-1",
        "application/jsonx",
        ";",
        "\xff\xfe",
    ],
)
async def test_a_body_that_a_form_could_send_is_refused(
    http: httpx.AsyncClient, content_type: str | None
) -> None:
    headers = {} if content_type is None else {b"content-type": content_type.encode("latin-1")}
    response = await http.post("/graphql", content=TYPENAME, headers=headers)
    refused(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"']
)
async def test_json_in_utf8_is_read(http: httpx.AsyncClient, content_type: str) -> None:
    response = await http.post("/graphql", content=TYPENAME, headers={"content-type": content_type})
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_a_compressed_body_is_not_read(http: httpx.AsyncClient) -> None:
    response = await http.post("/graphql", content=TYPENAME, headers={**JSON, "content-encoding": "gzip"})
    refused(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    ("query_string", "message"),
    [
        ("", "query is missing"),
        ("query", "query is missing"),
        ("variables={}", "query is missing"),
        ("query=%7B__typename%7D&query=1", "given twice"),
        ("query=%ff", "not URL-encoded UTF-8"),
        ("query=%7B__typename%7D&variables={", "variables is not JSON"),
        ("query=%7B__typename%7D&variables=[]", "variables has to be an object"),
        ("query=%7B__typename%7D&extensions=1", "extensions has to be an object"),
        ("query=%7B__typename%7D&variables=" + '{"a":' * 60 + "1" + "}" * 60, "nested more than 50"),
        ("query=%7B__typename%7D" + "&a=1" * 30, "too many parameters"),
    ],
)
async def test_a_query_string_that_is_no_request(
    http: httpx.AsyncClient, query_string: str, message: str
) -> None:
    response = await http.get(f"/graphql?{query_string}")
    if query_string == "query":
        refused(response, 400, "GRAPHQL_PARSE_FAILED")
    else:
        assert message in refused(response, 400, "BAD_REQUEST")


async def test_a_long_query_string_is_not_read(http: httpx.AsyncClient) -> None:
    refused(await http.get("/graphql", params={"query": "#" * 3_000}), 413, "PAYLOAD_TOO_LARGE")


async def test_a_mutation_by_get_is_refused(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "mutation { note }"})
    refused(response, 405, "METHOD_NOT_ALLOWED")
    assert "POST" in response.headers["allow"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
async def test_another_method_is_refused_with_those_there_are(http: httpx.AsyncClient, method: str) -> None:
    response = await http.request(method, "/graphql")
    refused(response, 405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


async def test_another_path_is_refused_with_where_graphql_is(http: httpx.AsyncClient) -> None:
    response = await http.get("/nowhere")
    refused(response, 404, "NOT_FOUND")
    assert response.json()["errors"][0]["extensions"]["hint"] == "GraphQL is at /graphql."


async def test_a_path_that_does_not_answer_a_method_says_so(http: httpx.AsyncClient) -> None:
    refused(await http.post("/healthz"), 405, "METHOD_NOT_ALLOWED")
