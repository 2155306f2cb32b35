"""The form of an answer: media type, status, headers, compression, and what pages of other sites may read."""

import logging

import httpx
import orjson
import pytest

from server.app import build
from server.coding import zstd
from server.settings import Settings
from tests.server.double import Echo

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


async def ask(http: httpx.AsyncClient, query: str = "{ __typename }", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await http.post("/graphql", json={"query": query}, headers=named)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, {JSON};q=0.9", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.2, {JSON};q=0.8", JSON),
        (f"{GRAPHQL};q=0, */*", JSON),
        (f"{JSON}, multipart/mixed", JSON),
        ("text/html, */*;q=0.8", JSON),
        ("APPLICATION/JSON", JSON),
        (f"{GRAPHQL};q=high, {JSON}", JSON),
    ],
)
async def test_the_media_type_is_the_one_preferred(http: httpx.AsyncClient, accept: str, media: str) -> None:
    response = await ask(http, accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize("accept", ["image/png", f"{JSON};q=0", "text/plain, image/*"])
async def test_a_client_that_accepts_no_json_is_told(http: httpx.AsyncClient, accept: str) -> None:
    response = await ask(http, accept=accept)
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    ("query", "code"),
    [("{", "GRAPHQL_PARSE_FAILED"), ("{ nothing }", "GRAPHQL_VALIDATION_FAILED")],
)
@pytest.mark.parametrize(("accept", "status"), [("", 400), ("*/*", 400), (GRAPHQL, 400), (JSON, 200)])
async def test_a_document_that_cannot_be_run(
    http: httpx.AsyncClient, query: str, code: str, accept: str, status: int
) -> None:
    response = await ask(http, query, accept=accept)
    assert response.status_code == status
    assert list(response.json()) == ["errors"]
    assert response.json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize("accept", ["", GRAPHQL, JSON])
async def test_a_bad_cursor_is_a_bad_request_for_everybody(http: httpx.AsyncClient, accept: str) -> None:
    response = await ask(http, '{ page(after: "x") }', accept=accept)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


async def test_a_query_by_get(http: httpx.AsyncClient) -> None:
    query = {"query": "query Say($text: String) { echo(text: $text) }", "variables": '{"text": "Çırağan"}'}
    response = await http.get("/graphql", params={**query, "operationName": "Say", "extensions": ""})
    assert response.json() == {"data": {"echo": "Çırağan"}}
    assert response.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=300"
    assert response.headers["vary"] == "Accept, Accept-Encoding"


async def test_nul_and_emoji_reach_the_engine_as_they_are(http: httpx.AsyncClient) -> None:
    body = {"query": "query ($text: String) { echo(text: $text) }", "variables": {"text": "\0🕊"}}
    assert (await http.post("/graphql", json=body)).json() == {"data": {"echo": "\0🕊"}}


async def test_a_long_answer_is_compressed_for_who_accepts_it(http: httpx.AsyncClient) -> None:
    long, short = f'{{ echo(text: "{"a" * 1_500}") }}', '{ echo(text: "a") }'
    assert (await ask(http, long, accept_encoding="br, gzip")).headers["content-encoding"] == "gzip"
    assert (await ask(http, long, accept_encoding="gzip, zstd")).headers["content-encoding"] == "gzip"
    assert (await ask(http, long, accept_encoding="gzip;q=0.5, zstd")).headers["content-encoding"] == "zstd"
    assert (await ask(http, long, accept_encoding="zstd")).headers["content-encoding"] == "zstd"
    assert "content-encoding" not in (await ask(http, long)).headers
    assert "content-encoding" not in (await ask(http, long, accept_encoding="gzip;q=0, br")).headers
    assert "content-encoding" not in (await ask(http, short, accept_encoding="gzip")).headers


async def test_a_compressed_answer_is_the_same_answer(settings: Settings) -> None:
    text = "çığ" * 40_000
    roomy = settings.model_copy(update={"max_body_bytes": 1_000_000})
    transport = httpx.ASGITransport(build(Echo(), roomy))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http:
        response = await http.post("/graphql", json={"query": f'{{ echo(text: "{text}") }}'})
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) < 10_000
    assert response.json() == {"data": {"echo": text}}


async def test_zstandard_carries_the_same_answer(settings: Settings) -> None:
    query = f'{{ echo(text: "{"çığ" * 300}") }}'
    transport = httpx.ASGITransport(build(Echo(), settings))
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http,
        http.stream(
            "POST", "/graphql", json={"query": query}, headers={"accept-encoding": "zstd"}
        ) as response,
    ):
        packed = b"".join([part async for part in response.aiter_raw()])
    assert response.headers["content-encoding"] == "zstd"
    assert orjson.loads(zstd.decompress(packed)) == {"data": {"echo": "çığ" * 300}}


async def test_every_site_may_read_without_credentials(http: httpx.AsyncClient) -> None:
    response = await ask(http, origin="https://example.org")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers


async def test_a_browser_may_ask_before_it_sends_json(http: httpx.AsyncClient) -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    response = await http.options("/graphql", headers=asked)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "*" in response.headers["access-control-allow-headers"]


@pytest.mark.parametrize(("origin", "may"), [("https://example.org", True), ("https://example.com", False)])
async def test_only_the_sites_listed_may_read(settings: Settings, origin: str, may: bool) -> None:
    chosen = settings.model_copy(update={"cors_origins": ("https://example.org",)})
    transport = httpx.ASGITransport(build(Echo(), chosen))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http:
        response = await ask(http, origin=origin)
    assert response.headers.get("access-control-allow-origin") == (origin if may else None)
    assert "Origin" in response.headers["vary"]


async def test_what_nobody_foresaw_is_masked_and_found_in_the_log(
    http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"query": "query ($text: String) { echo(text: $text) }", "variables": {"text": "crash"}}
    with caplog.at_level(logging.WARNING, "dragoman"):
        response = await http.post("/graphql", json=body)
    assert response.status_code == 500
    [error] = response.json()["errors"]
    assert "secret" not in response.text
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert error["extensions"]["id"] == response.headers["x-request-id"]
    failure = next(record for record in caplog.records if record.exc_info)
    assert vars(failure)["request_id"] == error["extensions"]["id"]


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-1.2_3", True), ("a b", False), ("x" * 65, False), ("", False)]
)
async def test_a_request_keeps_the_id_its_proxy_gave(http: httpx.AsyncClient, given: str, kept: bool) -> None:
    response = await ask(http, x_request_id=given)
    assert (response.headers["x-request-id"] == given) is kept


async def test_an_answer_may_not_be_taken_for_a_page(http: httpx.AsyncClient) -> None:
    response = await ask(http)
    assert response.headers["x-content-type-options"] == "nosniff"
