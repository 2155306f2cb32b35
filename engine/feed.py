"""A subscription to what is added to a log: pulled from the database in batches, from any number on.

Nothing is kept between two batches but the number of the last row looked at; so any process can go on where another
stopped, and a subscriber that reads slowly costs no memory. Rows have to become visible in the order of their numbers.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.bell import Bell
from engine.compile import SEPARATOR
from engine.database import Database, Prepared
from engine.errors import BadPage, Unavailable, UnknownSequence
from engine.given import Values
from engine.plan import HIGH, LOW, SIZE, FeedPlan

SPAN = 10_000
"""Numbers looked at by one statement: a filter that keeps few rows must not read the whole log at once."""
SMALLEST, TARGET_BYTES = 8, 250_000
"""Rows of the first batch, and about how long a batch is to be; the next one is larger or smaller accordingly."""


PAUSES = (0.1, 0.3, 1.0, 3.0, 10.0)
"""Seconds before the database is asked again that was away, or had too much to do."""


class Event(NamedTuple):
    """A row of the log: its number, and the response of GraphQL that tells it."""

    sequence: int
    body: bytes


@dataclass(slots=True)
class Feeding:
    """A planned subscription and its statement, as the engine keeps them."""

    plan: FeedPlan
    prepared: Prepared


class Feed:
    """One subscription. `position` is the number up to which everything was given."""

    def __init__(
        self, feeding: Feeding, values: Values, database: Database, bell: Bell, seconds: float
    ) -> None:
        plan = feeding.plan
        self.rows = plan.rows  # that an event may read
        self._plan, self._prepared = plan, feeding.prepared
        self._values, self._database, self._bell, self._seconds = values, database, bell, seconds
        self._head = b'{"data":{"%s":' % plan.key.encode()
        self._left = plan.first(values) if plan.first else None
        self._size = min(SMALLEST, plan.largest)
        self.position = self._last = 0

    async def begin(self, since: int | None) -> None:
        """Find the place to begin at: after `since`, else as the subscription says, else after all there is."""
        if self._left is not None and self._left < 0:
            raise BadPage("The argument first has to be 0 or more.")
        await self._pull(0)
        asked = self._plan.after(self._values) if since is None and self._plan.after else since
        if asked is None:
            asked = self._last
        self.position = asked
        self._check()

    def _check(self) -> None:
        """The log goes as far as it was read: it does not where a backup was put in its place."""
        if not 0 <= self.position <= self._last:
            raise UnknownSequence(
                f"There is no change {self.position} to go on after; the last one is {self._last}.",
                hint="Was the database restored from a backup, or is it another one? Then read everything again.",
                details={"last": self._last},
            )

    async def batches(self) -> AsyncGenerator[list[Event], None]:
        """What comes, as it comes; ends after as many as were asked for. A batch that is being read can be given up."""
        with self._bell.heard():
            while self._left is None or self._left > 0:
                rings = self._bell.rings
                found = await self._patiently()
                if found:
                    yield found
                elif self.position >= self._last:
                    await self._bell.after(rings)
                # Small statements run without ever waiting: the others have their turn all the same.
                await asyncio.sleep(0)

    async def _patiently(self) -> list[Event]:
        """The next rows. A database that is started anew, or has too much to do, is asked again for a while."""
        size = self._size if self._left is None else min(self._size, self._left)
        for pause in PAUSES:
            try:
                return await self._pull(size)
            except Unavailable:
                await asyncio.sleep(pause)
        return await self._pull(size)

    async def _pull(self, size: int) -> list[Event]:
        """The next rows that are asked for, at most `size` of them."""
        values: dict[str, Any] = self._values
        values |= {LOW: self.position, HIGH: self.position + SPAN, SIZE: size}
        bound = [param.value(values) for param in self._prepared.statement.params]
        async with self._bell.turns:
            text = await self._database.run(self._prepared, bound, self._seconds)
        last, *rows = text.split(SEPARATOR)
        self._last = int(last)
        self._check()
        found = [self._event(row) for row in rows]
        if len(found) == size > 0:
            self.position = found[-1].sequence
        elif size:
            self.position = max(self.position, min(self._last, self.position + SPAN))
        if self._left is not None:
            self._left -= len(found)
        self._size = self._next_size(len(text))
        return found

    def _event(self, row: bytes) -> Event:
        number, _, body = row.partition(b" ")
        return Event(int(number), self._head + body + b"}}")

    def _next_size(self, length: int) -> int:
        if length > TARGET_BYTES:
            return max(1, self._size // 2)
        return min(self._size * 2, self._plan.largest) if length < TARGET_BYTES // 4 else self._size
