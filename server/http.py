"""GraphQL over HTTP: takes a request off the wire, hands it to the engine, and puts its answer back on the wire."""

import logging
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from engine.answer import Answer
from engine.errors import BadRequest, DragomanError, Timeout, Unauthenticated
from engine.feed import Feed
from server.body import ClientGone, GraphQLRequest, check_length, parse_body, parse_query_string, read_body
from server.coding import compressed
from server.kept import Body, Kept, key_of, matches
from server.logs import REQUEST
from server.negotiation import Offer, accepted, coding_of, require_json
from server.patience import Patience
from server.persisted import PersistedQueries
from server.rates import Rates, client_of
from server.refusals import MethodNotAllowed, UnsupportedMediaType, unforeseen
from server.rules import Callers, Engine, HttpRules
from server.sse import EventStream, last_event_id
from server.streams import Streams
from server.watch import Watch
from server.wire import (
    METHODS,
    NO_STORE,
    NOT_MODIFIED,
    Asked,
    Headers,
    Reply,
    Told,
    put,
    status_of,
)

log = logging.getLogger("dragoman.http")

FAILED = 500
"""The least status that is the server's own fault."""
STREAMED = frozenset({"GET", "POST"})
TIMEOUT_ROWS = 1_000_000
"""What a statement that was stopped is charged: it kept the database busy to no avail."""


class GraphQLEndpoint:
    """The ASGI application at /graphql. `page` makes what a browser gets, which asks for HTML before all else."""

    methods = METHODS

    def __init__(
        self, engine: Engine, rules: HttpRules, callers: Callers, page: Callable[[], Response] | None = None
    ) -> None:
        self.engine = engine
        self.callers = callers
        self.rules = rules
        self.page = page
        self.patience = Patience(rules.body_seconds)
        self.watch = Watch()
        self.kept = Kept(rules.cache_bytes, rules.code)
        self.persisted = PersistedQueries(rules.persisted_bytes)
        self.rates = Rates(rules.rate_points, rules.trusted_proxies) if rules.rate_points else None
        self.streams = Streams(rules.streams, self.rates)
        self.told_all = rules.log_requests or bool(rules.listeners)
        self.cache_control = (b"cache-control", rules.cache_control)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        asked = Asked(scope)
        REQUEST.set(asked.id)
        try:
            if asked.method == "OPTIONS":
                await self.rules.cors.preflight(asked.headers, self.methods, send)
                return
            asked.offer = self._offer(asked.headers.get(b"accept", b""))
            if asked.offer.html and self.page is not None and asked.reading:
                await self.page()(scope, receive, send)
                return
            if asked.offer.events and asked.method in STREAMED:
                await self._stream(asked, receive, send)
                return
            reply = await self._reply(asked, receive)
        except ClientGone:
            return
        except DragomanError as refusal:
            reply = Reply.refused(refusal)
        except Exception:
            log.exception("unforeseen failure", extra={"request_id": asked.id})
            reply = Reply.refused(unforeseen(asked.id))
        status = status_of(reply, asked.offer)
        await put(send, asked, reply, status, self._common(asked, reply, status))
        if self.told_all or status >= FAILED:
            self.report(Told(asked, reply, status, perf_counter() - started))

    def _offer(self, header: bytes) -> Offer:
        """The form of the answer, by the Accept header."""
        return accepted(header)

    async def _stream(self, asked: Asked, receive: Receive, send: Send) -> None:
        """The answer as events; what is wrong with the request itself is told as to any other."""
        started = perf_counter()
        since = last_event_id(asked)
        request = self._request(asked, await self._admitted(asked, receive))
        source = await self.watch.over(self.source(asked, request, started, since), receive)
        stream = EventStream(
            asked, send, self._common(asked, Reply(b"", headers=[NO_STORE]), 200), self.streams
        )
        await self.watch.over(stream.give(source), receive)

    async def source(
        self, asked: Asked, request: GraphQLRequest, started: float, since: int | None = None
    ) -> Answer | Feed:
        """What a stream gives, charged to the client and told of; `started` is when the request came."""
        source = await self.engine.subscribe(
            self.persisted.document(request),
            request.variables,
            request.operation_name,
            since=since,
            allow_mutation=not asked.reading,
            caller=asked.caller,
        )
        reply = Reply(b"", operation=request.operation_name)
        if isinstance(source, Answer):
            reply = Reply.of(source)
            self.charge(asked, source)
        if reply.status == 200:
            self.persisted.keep(request)
        self.report(Told(asked, reply, reply.status, perf_counter() - started))
        return source

    async def _admitted(self, asked: Asked, receive: Receive) -> bytes:
        """The bytes of a question from somebody who may ask it."""
        raw = await self._raw(asked, receive)
        await self.admit(asked, len(raw), asked.headers.get(b"authorization"))
        return raw

    async def _reply(self, asked: Asked, receive: Receive) -> Reply:
        raw = await self._admitted(asked, receive)
        # Whoever shows a key may have just written, and wants to see it: never an answer kept by anyone.
        if (asked.reading or self.rules.cache_bytes) and asked.caller is None:
            coding = coding_of(asked.headers.get(b"accept-encoding", b""))
            key = key_of(asked.offer.media, coding=coding, post=not asked.reading, asked=raw)
            if self.kept.known(key) or asked.reading:
                return await self._same(asked, receive, raw, key)
        return (await self._fresh(asked, receive, raw))[0]

    async def admit(self, asked: Asked, length: int, key: bytes | None) -> None:
        """Knows who asks by their key, which has a bucket of its own; everybody else has one an address."""
        if key is not None:
            try:
                asked.caller = await self.callers.caller(key)
            except Unauthenticated:
                self._take(asked, length)
                raise
            asked.client = f"key {asked.caller.name}"
        self._take(asked, length)

    def _take(self, asked: Asked, length: int) -> None:
        if self.rates is not None:
            asked.client = asked.client or client_of(asked.scope, asked.headers, self.rates.proxies)
            self.rates.admit(asked.client, length)

    async def _same(self, asked: Asked, receive: Receive, raw: bytes, key: str) -> Reply:
        """The answer as it was before, if the data still is what it was."""
        version = await self.engine.version()
        caching: Headers = []
        if asked.reading:
            etag = self.kept.etag(key, version)
            caching = [(b"etag", etag), self.cache_control]
            if matches(etag, asked.headers.get(b"if-none-match", b"")):
                return Reply(b"", NOT_MODIFIED, kept=True, headers=caching)
        found = self.kept.get(key, version)
        if found is not None:
            return Reply(found.content, 200, found.coding, found.operation, kept=True, headers=caching)
        reply, reads = await self._fresh(asked, receive, raw)
        if reads:
            reply.headers += caching
            self.kept.put(key, version, Body(reply.content, reply.coding, reply.operation))
        return reply

    async def _fresh(self, asked: Asked, receive: Receive, raw: bytes) -> tuple[Reply, bool]:
        """The engine's answer, and whether it will be the same as long as the data is."""
        request = self._request(asked, raw)
        document = self.persisted.document(request)
        work = self.engine.answer(
            document,
            request.variables,
            request.operation_name,
            allow_mutation=not asked.reading,
            caller=asked.caller,
        )
        answer = await self._answered(asked, receive, work)
        if answer.status == 200:
            self.persisted.keep(request)
        return await self._packed(asked, Reply.of(answer)), answer.reads

    async def _answered(self, asked: Asked, receive: Receive, work: Coroutine[Any, Any, Answer]) -> Answer:
        """The engine's answer, charged to the client; given up when the client leaves."""
        answer = await self.watch.over(work, receive)
        self.charge(asked, answer)
        return answer

    async def _packed(self, asked: Asked, reply: Reply) -> Reply:
        """A reply compressed as the client wants it, where it is long enough."""
        if len(reply.content) >= self.rules.compress_from_bytes:
            reply.coding = coding_of(asked.headers.get(b"accept-encoding", b""))
            if reply.coding:
                reply.content = await compressed(reply.content, reply.coding)
        return reply

    def charge(self, asked: Asked, answer: Answer) -> None:
        """Take what an answer cost."""
        if self.rates is not None:
            self.rates.charge(asked.client, TIMEOUT_ROWS if Timeout.code in answer.codes else answer.cost)

    async def _raw(self, asked: Asked, receive: Receive) -> bytes:
        """The bytes of the question: a body, or a query string."""
        limit = self.rules.max_body_bytes
        if asked.reading:
            query_string: bytes = asked.scope["query_string"]
            check_length(len(query_string), limit)
            return query_string
        if asked.method != "POST":
            raise self._not_answered(asked)
        require_json(asked.headers.get(b"content-type", b""))
        if asked.headers.get(b"content-encoding", b"identity") != b"identity":
            raise UnsupportedMediaType("Compressed bodies are not read; send it as it is.")
        return await read_body(receive, asked.headers.get(b"content-length"), limit, self.patience)

    def _not_answered(self, asked: Asked) -> MethodNotAllowed:
        return MethodNotAllowed(f"{asked.method} is not answered here.", hint=f"Use one of {self.methods}.")

    def _request(self, asked: Asked, raw: bytes) -> GraphQLRequest:
        request = parse_query_string(raw) if asked.reading else parse_body(raw)
        if request is None:
            raise BadRequest(
                "The parameter query is missing.", hint="Send it in the URL, or by POST as JSON."
            )
        return request

    def _common(self, asked: Asked, reply: Reply, status: int) -> Headers:
        headers = self.client_headers(asked)
        if status == MethodNotAllowed.status:
            headers = [*headers, (b"allow", self.methods.encode())]
        if asked.reading and not any(name == b"cache-control" for name, _ in reply.headers):
            headers = [*headers, NO_STORE]
        return headers

    def client_headers(self, asked: Asked) -> Headers:
        """What every answer to this client has: which pages may read it, and what is left to ask."""
        headers = self.rules.cors.headers(asked.headers)
        if self.rates is not None and asked.client:
            headers = [*headers, *self.rates.headers(asked.client)]
        return headers

    def report(self, told: Told, what: str = "request", to: logging.Logger = log, **also: object) -> None:
        """A line for each failure of the server, and for every request where that is wanted; `also` stands in it."""
        for listen in self.rules.listeners:
            listen(told)
        failed = told.status >= FAILED
        if not failed and not self.rules.log_requests:
            return
        line: dict[str, Any] = {
            "request_id": told.asked.id,
            "method": told.asked.method,
            "path": told.asked.scope["path"],
            "operation": told.reply.operation,
            "status": told.status,
            "codes": told.reply.codes,
            "cost": told.reply.cost,
            "bytes": len(told.reply.content),
            "milliseconds": round(told.seconds * 1000, 3),
            **also,
        }
        (to.warning if failed else to.info)(what, extra=line)
