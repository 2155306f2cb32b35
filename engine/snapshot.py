"""Many rows out of one state of the data: a transaction of its own that only reads, row by row as they are wanted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from urllib.parse import quote

import asyncpg
import orjson

from db.sqlite import dbapi2
from engine.compile import Statement
from engine.database import Version
from engine.errors import BadUserInput, Timeout, Unavailable

BATCH = 200
"""Rows fetched at once: a record has some 2 KB, the longest 2 MB."""
TICK = 1_000  # SQLite operations between two looks at the clock; about 20 µs
CLOSING_SECONDS = 5
SETTINGS = {
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "TimeZone": "UTC",
    "statement_timeout": "0",  # `within` ends a statement
}
GONE = "The database cannot be reached."

Row = tuple[Any, ...]
T = TypeVar("T")


class LiteSnapshot:
    """A read transaction on a connection and in a thread of its own."""

    def __init__(self, path: str) -> None:
        self.version = Version("")
        self._path = path
        self._left = False
        self._thread = ThreadPoolExecutor(1, "dragoman-export")
        self._raw: Any = None

    @asynccontextmanager
    async def open(self, query: str) -> AsyncIterator["LiteSnapshot"]:
        """Begin; at the end the statement at work is stopped and the connection closed."""
        try:
            self.version = await self._aside(lambda: self._begin(query))
            yield self
        finally:
            self._left = True
            self._thread.submit(self._end)
            self._thread.shutdown(wait=False)

    async def rows(self, statement: Statement, values: list[Any]) -> AsyncIterator[list[Row]]:
        """The rows of a statement."""
        bound = [orjson.dumps(value).decode() if isinstance(value, list) else value for value in values]
        cursor = await self._aside(lambda: self._raw.execute(statement.sql, bound))
        while rows := await self._aside(lambda: cursor.fetchmany(BATCH)):
            yield rows

    async def _aside(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except dbapi2.OperationalError as error:
            raise Unavailable(GONE) from error

    def _begin(self, query: str) -> Version:
        self._raw = dbapi2.connect(
            f"file:{quote(self._path)}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        self._raw.set_progress_handler(lambda: int(self._left), TICK)
        self._raw.execute("begin")
        # The first read is what takes the snapshot.
        return Version(":".join(self._raw.execute(query).fetchone() or ()))

    def _end(self) -> None:
        if self._raw is not None:
            self._raw.close()


class PostgresSnapshot:
    """A repeatable read on a connection beside the pool's, through a cursor of the server."""

    def __init__(self, url: str) -> None:
        self.version = Version("")
        self._url = url
        self._raw: Any = None

    @asynccontextmanager
    async def open(self, query: str) -> AsyncIterator["PostgresSnapshot"]:
        """Begin; at the end the statement at work is stopped and the connection closed."""
        try:
            self._raw = await asyncpg.connect(self._url, server_settings=SETTINGS)
            async with self._raw.transaction(isolation="repeatable_read", readonly=True):
                self.version = Version(":".join(await self._raw.fetchrow(query) or ()))
                yield self
        except asyncpg.DataError:
            raise BadUserInput("A value of the request is out of range or of the wrong kind.") from None
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            raise Unavailable(GONE) from error
        finally:
            if self._raw is not None:
                await self._raw.close(timeout=CLOSING_SECONDS)

    async def rows(self, statement: Statement, values: list[Any]) -> AsyncIterator[list[Row]]:
        """The rows of a statement."""
        kinds = [param.kind for param in statement.params]
        bound = [
            float(value) if kind == "float" else value for value, kind in zip(values, kinds, strict=True)
        ]
        cursor = await self._raw.cursor(statement.sql, *bound)
        while found := await cursor.fetch(BATCH):
            yield [tuple(row) for row in found]


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """`Timeout` for whatever takes longer: a snapshot that is kept for ever keeps the database from tidying up."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Timeout("The export took longer than allowed and was stopped.") from None
