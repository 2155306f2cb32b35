"""What the engine needs of a database: run one statement that answers with one text, within a time."""

from dataclasses import dataclass
from typing import Any, Protocol

from engine.compile import Statement
from engine.dialect import PostgreSQL, SQLite


@dataclass(slots=True)
class Prepared:
    """A statement as the engine keeps it. `heavy` rises when it exceeds the budget of the event loop, and fades."""

    statement: Statement
    rows: int = 0
    tail: bytes = b"}"  # what follows the data in the response
    heavy: int = 0


class Database(Protocol):
    """A read connection to a database; `count` is the number of statements run for clients."""

    count: int

    @property
    def dialect(self) -> SQLite | PostgreSQL:
        """How this database writes JSON."""

    async def start(self) -> None:
        """Open what reading needs."""

    async def stop(self) -> None:
        """Close it, after what runs has ended."""

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """The one text of the one row."""
