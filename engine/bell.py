"""Rings when the data has changed, whichever process changed it; looks only while somebody listens."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from engine.database import Database, Version
from engine.errors import DragomanError

_log = logging.getLogger("dragoman.engine")

LOOK_SECONDS = 0.1
"""Between two looks at the state of the data: some microseconds on SQLite, one row by its key on PostgreSQL."""
AT_ONCE = 2
"""How many read at once when it rings: a thousand would fill the queue of statements."""


class Bell:
    """One for each process, however many listen. `rings` counts; whoever heard the last ring waits for the next."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.listening = 0
        self._looking: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self.turns = asyncio.Semaphore(
            AT_ONCE
        )  # whoever heard it reads in turn, and leaves room for questions
        self.rings = 0

    @contextmanager
    def heard(self) -> Iterator[None]:
        """While this is open, the bell rings."""
        self.listening += 1
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._look())
        try:
            yield
        finally:
            self.listening -= 1
            if not self.listening:
                self._looking.cancel()
                self._looking = None

    async def after(self, rings: int) -> None:
        """Wait until it has rung more often than that."""
        while self.rings <= rings:
            await self._rung.wait()

    async def _look(self) -> None:
        known: Version | None = None
        while True:
            # The first look rings too: whoever read before it may have missed a change.
            found = await self._state(known)
            if found != known:
                known = found
                self._ring()
            await asyncio.sleep(LOOK_SECONDS)

    async def _state(self, known: Version | None) -> Version | None:
        """The state of the data; the one known where it cannot be read now."""
        try:
            return await self._database.version()
        except DragomanError:
            return known
        except Exception:  # noqa: BLE001 - whoever listens goes on listening
            _log.exception("the state of the data cannot be read")
            return known

    def _ring(self) -> None:
        self.rings += 1
        self._rung.set()
        self._rung = asyncio.Event()
