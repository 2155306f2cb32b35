"""What the engine needs of a database: run one statement that answers with one text, within a time."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from engine.compile import Statement
from engine.dialect import PostgreSQL, SQLite
from engine.errors import Unavailable


@dataclass(slots=True)
class Prepared:
    """A statement as the engine keeps it. `heavy` rises when it exceeds the budget of the event loop, and fades."""

    statement: Statement
    rows: int = 0
    tail: bytes = b"}"  # what follows the data in the response
    heavy: int = 0


BATCH = 200
"""Rows of a snapshot fetched at once: a record has some 2 KB, the longest 2 MB."""

NO_VERSION = "SELECT ''"
"""Asks a database that keeps no version of its data; else a statement that gives one row of texts."""


class Version(NamedTuple):
    """Which state of the data. `tag` is the same in every process; `mark` also tells a change that left no tag."""

    tag: str
    mark: int = 0


class Queue:
    """How many statements a process has at work, and how many may wait behind them."""

    def __init__(self, working: int, waiting: int) -> None:
        self.room = working + waiting
        self.inside = 0

    def __enter__(self) -> None:
        if self.inside >= self.room:
            raise Unavailable("The server has too much to do.", hint="Ask again in a moment.")
        self.inside += 1

    def __exit__(self, *_: object) -> None:
        self.inside -= 1


class Database(Protocol):
    """A read connection to a database; `count` is the number of statements run for clients."""

    count: int

    @property
    def queue(self) -> Queue:
        """The statements at work and waiting."""

    @property
    def dialect(self) -> SQLite | PostgreSQL:
        """How this database writes JSON."""

    async def start(self) -> None:
        """Open what reading needs."""

    async def stop(self) -> None:
        """Close it, after what runs has ended."""

    async def version(self) -> Version:
        """The state of the data that the next statement will see, or an older one."""

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """The one text of the one row."""

    def snapshot(self) -> AbstractAsyncContextManager["Snapshot"]:
        """One state of the data, to read many rows from."""


class Snapshot(Protocol):
    """One state of the data, in a transaction of its own that only reads."""

    version: Version

    def rows(self, statement: Statement, values: list[Any]) -> AsyncIterator[list[tuple[Any, ...]]]:
        """The rows of a statement, some at a time; the next are fetched when they are asked for."""
