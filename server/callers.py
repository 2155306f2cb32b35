"""Knows who asks, by the key in the Authorization header; what it found it remembers for two seconds."""

import asyncio
import logging
import re
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from db import ApiKey
from db.enums import KeyScope
from db.session import READING, connect
from engine.errors import Unauthenticated, Unavailable
from engine.mutation import Caller
from exchange import moment
from server.keys import PREFIX, digest

log = logging.getLogger("dragoman.callers")

REMEMBERED_SECONDS: Final = 2.0
"""A revoked key works for so long at most, in every process."""
NOTED_SECONDS: Final = 60
"""The last use of a key is written once in so long: a write a request would make readers wait for each other."""
MOST_REMEMBERED: Final = 1_000
TOKEN: Final = re.compile(rb"[Bb]earer +(" + PREFIX.encode() + rb"[\w-]{43})", re.ASCII)

_KEY = SQLModel.metadata.tables[str(ApiKey.__tablename__)]


class Callers:
    """The keys of one database, looked up in a thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._known: dict[str, tuple[float, Caller | None]] = {}
        self._noted: dict[str, float] = {}
        self._noting: set[asyncio.Task[None]] = set()

    async def caller(self, header: bytes) -> Caller:
        """Who sent this header. Raises `Unauthenticated` for a key that is unknown or revoked."""
        token = TOKEN.fullmatch(header.strip())
        found = await self._find(digest(token[1].decode())) if token else None
        if found is None:
            raise Unauthenticated(
                "The key is unknown or revoked.", hint="Send it as the header Authorization: Bearer drg_…"
            )
        return found

    async def stop(self) -> None:
        """Close the database."""
        await asyncio.gather(*self._noting)
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    async def _find(self, key: str) -> Caller | None:
        until, caller = self._known.get(key, (0.0, None))
        if until < monotonic():
            try:
                caller = await asyncio.to_thread(self._read, key)
            except SQLAlchemyError as error:
                log.warning("the keys cannot be read: %s", type(error).__name__)
                raise Unavailable("The database cannot be reached.") from error
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = (monotonic() + REMEMBERED_SECONDS, caller)
        if caller is not None and self._noted.get(key, 0.0) < monotonic():
            self._noted[key] = monotonic() + NOTED_SECONDS
            task = asyncio.create_task(asyncio.to_thread(self._note, key))
            self._noting.add(task)
            task.add_done_callback(self._noting.discard)
        return caller

    def _read(self, key: str) -> Caller | None:
        query = select(_KEY.c.name, _KEY.c.scope).where(_KEY.c.digest == key, _KEY.c.revoked_at.is_(None))
        with self._opened().connect().execution_options(**READING) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        scopes = {KeyScope.READ.value, row.scope.value}
        return Caller(row.name, frozenset(scopes))

    def _note(self, key: str) -> None:
        """Write that the key was used, unless another process just did."""
        before = datetime.now(UTC) - timedelta(seconds=NOTED_SECONDS)
        stale = or_(_KEY.c.last_used_at.is_(None), _KEY.c.last_used_at < before.strftime("%Y-%m-%dT%H:%M:%S"))
        noted = update(_KEY).where(_KEY.c.digest == key, stale).values(last_used_at=moment.now())
        try:
            with self._opened().begin() as connection:
                connection.execute(noted)
        except SQLAlchemyError as error:
            log.warning("the use of a key could not be noted: %s", type(error).__name__)

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = connect(self._url)
        return self._engine
