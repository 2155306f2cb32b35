"""Answers given again: only while the data is the same, whoever changed it; and what caches outside may do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlalchemy import text

import schema
from db.migrate import upgrade
from db.session import connect
from engine.database import Version
from server.app import build
from server.kept import Body, Kept, key_of, matches
from server.settings import Settings
from tests.server.double import Echo

QUERY = {"query": '{ echo(text: "a") }'}
NAME = {"query": "{ dataset { licence lastChange } }"}


@asynccontextmanager
async def over(engine: Echo, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build(engine, settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://d") as http:
        yield http


async def test_a_client_that_has_the_answer_is_told_so_without_running_it(settings: Settings) -> None:
    engine = Echo()
    async with over(engine, settings) as http:
        first = await http.get("/graphql", params=QUERY)
        tag = first.headers["etag"]
        assert tag.startswith('"')
        again = await http.get("/graphql", params=QUERY, headers={"if-none-match": f'"x", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert engine.asked == 1
        engine.state = 2
        changed = await http.get("/graphql", params=QUERY, headers={"if-none-match": tag})
    assert (changed.status_code, engine.asked) == (200, 2)
    assert changed.headers["etag"] != tag


@pytest.mark.parametrize(
    "other",
    [
        {"params": {"query": '{ echo(text: "b") }'}},
        {"headers": {"accept": "application/graphql-response+json"}},
        {"headers": {"accept-encoding": "identity"}},
    ],
)
async def test_each_form_of_each_answer_has_its_own_tag(settings: Settings, other: dict[str, object]) -> None:
    async with over(Echo(), settings) as http:
        one = await http.get("/graphql", params=QUERY)
        another = await http.request("GET", "/graphql", **{"params": QUERY, **other})  # type: ignore[arg-type]
    assert one.headers["etag"] != another.headers["etag"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_answer_is_run_again_only_after_a_change(settings: Settings, method: str) -> None:
    engine = Echo()
    sent = {"params": QUERY} if method == "GET" else {"json": QUERY}
    async with over(engine, settings) as http:
        answers = [await http.request(method, "/graphql", **sent) for _ in range(5)]  # type: ignore[arg-type]
        assert engine.asked == (1 if method == "GET" else 2)
        engine.state += 1
        answers.append(await http.request(method, "/graphql", **sent))  # type: ignore[arg-type]
        assert engine.asked == (2 if method == "GET" else 3)
    assert {answer.content for answer in answers} == {b'{"data":{"echo":"a"}}'}


@pytest.mark.parametrize(
    "query",
    ["{ nothing }", "mutation { note }", '{ page(after: "x") }', "{"],
    ids=["invalid", "mutation", "cursor", "text"],
)
async def test_errors_and_mutations_are_never_given_again(settings: Settings, query: str) -> None:
    engine = Echo()
    async with over(engine, settings) as http:
        for _ in range(3):
            answer = await http.post("/graphql", json={"query": query})
            assert "etag" not in answer.headers
        assert engine.asked == 3
        by_get = await http.get("/graphql", params={"query": query})
    assert by_get.headers["cache-control"] == "no-store"
    assert "etag" not in by_get.headers


async def test_it_can_be_switched_off(settings: Settings) -> None:
    engine = Echo()
    off = settings.model_copy(update={"cache_bytes": 0, "fresh_seconds": 0})
    async with over(engine, off) as http:
        answers = [await http.get("/graphql", params=QUERY) for _ in range(3)]
    assert engine.asked == 3
    assert answers[-1].headers["cache-control"] == "public, no-cache"


async def test_a_long_answer_is_kept_compressed(settings: Settings) -> None:
    engine = Echo()
    long = {"query": f'{{ echo(text: "{"a" * 1_500}") }}'}
    async with over(engine, settings) as http:
        answers = [await http.get("/graphql", params=long) for _ in range(2)]
    assert [answer.headers["content-encoding"] for answer in answers] == ["gzip", "gzip"]
    assert answers[0].json() == answers[1].json()
    assert engine.asked == 1


@asynccontextmanager
async def serving(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """The application over a real, empty database."""
    upgrade(url)
    engine = schema.build_engine(url)
    await engine.start()
    try:
        transport = httpx.ASGITransport(build(engine, Settings(database_url=url)))
        async with httpx.AsyncClient(transport=transport, base_url="http://d") as http:
            yield http
    finally:
        await engine.stop()


async def test_a_change_by_another_process_is_seen_at_once(database_url: str) -> None:
    async with serving(database_url) as http:
        for number in range(1, 20):
            before = [await http.get("/graphql", params=NAME), await http.post("/graphql", json=NAME)]
            tag = before[0].headers["etag"]
            assert (
                await http.get("/graphql", params=NAME, headers={"if-none-match": tag})
            ).status_code == 304
            writer = connect(database_url)
            with writer.begin() as connection:
                connection.execute(text("UPDATE dataset SET last_change = :n"), {"n": number})
            writer.dispose()
            after = [
                await http.get("/graphql", params=NAME, headers={"if-none-match": tag}),
                await http.post("/graphql", json=NAME),
            ]
            assert [answer.json()["data"]["dataset"]["lastChange"] for answer in after] == [number, number]


def test_the_memory_is_bounded() -> None:
    kept = Kept(50_000, "code")
    version = Version("1")
    for number in range(1_000):
        key = key_of("json", coding="", post=True, asked=b"%d" % number)
        kept.get(key, version)
        kept.put(key, version, Body(b"x" * 1_000, "", None))
    assert 0 < kept.size <= 50_000


def test_an_answer_read_before_a_change_is_not_kept_after_it() -> None:
    kept = Kept(50_000, "code")
    old, new = Version("1"), Version("2")
    kept.get("key", old)
    kept.get("key", new)
    kept.put("key", old, Body(b"old", "", None))
    assert kept.get("key", new) is None


def test_tags_are_compared_weakly() -> None:
    assert matches(b'"a"', b'"b", W/"a"')
    assert not matches(b'"a"', b'"ab"')
    assert not matches(b'"a"', b"")
