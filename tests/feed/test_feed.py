"""What a subscription tells: every change, in order and once, from any number on, whoever made it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import psycopg
import pytest
from sqlmodel import Session

import schema
from db.session import connect
from engine import feed as feeds
from engine.answer import Answer
from engine.engine import Engine
from engine.errors import UnknownSequence
from engine.feed import Feed
from exchange import Terms, submit
from tests.exchange.test_faults import terminate
from tests.exchange.writer import pair
from tests.feed.site import PATIENCE_SECONDS, write, write_many


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Engine]:
    found = schema.build_engine(url)
    await found.start()
    yield found
    await found.stop()


async def follow(engine: Engine, arguments: str, members: str = "sequence") -> Feed:
    feed = await engine.subscribe(f"subscription {{ changes{arguments} {{ {members} }} }}")
    assert isinstance(feed, Feed), feed
    return feed


async def told(feed: Feed) -> list[Any]:
    """All that it tells until it ends."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        found = [event async for batch in feed.batches() for event in batch]
    changes = [orjson.loads(event.body)["data"]["changes"] for event in found]
    assert [event.sequence for event in found] == [change["sequence"] for change in changes]
    return changes


async def listed(engine: Engine, arguments: str, members: str) -> list[Any]:
    """The same from the list of changes."""
    answer = await engine.answer(f"{{ changes{arguments} {{ nodes {{ {members} }} }} }}")
    nodes = orjson.loads(answer.body)["data"]["changes"]["nodes"]
    assert isinstance(nodes, list)
    return nodes


async def test_a_feed_from_the_start_tells_what_the_list_of_changes_tells(log_url: str) -> None:
    members = "id sequence at operation type slug agent reason before after __typename"
    async with opened(log_url) as engine:
        before = engine.database.count
        changes = await told(await follow(engine, "(after: 0, first: 10)", members))
        assert engine.database.count - before == 2  # the place to begin, and a batch
        assert changes == await listed(engine, "(first: 10)", members)


async def test_the_record_itself_comes_with_its_change_in_the_same_statement(log_url: str) -> None:
    members = "sequence slug record { id ... on Person { name } ... on Group { kind } }"
    async with opened(log_url) as engine:
        before = engine.database.count
        [group, person] = await told(await follow(engine, "(after: 0, first: 2)", members))
        assert engine.database.count - before == 2
    assert group["record"] == {"id": "Actor:group-0", "kind": "ARMED_GROUP"}
    assert person["record"] == {"id": "Person:person-0", "name": "Ada"}


@pytest.mark.parametrize("span", [1, 3, 10_000])
async def test_a_filter_keeps_its_own_however_far_apart_they_are(
    log_url: str, span: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "SPAN", span)
    where = "where: {type: {eq: PERSON}, sequence: {lte: 10}}"
    async with opened(log_url) as running:
        changes = await told(await follow(running, f"(after: 2, first: 4, {where})", "sequence slug"))
        assert changes == (await listed(running, f"({where})", "sequence slug"))[-4:]
    assert len(changes) == 4


async def test_without_a_place_to_begin_only_what_comes_is_told(log_url: str) -> None:
    async with opened(log_url) as engine:
        feed = await follow(engine, "(first: 2)", "sequence slug")
        last = feed.position
        telling = asyncio.create_task(told(feed))
        await asyncio.to_thread(write, log_url, [last + 1_000])
        changes = await telling
    assert {change["slug"] for change in changes} == {f"group-{last + 1000}", f"person-{last + 1000}"}
    assert all(change["sequence"] > last for change in changes)


async def test_it_goes_on_where_it_was_left_at_another_engine(log_url: str) -> None:
    async with opened(log_url) as one, opened(log_url) as other:
        first = await told(await follow(one, "(after: 0, first: 3)"))
        feed = await other.subscribe(
            "subscription($n: Int) { changes(after: 0, first: $n) { sequence } }",
            {"n": 7},
            since=first[-1]["sequence"],
        )
        assert isinstance(feed, Feed)
        sequences = [change["sequence"] for change in first + await told(feed)]
    assert sequences == sorted(set(sequences))
    assert len(sequences) == 10


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ changes(after: 2147483647) { id } }", "UNKNOWN_SEQUENCE"),
        ("{ changes(after: -1) { id } }", "UNKNOWN_SEQUENCE"),
        ("{ changes(first: -1) { id } }", "BAD_PAGE"),
        ('{ changes(after: "last") { id } }', "GRAPHQL_VALIDATION_FAILED"),
        ("{ changes(after: 1.5) { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ changes { id } more: changes { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __typename }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_what_cannot_be_followed_is_refused(log_url: str, query: str, code: str) -> None:
    async with opened(log_url) as engine:
        answer = await engine.subscribe(f"subscription {query}")
        assert isinstance(answer, Answer)
        assert answer.codes[0] == code
        assert engine.bell.listening == 0


async def test_a_subscription_asked_as_a_question_is_told_where_to_go(log_url: str) -> None:
    async with opened(log_url) as engine:
        answer = await engine.answer("subscription { changes { id } }")
    assert answer.codes == ("BAD_REQUEST",)
    assert b"text/event-stream" in answer.body


async def test_a_feed_of_none_ends_at_once_and_one_that_is_left_rings_no_more(log_url: str) -> None:
    async with opened(log_url) as engine:
        assert await told(await follow(engine, "(after: 0, first: 0)")) == []
        feed = await follow(engine, "")
        waiting = asyncio.create_task(told(feed))
        await asyncio.sleep(0)
        assert engine.bell.listening == 1
        waiting.cancel()
        await asyncio.wait([waiting])
        assert engine.bell.listening == 0


async def test_a_large_log_comes_in_batches_that_are_bounded(log_url: str) -> None:
    write_many(log_url, 400)
    async with opened(log_url) as engine:
        feed = await follow(engine, '(after: 0, first: 400, where: {slug: {contains: "many"}})', "after")
        sizes = [len(batch) async for batch in feed.batches()]
    assert sum(sizes) == 400
    assert max(sizes) <= 128


async def test_a_feed_is_told_when_an_older_backup_takes_the_place_of_the_log(sqlite_log: str) -> None:
    write(sqlite_log, range(3))
    async with opened(sqlite_log) as engine:
        feed = await follow(engine, "(after: 6)")
        telling = asyncio.create_task(told(feed))
        database = connect(sqlite_log)
        with database.begin() as connection:
            connection.exec_driver_sql("DELETE FROM change WHERE id > 4")
        database.dispose()
        with pytest.raises(UnknownSequence, match=r"no change 6 .* is 4"):
            await telling


async def test_a_database_that_is_gone_for_a_moment_is_waited_for(postgres_log: str) -> None:
    async with opened(postgres_log) as engine:
        feed = await follow(engine, "(first: 2)")
        telling = asyncio.create_task(told(feed))
        for number in range(2):
            await asyncio.to_thread(terminate, postgres_log)
            await asyncio.to_thread(write, postgres_log, [number])
        assert [change["sequence"] for change in await telling] == [1, 2]


async def test_hundreds_hear_of_a_change_and_leave_room_for_questions(log_url: str) -> None:
    async with opened(log_url) as engine:
        feeds = [await follow(engine, "(first: 2)") for _ in range(300)]
        last = feeds[0].position
        telling = [asyncio.create_task(told(feed)) for feed in feeds]
        await asyncio.to_thread(write, log_url, [88_888])
        assert (await engine.answer("{ changes { totalCount } }")).status == 200
        for one in await asyncio.gather(*telling):
            assert [change["sequence"] > last for change in one] == [True, True]
    assert engine.bell.listening == 0


def insert(slug: str) -> tuple[str, dict[str, str]]:
    """A row of the log, written past everything that the application does."""
    columns = "at, type, slug, operation, agent"
    values = "'2025-06-02T00:00:00Z', 'Person', %(slug)s, 'CREATE', 'psql'"
    return f"INSERT INTO change ({columns}) VALUES ({values})", {"slug": slug}


async def test_transactions_that_overlap_are_told_in_order_and_none_is_lost(postgres_log: str) -> None:
    async with opened(postgres_log) as engine:
        feed = await follow(engine, "(first: 3)", "sequence slug")
        telling = asyncio.create_task(told(feed))
        async with (
            await psycopg.AsyncConnection.connect(postgres_log) as slow,
            await psycopg.AsyncConnection.connect(postgres_log) as gone,
        ):
            await slow.execute(*insert("slow"))
            late = asyncio.create_task(asyncio.to_thread(write, postgres_log, [77_777]))
            await asyncio.sleep(0.3)
            assert not late.done()
            assert not telling.done()
            await slow.commit()
            await late
            await gone.execute(*insert("rolled back"))
            await gone.rollback()
        changes = await telling
    assert changes[0]["slug"] == "slow"
    assert {change["slug"] for change in changes[1:]} == {"group-77777", "person-77777"}


async def test_numbers_of_dry_runs_and_refusals_are_not_told_and_never_wait(log_url: str) -> None:
    async with opened(log_url) as running:
        feed = await follow(running, "(first: 2)", "sequence slug")
        database = connect(log_url)
        with Session(database) as session:
            assert not submit(session, pair(55_555), Terms("acme", {}, dry_run=True)).written
        database.dispose()
        await asyncio.to_thread(write, log_url, [66_666])
        slugs = {change["slug"] for change in await told(feed)}
    assert slugs == {"group-66666", "person-66666"}
