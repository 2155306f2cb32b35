"""Disks fill up, databases go away, processes are killed at any instruction: nothing half-written, nothing acknowledged lost."""

import multiprocessing
import os
import random
import threading
import time
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import event
from sqlmodel import Session, select

import db
from db.enums import RecordType
from db.migrate import upgrade
from db.session import connect
from engine.errors import Unavailable
from exchange import Sent, Terms, submit
from exchange.desk import Desk
from tests.exchange import writer
from tests.exchange.writer import PAIR, pair

KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "20"))
"""How often the writer is killed; 200 on request."""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([writer.__name__])
"""Writers come from a process that has loaded everything once; none of them has threads or connections of these tests."""


def stored(url: str) -> tuple[list[str], list[str]]:
    """The ids of persons and groups that are there, and the keys under which answers are kept."""
    engine = connect(url)
    with Session(engine) as session:
        slugs = [*session.exec(select(db.Actor.slug)), *session.exec(select(db.Person.slug))]
        keys = list(session.exec(select(db.Submission.key)))
    engine.dispose()
    return sorted(slugs), sorted(keys)


def whole(url: str) -> set[int]:
    """The numbers of the batches that are there, each of them whole: records, history, answer."""
    slugs, keys = stored(url)
    numbers = {int(slug.rpartition("-")[2]) for slug in slugs}
    assert sorted(slugs) == sorted(f"{kind}-{number}" for number in numbers for kind in PAIR)
    assert set(map(int, keys)) == numbers
    engine = connect(url)
    with Session(engine) as session:
        logged = session.exec(select(db.Change.slug)).all()
        assert sorted(logged) == sorted(slugs)
        assert len(session.exec(select(db.Record.id)).all()) == len(slugs)
    engine.dispose()
    return numbers


def test_a_writer_killed_at_any_moment_loses_nothing_and_leaves_nothing_half(migrated_url: str) -> None:
    acknowledged: set[int] = set()
    chance = random.Random(7)
    for turn in range(KILLS if migrated_url.startswith("sqlite") else max(5, KILLS // 4)):
        acknowledged |= killed(migrated_url, turn * 10_000, chance.random() * 0.2)
    there = whole(migrated_url)
    assert acknowledged <= there
    assert len(acknowledged) >= 5


def killed(url: str, start: int, seconds: float) -> set[int]:
    """Start a writer, kill it after so long in its work, and give what it had acknowledged."""
    acknowledged, end = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=writer.main, args=(url, start, end))
    process.start()
    end.close()
    # The first write takes long, since everything is made ready for it; the kill is to hit any of the others.
    said = {acknowledged.recv()}
    time.sleep(seconds)
    process.kill()
    process.join(30)
    with suppress(EOFError):
        while True:
            said.add(acknowledged.recv())
    return said


async def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    desk = Desk(sqlite_url)
    await desk.write(lambda session: submit(session, pair(1), Terms("acme", {}, key="1")))
    page_limit(desk, 1)
    many = [Sent(RecordType.PERSON, {"id": f"p-{n}", "name": "N" * 400}) for n in range(400)]
    with pytest.raises(Unavailable):
        await desk.write(lambda session: submit(session, many, Terms("acme", {}, key="2")))
    assert whole(sqlite_url) == {1}
    page_limit(desk, 1_000_000)
    receipt = await desk.write(lambda session: submit(session, pair(3), Terms("acme", {}, key="3")))
    assert receipt.written
    assert whole(sqlite_url) == {1, 3}
    await desk.stop()


def page_limit(desk: Desk, pages: int) -> None:
    """Let the file grow no further than it is, or than so many pages."""
    engine = desk._engine
    assert engine is not None
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


async def test_a_database_that_goes_away_in_a_write_is_told_and_comes_back(postgres_url: str) -> None:
    upgrade(postgres_url)
    desk = Desk(postgres_url)
    await desk.write(lambda session: submit(session, pair(1), Terms("acme", {}, key="1")))
    engine = desk._engine
    assert engine is not None

    @event.listens_for(engine, "before_cursor_execute")
    def leave(connection: object, cursor: object, statement: str, *_: object) -> None:
        if "INSERT INTO change" in statement:
            terminate(postgres_url)

    with pytest.raises(Unavailable):
        await desk.write(lambda session: submit(session, pair(2), Terms("acme", {}, key="2")))
    event.remove(engine, "before_cursor_execute", leave)
    assert whole(postgres_url) == {1}
    assert (await desk.write(lambda session: submit(session, pair(2), Terms("acme", {}, key="2")))).written
    assert whole(postgres_url) == {1, 2}
    await desk.stop()


def terminate(url: str) -> None:
    """End every other connection to the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_writers_at_once_write_each_batch_once(migrated_url: str) -> None:
    """Four threads send the same ten batches under the same keys."""
    engine = connect(migrated_url)
    written: list[bool] = []

    def send() -> None:
        for number in range(10):
            with Session(engine) as session:
                receipt = submit(session, pair(number), Terms("acme", {}, key=str(number)))
                written.append(receipt.written and not receipt.replayed)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    assert (len(written), sum(written)) == (40, 10)
    assert whole(migrated_url) == set(range(10))
