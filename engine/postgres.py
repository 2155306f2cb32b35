"""Reading PostgreSQL through asyncpg: prepared statements, bytes in and bytes out, no transaction around a read."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg
import orjson

from engine.compile import Statement
from engine.database import BATCH, NO_VERSION, Prepared, Queue, Snapshot, Version
from engine.dialect import PostgreSQL
from engine.errors import BadUserInput, Timeout, Unavailable

_PREPARED = 200  # statements kept prepared on a connection; a large one takes 400 KB there
_SETTINGS = {
    "jit": "off",  # estimates of nested subqueries explode, and compiling them takes longer than running them
    "max_parallel_workers_per_gather": "0",
    "default_transaction_read_only": "on",
    "TimeZone": "UTC",
}
_CLIENT_ERRORS = (
    asyncpg.DataError,
    asyncpg.CharacterNotInRepertoireError,
    asyncpg.exceptions.UntranslatableCharacterError,
)


_CLOSING_SECONDS = 5
_TAKEN: dict[str, Callable[[Any], Any]] = {
    "pairs": lambda pairs: orjson.dumps(pairs).decode(),
    "float": float,
}
"""How the driver takes values of these kinds; the others as they are."""


class PostgresDatabase:
    """A PostgreSQL database, or one that speaks its protocol."""

    def __init__(
        self,
        url: str,
        connections: int = 4,
        seconds: float = 10.0,
        *,
        waiting: int = 100,
        version: str = NO_VERSION,
    ) -> None:
        self.dialect = PostgreSQL()
        self.count = 0
        self.queue = Queue(connections, waiting)
        self._ask_version = version
        self._url, self._connections, self._seconds = url, connections, seconds
        self._pool: Any = None

    async def start(self) -> None:
        """Open the pool."""
        try:
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=1,
                max_size=self._connections,
                init=_text_as_bytes,
                statement_cache_size=_PREPARED,
                max_cacheable_statement_size=0,  # its default leaves statements over 15 KB unprepared
                max_cached_statement_lifetime=0,
                server_settings={**_SETTINGS, "statement_timeout": str(int(self._seconds * 1000))},
            )
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise Unavailable("The database cannot be reached.") from error

    async def stop(self) -> None:
        """Close the pool when what runs has ended."""
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """The answer; cancelled in the database when it takes too long or the client leaves."""
        self.count += 1
        given = bound(values, prepared.statement)
        sql = prepared.statement.sql
        found: bytes = await self._asked(lambda connection: connection.fetchval(sql, *given), seconds)
        return found

    async def version(self) -> Version:
        """The state of the data: one row by its key."""
        row = await self._asked(lambda connection: connection.fetchrow(self._ask_version), self._seconds)
        return Version(b":".join(row or ()).decode())

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """One state of the data, on a connection of its own: an export is long, and the pool small."""
        self.count += 1
        return PostgresSnapshot(self._url).open(self._ask_version)

    async def _asked(self, ask: Callable[[Any], Awaitable[Any]], seconds: float) -> Any:
        """What a connection of the pool answers, with the driver's failures in our words."""
        if self._pool is None:
            raise Unavailable("The database is not open.")
        try:
            with self.queue:
                async with self._pool.acquire(timeout=seconds) as connection:
                    return await ask(connection)
        except (asyncpg.QueryCanceledError, TimeoutError):
            raise Timeout("The query took longer than allowed and was stopped.") from None
        except _CLIENT_ERRORS:
            raise BadUserInput("A value of the request is out of range or of the wrong kind.") from None
        except (
            OSError,
            asyncpg.InterfaceError,
            asyncpg.PostgresConnectionError,
            asyncpg.exceptions.OperatorInterventionError,  # it is being stopped or started
            asyncpg.TooManyConnectionsError,
        ) as e:
            raise Unavailable("The database cannot be reached.") from e


def bound(values: list[Any], statement: Statement) -> list[Any]:
    """As the driver takes values of each kind."""
    kinds = [param.kind for param in statement.params]
    return [
        _TAKEN[kind](value) if kind in _TAKEN else value for value, kind in zip(values, kinds, strict=True)
    ]


async def _text_as_bytes(connection: Any) -> None:
    """The answer is bytes for the client: no decoding and encoding of it."""
    await connection.set_type_codec(
        "text", schema="pg_catalog", format="binary", encoder=str.encode, decoder=bytes
    )


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
            self._raw = await asyncpg.connect(
                self._url, server_settings=_SETTINGS | {"statement_timeout": "0"}
            )
            async with self._raw.transaction(isolation="repeatable_read", readonly=True):
                self.version = Version(":".join(await self._raw.fetchrow(query) or ()))
                yield self
        except asyncpg.DataError:
            raise BadUserInput("A value of the request is out of range or of the wrong kind.") from None
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            raise Unavailable("The database cannot be reached.") from error
        finally:
            if self._raw is not None:
                await self._raw.close(timeout=_CLOSING_SECONDS)

    async def rows(self, statement: Statement, values: list[Any]) -> AsyncIterator[list[tuple[Any, ...]]]:
        """The rows of a statement."""
        given = bound(values, statement)
        cursor = await self._raw.cursor(statement.sql, *given)
        while found := await cursor.fetch(BATCH):
            yield [tuple(row) for row in found]
