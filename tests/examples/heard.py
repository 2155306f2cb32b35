"""Listens to what the engine asks of its database: the statements and the values it runs them with."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from engine.database import Database, Prepared, Queue, Snapshot, Version
from engine.dialect import PostgreSQL, SQLite
from tests.asking import Asking


@dataclass
class Listener:
    """The database itself, and what was asked of it."""

    database: Database
    heard: list[tuple[Prepared, list[Any]]]
    count: int = 0

    @property
    def dialect(self) -> SQLite | PostgreSQL:
        """The database's own."""
        return self.database.dialect

    @property
    def queue(self) -> Queue:
        """The database's own."""
        return self.database.queue

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """The database's own."""
        return self.database.snapshot()

    async def version(self) -> Version:
        """As the database says."""
        return await self.database.version()

    async def start(self) -> None:
        """The database has been started."""

    async def stop(self) -> None:
        """The database is stopped by who started it."""

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """As the database does."""
        self.count += 1
        self.heard.append((prepared, values))
        return await self.database.run(prepared, values, seconds)


@contextmanager
def listening(ask: Asking) -> Iterator[Listener]:
    """What an engine asks while the block runs."""
    database = ask.engine.database
    listener = Listener(database, [])
    ask.engine.database = listener
    try:
        yield listener
    finally:
        ask.engine.database = database
