"""The streams of a process, over whichever transport: how many there are, what they are charged, who takes too long."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager

from engine.errors import Unavailable
from engine.feed import Event, Feed
from server.rates import Rates
from server.refusals import SlowConsumer
from server.rules import StreamRules

Tell = Callable[[Event], Awaitable[None]]


class Streams:
    """Counts and feeds them. `events` were sent, `slow` subscribers were cut off."""

    def __init__(self, rules: StreamRules, rates: Rates | None) -> None:
        self.rules, self.rates = rules, rates
        self.subscriptions = self.sockets = self.events = self.slow = 0

    @contextmanager
    def subscription(self) -> Iterator[None]:
        """A place among the subscriptions."""
        if self.subscriptions >= self.rules.subscriptions:
            raise Unavailable("The server follows as many subscriptions as it can.", hint="Try again later.")
        self.subscriptions += 1
        try:
            yield
        finally:
            self.subscriptions -= 1

    async def follow(self, feed: Feed, tell: Tell, client: str) -> None:
        """Tell what the feed gives, until it ends. Who takes an event not in time is told where to go on."""
        told = feed.position
        async with aclosing(feed.batches()) as batches:
            async for batch in batches:
                for event in batch:
                    try:
                        async with asyncio.timeout(self.rules.slow_seconds):
                            await tell(event)
                    except TimeoutError:
                        self.slow += 1
                        raise SlowConsumer(told) from None
                    told = event.sequence
                    self.events += 1
                await self._charge(client, feed.rows * len(batch))

    async def _charge(self, client: str, rows: int) -> None:
        """Take what a batch costs; who owes something waits for it, since a stream cannot be asked to come back."""
        if self.rates is not None:
            self.rates.charge(client, rows)
            await asyncio.sleep(self.rates.wait(client))
