"""The one place of a process that writes: a thread with a session of its own, so that nothing waits on the event loop."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from db.session import connect, sessions
from engine.errors import Unavailable

log = logging.getLogger("dragoman.desk")

WAITING: Final = 50
"""Writes that may wait; a write takes up to a second, and who waits longer than a minute has left."""

T = TypeVar("T")


class Desk:
    """Writes to one database, one transaction after the other."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._thread = ThreadPoolExecutor(1, "dragoman-desk")
        self._waiting = 0

    async def write(self, work: Callable[[Session], T]) -> T:
        """What `work` gives; it commits for itself, and goes on to its end when the caller has left."""
        if self._waiting >= WAITING:
            raise Unavailable("Too many records are waiting to be written.", hint="Send them again later.")
        self._waiting += 1
        loop = asyncio.get_running_loop()
        done = loop.run_in_executor(self._thread, partial(self._run, work))
        done.add_done_callback(self._written)
        return await asyncio.shield(done)

    def _written(self, done: asyncio.Future[T]) -> None:
        """Count a write that ended; a caller who left does not ask for what went wrong with it."""
        self._waiting -= 1
        if not done.cancelled():
            done.exception()

    def _run(self, work: Callable[[Session], T]) -> T:
        if self._engine is None:
            self._engine = connect(self._url)
        try:
            with sessions(self._engine)() as session:
                return work(session)
        except (OperationalError, InterfaceError) as error:
            log.warning("a write failed: %s", str(error.orig).partition("\n")[0])
            raise Unavailable(
                "The database did not take the records; nothing of them was written, unless it was lost while it "
                "confirmed them.",
                hint="Send them again with the same idempotency key.",
            ) from error

    async def stop(self) -> None:
        """Finish what is being written."""
        await asyncio.to_thread(self._thread.shutdown)
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
