"""Statements that run long, are given up, or meet a writer: the others go on, and the connection lives."""

from collections.abc import Callable

import anyio
import anyio.lowlevel
from sqlalchemy import text

import schema
from db.session import connect
from engine.engine import Engine
from engine.limits import Limits
from engine.lite import SQLiteDatabase

PEOPLE = "person { seats(first: 100) { nodes { meeting { delegations { members { %s } } } } } }"
HEAVY = "{ meetings(first: 100) { nodes { delegations { members { %s } } } } }" % (PEOPLE % PEOPLE % "id")
LIGHT = '{ meeting(slug: "istanbul-2025-06-02") { title } }'
UNBOUND = 2**53  # rows: the cost limit must not refuse what is to run long


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    with anyio.fail_after(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in the database
            await anyio.sleep(0.01)


async def test_a_statement_is_stopped_at_its_time_limit_and_the_connection_lives(curated_url: str) -> None:
    engine = schema.build_engine(curated_url, limits=Limits(rows=UNBOUND, seconds=0.2), connections=1)
    await engine.start()
    try:
        refused = await engine.answer(HEAVY)
        assert (refused.status, refused.codes) == (503, ("TIMEOUT",))
        assert (await engine.answer(LIGHT)).codes == ()
    finally:
        await engine.stop()


async def test_light_questions_are_answered_beside_a_heavy_one(curated_url: str) -> None:
    engine = schema.build_engine(curated_url, limits=Limits(rows=UNBOUND, seconds=60))
    await engine.start()
    try:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(engine.answer, HEAVY)
            await anyio.lowlevel.checkpoint()
            for number in range(50):
                assert (await engine.answer(f"{LIGHT} # {number}")).codes == ()
            tasks.cancel_scope.cancel()
        await _idle(engine, curated_url)
        assert (await engine.answer(LIGHT)).codes == ()
    finally:
        await engine.stop()


async def _idle(engine: Engine, url: str) -> None:
    """A given-up statement has ended in the database, long before its time limit."""
    database = engine.database
    if isinstance(database, SQLiteDatabase):
        await until(lambda: database.running == 0)
        return
    probe = connect(url)
    running = text(
        "select count(*) from pg_stat_activity"
        " where state = 'active' and datname = current_database() and pid <> pg_backend_pid()"
    )
    with probe.connect() as connection:
        await until(lambda: connection.execute(running).scalar() == 0)
    probe.dispose()


async def test_lists_keep_their_order_when_the_database_may_choose_it(curated_url: str) -> None:
    engine = schema.build_engine(curated_url)
    if not isinstance(engine.database, SQLiteDatabase):
        return
    query = """{ meetings(first: 100) { nodes { slug hosts { slug } delegations { slug members { id } }
                 mediators { id members { id } } outcomes { slug quantities { amount } } citations { source { id } } } } }"""
    await engine.start()
    try:
        plain = (await engine.answer(query)).body
        for connection in engine.database.connections:
            connection.raw.execute("pragma reverse_unordered_selects = on")
        assert (await engine.answer(query)).body == plain
    finally:
        await engine.stop()
