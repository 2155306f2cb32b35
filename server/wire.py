"""How an answer goes over the wire: its headers, its status, its compression, and who is told that it went."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.types import Scope, Send

from engine.answer import Answer
from engine.errors import (
    BadUserInput,
    DragomanError,
    ParseFailed,
    Unauthenticated,
    Unavailable,
    ValidationFailed,
)
from engine.mutation import Caller
from server.coding import PLAIN
from server.logs import new_id
from server.look import PAGE_HEADERS
from server.negotiation import GRAPHQL, HTML, JSON, LD_JSON, Offer
from server.refusals import PersistedQueryNotFound, RateLimited

METHODS = "GET, HEAD, POST, OPTIONS"
READING_METHODS = "GET, HEAD, OPTIONS"
READING = frozenset({"GET", "HEAD"})
NOT_MODIFIED = 304

# A well-formed request whose document or variables are wrong: GraphQL over HTTP wants 200 where application/json was
# asked for by name, since old clients take any other status for a failure of the network.
LEGACY_OK = frozenset({ParseFailed.code, ValidationFailed.code, BadUserInput.code})

BUSY_SECONDS = 1
"""When to come back to a server that has too much to do; its statements take a fraction of it."""

REQUEST_ID = re.compile(rb"[\w.-]{1,64}")

Headers = list[tuple[bytes, bytes]]

# Few, since uvicorn spends nearly a microsecond on each.
HEADERS: dict[str, Headers] = {
    media: [
        (b"content-type", f"{media}; charset=utf-8".encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    for media in (GRAPHQL, JSON, LD_JSON, HTML)
}
HEADERS[HTML] += PAGE_HEADERS
VARY = (b"vary", b"Accept, Accept-Encoding")
NO_STORE = (b"cache-control", b"no-store")
SAYING = {
    Unauthenticated.status: (b"www-authenticate", b"Bearer"),
}
"""What a status has to be told with."""


class Asked:
    """A request as its line and headers say it."""

    __slots__ = ("caller", "client", "headers", "id", "method", "offer", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.method: str = scope.get("method", "WEBSOCKET")
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.offer = Offer()
        self.client = ""
        self.caller: Caller | None = None
        given = self.headers.get(b"x-request-id")
        # The id that a proxy gave the request, else a new one; it stands in the answer's headers and in the log.
        self.id = given.decode() if given is not None and REQUEST_ID.fullmatch(given) else new_id()

    @property
    def reading(self) -> bool:
        """Is it a request that caches may answer?"""
        return self.method in READING


@dataclass(slots=True)
class Reply:
    """What goes back. `headers` are those beside the ones that every answer has."""

    content: bytes
    status: int = 200
    coding: str = PLAIN
    operation: str | None = None
    codes: tuple[str, ...] = ()
    cost: int | None = None
    kept: bool = False  # an answer given before, or known to the client
    headers: Headers = field(default_factory=list)

    @classmethod
    def of(cls, answer: Answer) -> "Reply":
        """An answer as it left the engine."""
        return cls(answer.body, answer.status, PLAIN, answer.operation, answer.codes, answer.cost)

    @classmethod
    def refused(cls, *refusals: DragomanError) -> "Reply":
        """What is wrong, and when to come back where that is known."""
        reply = cls.of(Answer.refusal(refusals))
        reply.headers += [
            (b"retry-after", b"%d" % one.seconds) for one in refusals if isinstance(one, RateLimited)
        ]
        return reply


class Told(NamedTuple):
    """A request that was answered, for those who count and trace."""

    asked: Asked
    reply: Reply
    status: int
    seconds: float


Listener = Callable[[Told], None]


def status_of(reply: Reply, offer: Offer) -> int:
    """The status on the wire."""
    if offer.legacy and reply.codes and LEGACY_OK.issuperset(reply.codes):
        return 200
    # Apollo answers so, and caches before it may keep any other status; graphql-response+json wants 4xx without data.
    if offer.media == JSON and reply.codes == (PersistedQueryNotFound.code,):
        return 200
    return reply.status


async def put(send: Send, asked: Asked, reply: Reply, status: int, common: Headers) -> None:
    """Sends an answer."""
    headers = [(b"x-request-id", asked.id.encode()), *common, *reply.headers]
    if status != NOT_MODIFIED:
        # What is refused is told as JSON, whatever was asked for.
        headers += HEADERS[JSON if reply.codes and asked.offer.media != GRAPHQL else asked.offer.media]
        headers.append((b"content-length", b"%d" % len(reply.content)))
    if reply.coding:
        headers.append((b"content-encoding", reply.coding.encode()))
    if asked.reading:
        headers.append(VARY)
    if status in SAYING:
        headers.append(SAYING[status])
    if Unavailable.code in reply.codes and not any(name == b"retry-after" for name, _ in reply.headers):
        headers.append((b"retry-after", b"%d" % BUSY_SECONDS))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.content})
