"""Reads rows through the ORM: asynchronously on PostgreSQL, at once on SQLite, where a thread would only add its hops."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Session
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from db.session import READING, connect, database_url

T = TypeVar("T")
CONNECTIONS = 4  # as this project's own pool has by default


class Reader(Protocol):
    """Runs one SELECT."""

    async def all(self, statement: SelectOfScalar[T]) -> Sequence[T]:
        """Its rows as objects."""

    async def close(self) -> None:
        """Lets go of the database."""


class Lite:
    """SQLite, with the house's own pragmas."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url).execution_options(**READING)

    async def all(self, statement: SelectOfScalar[T]) -> Sequence[T]:
        """Its rows as objects."""
        with Session(self._engine) as session:
            return session.exec(statement).all()

    async def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()


class Postgres:
    """PostgreSQL through asyncpg; a session each, since loaders read side by side."""

    def __init__(self, url: str) -> None:
        address = database_url(url).set(drivername="postgresql+asyncpg")
        options = {"server_settings": {"jit": "off"}}
        self._engine = create_async_engine(
            address, pool_size=CONNECTIONS, max_overflow=0, connect_args=options
        )

    async def all(self, statement: SelectOfScalar[T]) -> Sequence[T]:
        """Its rows as objects."""
        async with AsyncSession(self._engine) as session:
            return (await session.exec(statement)).all()

    async def close(self) -> None:
        """Lets go of the database."""
        await self._engine.dispose()


def reader(url: str) -> Reader:
    """For the database at an address."""
    return Lite(url) if database_url(url).drivername == "sqlite" else Postgres(url)
