"""GraphQL over HTTP: takes a request off the wire, hands it to the engine, and puts its answer back on the wire."""

import asyncio
import gzip
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from engine.answer import Answer
from engine.errors import (
    BadRequest,
    BadUserInput,
    DragomanError,
    ParseFailed,
    Unauthenticated,
    ValidationFailed,
)
from engine.mutation import Caller
from server.body import ClientGone, GraphQLRequest, parse_body, parse_query_string, read_body
from server.cors import Cors
from server.logs import new_id
from server.negotiation import GRAPHQL, JSON, Offer, accepted, accepts_gzip, require_json
from server.patience import Patience
from server.refusals import MethodNotAllowed, UnsupportedMediaType, unforeseen

log = logging.getLogger("dragoman.http")

METHODS = "GET, HEAD, POST, OPTIONS"
READING = frozenset({"GET", "HEAD"})

# A well-formed request whose document or variables are wrong: GraphQL over HTTP wants 200 where application/json was
# asked for by name, since old clients take any other status for a failure of the network.
LEGACY_OK = frozenset({ParseFailed.code, ValidationFailed.code, BadUserInput.code})

# Longer answers are compressed in a thread: a megabyte takes some 10 ms, in which nobody else would be answered.
COMPRESS_ASIDE_BYTES = 100_000
FASTEST = 1  # zlib's level: twice as fast as 6 for a tenth more bytes on JSON

REQUEST_ID = re.compile(rb"[\w.-]{1,64}")

# Few, since uvicorn spends nearly a microsecond on each.
HEADERS = {
    media: [
        (b"content-type", f"{media}; charset=utf-8".encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    for media in (GRAPHQL, JSON)
}
# Answers to POST are in no cache.
CACHING = [(b"cache-control", b"no-cache"), (b"vary", b"Accept, Accept-Encoding")]
GZIP = (b"content-encoding", b"gzip")
SAYING = {
    MethodNotAllowed.status: (b"allow", METHODS.encode()),
    Unauthenticated.status: (b"www-authenticate", b"Bearer"),
}
"""What a status has to be told with."""


class Engine(Protocol):
    """What answers. It raises for nothing that a client does."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def answer(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer: ...


class Callers(Protocol):
    """What knows who asks, by the value of the Authorization header."""

    async def caller(self, header: bytes) -> Caller: ...


@dataclass(frozen=True)
class HttpRules:
    """The settings that concern a request."""

    max_body_bytes: int
    body_seconds: float
    compress_from_bytes: int
    log_requests: bool
    cors: Cors


class GraphQLEndpoint:
    """The ASGI application at /graphql. `page` makes what a browser gets, which asks for HTML before all else."""

    def __init__(
        self, engine: Engine, rules: HttpRules, callers: Callers, page: Callable[[], Response] | None = None
    ) -> None:
        self.engine = engine
        self.callers = callers
        self.rules = rules
        self.page = page
        self.patience = Patience(rules.body_seconds)
        self.open_to_all = rules.cors.open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        headers: dict[bytes, bytes] = dict(scope["headers"])
        offer = Offer()
        request_id = _request_id(headers.get(b"x-request-id"))
        try:
            if scope["method"] == "OPTIONS":
                await self.rules.cors.preflight(headers, METHODS, send)
                return
            offer = accepted(headers.get(b"accept", b""))
            if offer.html and self.page is not None and scope["method"] in READING:
                await self.page()(scope, receive, send)
                return
            answer = await self._answer(scope, receive, headers)
        except ClientGone:
            return
        except DragomanError as refusal:
            answer = Answer.refusal([refusal])
        except Exception:
            log.exception("unforeseen failure", extra={"request_id": request_id})
            answer = Answer.refusal([unforeseen(request_id)])
        status = 200 if offer.legacy and LEGACY_OK.issuperset(answer.codes) else answer.status
        await self._send(send, answer.body, status, offer, headers, scope["method"], request_id)
        self._report(scope, answer, status, request_id, started)

    async def _answer(self, scope: Scope, receive: Receive, headers: dict[bytes, bytes]) -> Answer:
        method = scope["method"]
        if method == "POST":
            request = await self._posted(receive, headers)
        elif method in READING:
            request = self._in_url(scope)
        else:
            raise MethodNotAllowed(f"{method} is not answered here.", hint=f"Use one of {METHODS}.")
        key = headers.get(b"authorization")
        return await self.engine.answer(
            request.query,
            request.variables,
            request.operation_name,
            allow_mutation=method == "POST",
            caller=None if key is None else await self.callers.caller(key),
        )

    async def _posted(self, receive: Receive, headers: dict[bytes, bytes]) -> GraphQLRequest:
        require_json(headers.get(b"content-type", b""))
        if headers.get(b"content-encoding", b"identity") != b"identity":
            raise UnsupportedMediaType("Compressed bodies are not read; send it as it is.")
        rules = self.rules
        declared = headers.get(b"content-length")
        return parse_body(await read_body(receive, declared, rules.max_body_bytes, self.patience))

    def _in_url(self, scope: Scope) -> GraphQLRequest:
        request = parse_query_string(scope["query_string"], self.rules.max_body_bytes)
        if request is None:
            raise BadRequest(
                "The parameter query is missing.", hint="Send it in the URL, or by POST as JSON."
            )
        return request

    async def _send(
        self,
        send: Send,
        body: bytes,
        status: int,
        offer: Offer,
        asked: dict[bytes, bytes],
        method: str,
        request_id: str,
    ) -> None:
        headers = [
            *HEADERS[offer.media],
            (b"x-request-id", request_id.encode()),
            *self.rules.cors.headers(asked),
        ]
        if len(body) >= self.rules.compress_from_bytes and accepts_gzip(asked.get(b"accept-encoding", b"")):
            body = await _compressed(body)
            headers.append(GZIP)
        if method != "POST":
            headers += CACHING
        if status in SAYING:
            headers.append(SAYING[status])
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _report(self, scope: Scope, answer: Answer, status: int, request_id: str, started: float) -> None:
        """A line for each failure of the server, and for every request where that is wanted."""
        failed = status >= 500
        if not failed and not self.rules.log_requests:
            return
        line: dict[str, Any] = {
            "request_id": request_id,
            "method": scope["method"],
            "path": scope["path"],
            "operation": answer.operation,
            "status": status,
            "codes": answer.codes,
            "cost": answer.cost,
            "bytes": len(answer.body),
            "milliseconds": round((perf_counter() - started) * 1000, 3),
        }
        (log.warning if failed else log.info)("request", extra=line)


def _request_id(given: bytes | None) -> str:
    """The id that a proxy gave the request, else a new one; it stands in the answer's headers and in the log."""
    if given is not None and REQUEST_ID.fullmatch(given):
        return given.decode()
    return new_id()


async def _compressed(body: bytes) -> bytes:
    if len(body) > COMPRESS_ASIDE_BYTES:
        return await asyncio.to_thread(gzip.compress, body, FASTEST, mtime=0)
    return gzip.compress(body, FASTEST, mtime=0)
