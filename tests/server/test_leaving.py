"""Clients that leave stop their statement, and a server with too much to do says so: over real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio
import httpx
import orjson
import uvicorn
from sqlalchemy import text

import schema
from db.session import connect
from engine.engine import Engine
from engine.lite import SQLiteDatabase
from server.app import build
from server.serve import listen
from server.settings import Settings
from tests.engine.test_running import HEAVY, UNBOUND, until

LIGHT = {"query": '{ meeting(slug: "istanbul-2025-06-02") { title } }'}


@asynccontextmanager
async def served(url: str, **chosen: object) -> AsyncIterator[tuple[Engine, int]]:
    """An engine with one lane or connection behind a real server on a free port."""
    settings = Settings.model_validate(
        {"database_url": url, "max_rows": UNBOUND, "statement_seconds": 60, "connections": 1, **chosen}
    )
    engine = schema.build_engine(
        url, limits=settings.limits, connections=1, waiting=settings.waiting_statements
    )
    config = uvicorn.Config(build(engine, settings), log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with listen("127.0.0.1", 0) as taken:
        # The system would hold megabytes for a client that reads slowly; so it is felt at once.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        serving = asyncio.create_task(server.serve(sockets=[taken]))
        await until(lambda: server.started)
        yield engine, taken.getsockname()[1]
        server.should_exit = True
        await serving


async def ask_heavily(port: int) -> asyncio.StreamWriter:
    """Sends a question that runs for longer than the test, on a connection of its own."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    body = orjson.dumps({"query": HEAVY})
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    return writer


@contextmanager
def at_work(engine: Engine, url: str) -> Iterator[Callable[[], int]]:
    """Counts the statements that the database is running, as the database itself says."""
    database = engine.database
    if isinstance(database, SQLiteDatabase):
        yield lambda: database.running
        return
    probe = connect(url)  # PostgreSQL shows one transaction always the same activity
    running = text(
        "select count(*) from pg_stat_activity"
        " where state = 'active' and datname = current_database() and pid <> pg_backend_pid()"
    )
    with probe.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield lambda: int(connection.execute(running).scalar_one())
    probe.dispose()


async def test_a_client_that_leaves_stops_its_statement(curated_url: str) -> None:
    async with served(curated_url) as (engine, port):
        with at_work(engine, curated_url) as running:
            client = await ask_heavily(port)
            await until(lambda: running() == 1)
            client.close()
            await until(lambda: running() == 0 and engine.database.queue.inside == 0)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            assert "errors" not in (await http.post("/graphql", json=LIGHT)).json()


async def test_who_comes_to_a_full_queue_is_told_to_come_back(curated_url: str) -> None:
    async with served(curated_url, waiting_statements=1) as (engine, port):
        clients = [await ask_heavily(port), await ask_heavily(port)]
        await until(lambda: engine.database.queue.inside == 2)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            refused = await http.post("/graphql", json={"query": HEAVY})
        for client in clients:
            client.close()
        await until(lambda: engine.database.queue.inside == 0)
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_a_client_that_waits_gets_its_answer(curated_url: str) -> None:
    async with served(curated_url, statement_seconds=0.4) as (_, port):
        with anyio.fail_after(30):
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
                late = await http.post("/graphql", json={"query": HEAVY})
    assert late.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
