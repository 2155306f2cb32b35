"""Persisted queries: a hash is enough once the document was sent with it."""

import json
from hashlib import sha256
from typing import Any

import httpx
import pytest

from engine.errors import BadRequest
from server.app import build
from server.body import GraphQLRequest
from server.persisted import PersistedQueries
from server.settings import Settings
from tests.server.double import Echo

QUERY = '{ echo(text: "Çırağan") }'
HASH = sha256(QUERY.encode()).hexdigest()
GRAPHQL = "application/graphql-response+json"


def persisted(digest: object = HASH, version: object = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": digest}}


def by_hash(digest: object = HASH) -> dict[str, str]:
    return {"extensions": json.dumps(persisted(digest))}


def code(response: httpx.Response) -> object:
    return response.json()["errors"][0]["extensions"]["code"]


async def test_a_hash_is_enough_after_the_document_was_sent_with_it(http: httpx.AsyncClient) -> None:
    first = await http.get("/graphql", params=by_hash(), headers={"accept": "*/*"})
    assert (first.status_code, code(first)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert first.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert first.headers["cache-control"] == "no-store"
    both = await http.post("/graphql", json={"query": QUERY, "extensions": persisted()})
    assert both.json() == {"data": {"echo": "Çırağan"}}
    again = await http.get("/graphql", params=by_hash(), headers={"accept": "*/*"})
    assert again.json() == {"data": {"echo": "Çırağan"}}
    assert (await http.post("/graphql", json={"extensions": persisted()})).json() == again.json()


async def test_an_unknown_hash_is_4xx_where_the_media_type_wants_it(http: httpx.AsyncClient) -> None:
    answer = await http.get("/graphql", params=by_hash(), headers={"accept": GRAPHQL})
    assert (answer.status_code, code(answer)) == (400, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        (persisted("0" * 64), "PERSISTED_QUERY_HASH_MISMATCH"),
        (persisted("0"), "BAD_REQUEST"),
        (persisted(None), "BAD_REQUEST"),
        (persisted(version=2), "BAD_REQUEST"),
        ({"persistedQuery": HASH}, "BAD_REQUEST"),
    ],
)
async def test_a_wrong_hash_is_refused(http: httpx.AsyncClient, extensions: object, expected: str) -> None:
    answer = await http.post("/graphql", json={"query": QUERY, "extensions": extensions})
    assert (answer.status_code, code(answer)) == (400, expected)


async def test_what_cannot_be_answered_is_not_kept(http: httpx.AsyncClient) -> None:
    wrong = "{ nothing }"
    digest = sha256(wrong.encode()).hexdigest()
    refused = await http.post("/graphql", json={"query": wrong, "extensions": persisted(digest)})
    assert code(refused) == "GRAPHQL_VALIDATION_FAILED"
    assert code(await http.get("/graphql", params=by_hash(digest))) == "PERSISTED_QUERY_NOT_FOUND"


async def test_they_can_be_switched_off(settings: Settings) -> None:
    off = settings.model_copy(update={"persisted_bytes": 0})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(build(Echo(), off)), base_url="http://d"
    ) as http:
        answer = await http.get("/graphql", params=by_hash())
    assert (answer.status_code, code(answer)) == (400, "PERSISTED_QUERY_NOT_SUPPORTED")


def test_memory_stays_within_the_budget_and_what_is_used_stays() -> None:
    store = PersistedQueries(100_000)

    def request(number: int, *, query: bool = True) -> GraphQLRequest:
        text = f"{{ field{number} }}"
        return GraphQLRequest(
            text if query else None, None, None, persisted(sha256(text.encode()).hexdigest())
        )

    store.keep(request(0))
    assert store.document(request(0, query=False)) == "{ field0 }"
    for number in range(1, 5_000):
        store.keep(request(number))
    assert store.documents.bytes <= store.budget
    assert store.document(request(0, query=False)) == "{ field0 }"
    with pytest.raises(BadRequest, match="PersistedQueryNotFound"):
        store.document(request(1, query=False))
