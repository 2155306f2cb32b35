"""GraphQL over Server-Sent Events, as graphql-sse's "distinct connections" have it: one operation a request.

Lines end in LF, since urql's reader knows no other end. `id` is the sequence number of a change, with which a browser's
EventSource goes on by itself: it sends the last one as Last-Event-ID.
"""

import asyncio
import logging
import re
from contextlib import suppress

import orjson
from starlette.types import Send

from engine.answer import Answer
from engine.errors import BadRequest, DragomanError
from engine.feed import Event, Feed
from server.refusals import unforeseen
from server.streams import Streams
from server.wire import Asked, Headers

log = logging.getLogger("dragoman.sse")

HEADERS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    # A proxy that keeps, transforms (compresses) or collects the stream would hold events back.
    (b"cache-control", b"no-cache, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"vary", b"Accept"),
]
ALIVE = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"
LAST_ID = re.compile(rb"\d{1,10}")

ENDING = "dragoman.ending"
"""The member of a request's scope that ends its stream: for the server, when the process is told to stop."""


def last_event_id(asked: Asked) -> int | None:
    """The number after which a client that was cut off goes on."""
    given = asked.headers.get(b"last-event-id", b"")
    if given and not LAST_ID.fullmatch(given):
        raise BadRequest("The header Last-Event-ID has to be the sequence number of a change.")
    return int(given) if given else None


class EventStream:
    """The answer to one request."""

    def __init__(self, asked: Asked, send: Send, common: Headers, streams: Streams) -> None:
        self.asked, self.streams = asked, streams
        self._send, self._common = send, common
        self._sent_at = 0.0

    async def give(self, source: Answer | Feed) -> None:
        """Send the one answer, or all that a subscription gives."""
        if isinstance(source, Answer):
            await self._start()
            await self._write(_event(source.body) + COMPLETE, last=True)
            return
        with self.streams.subscription():
            await self._start()
            await self._follow(source)

    async def _follow(self, feed: Feed) -> None:
        loop = asyncio.get_running_loop()
        following = loop.create_task(self.streams.follow(feed, self._tell, self.asked.client))
        keeping = loop.create_task(self._keep_alive())
        self.asked.scope[ENDING] = following.cancel
        try:
            await asyncio.wait({following})
        finally:
            keeping.cancel()
            following.cancel()
            with suppress(Exception, asyncio.CancelledError):
                await following
        if following.cancelled():
            await self._write(b"", last=True)  # without a word of completion: clients come back, and go on
        else:
            await self._write(self._ending(following.exception()), last=True)

    def _ending(self, problem: BaseException | None) -> bytes:
        if problem is None:
            return COMPLETE
        if not isinstance(problem, DragomanError):
            log.error("unforeseen failure", exc_info=problem, extra={"request_id": self.asked.id})
            problem = unforeseen(self.asked.id)
        return _event(orjson.dumps({"errors": [problem.formatted()]})) + COMPLETE

    async def _tell(self, event: Event) -> None:
        await self._write(_event(event.body, b"id: %d\n" % event.sequence))

    async def _keep_alive(self) -> None:
        """A comment after each silence: proxies cut off what they take for dead, and clients who is gone is noticed."""
        loop, seconds = asyncio.get_running_loop(), self.streams.rules.alive_seconds
        while True:
            await asyncio.sleep(self._sent_at + seconds - loop.time())
            if loop.time() >= self._sent_at + seconds:
                await self._write(ALIVE)

    async def _start(self) -> None:
        headers = [(b"x-request-id", self.asked.id.encode()), *self._common, *HEADERS]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        await self._write(ALIVE)

    async def _write(self, body: bytes, *, last: bool = False) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": not last})
        self._sent_at = asyncio.get_running_loop().time()


def _event(body: bytes, head: bytes = b"") -> bytes:
    return b"event: next\n%bdata: %b\n\n" % (head, body.replace(b"\n", b"\ndata: "))
