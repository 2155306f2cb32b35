"""GraphQL over WebSocket, as the protocol graphql-transport-ws has it: any number of operations over one connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import orjson
from starlette.types import Message, Receive, Scope, Send

from engine.answer import Answer
from engine.errors import DragomanError, LimitExceeded, Unauthenticated
from engine.feed import Event
from server.body import MAX_DEPTH, GraphQLRequest, checked, deeper_than
from server.http import GraphQLEndpoint
from server.logs import REQUEST
from server.refusals import SlowConsumer, unforeseen
from server.wire import Asked, Reply, Told

log = logging.getLogger("dragoman.sockets")

PROTOCOL = "graphql-transport-ws"
LONGEST_ID = 100
LONGEST_REASON = 120
"""Bytes of the reason of a close; a frame has room for 123."""


class Close(NamedTuple):
    """Why a connection is closed. Codes from 4400 on are the protocol's."""

    code: int
    reason: str


class Violation(Exception):
    """The client broke the protocol, or may not come in."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.close = Close(code, reason)


class SocketEndpoint:
    """The ASGI application at the WebSocket /graphql; it answers as the HTTP endpoint does."""

    def __init__(self, endpoint: GraphQLEndpoint) -> None:
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        streams = self.endpoint.streams
        await receive()  # websocket.connect
        if not self._welcome(dict(scope["headers"])):
            await send({"type": "websocket.close"})  # before it is accepted: HTTP 403
            return
        spoken = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if spoken else None})
        if not spoken:
            await send(_closing(Close(4406, f"Subprotocol not acceptable: speak {PROTOCOL}")))
        elif streams.sockets >= streams.rules.subscriptions:
            await send(_closing(Close(1013, "UNAVAILABLE: too many connections")))
        else:
            streams.sockets += 1
            try:
                await Socket(self.endpoint, scope, receive, send).serve()
            finally:
                streams.sockets -= 1

    def _welcome(self, headers: dict[bytes, bytes]) -> bool:
        """Browsers let every page open a WebSocket, and say which: only pages of this server and those named may."""
        origin = headers.get(b"origin")
        if origin is None:
            return True
        text = origin.decode("latin-1")
        same = urlsplit(text).netloc == headers.get(b"host", b"").decode("latin-1")
        return same or text in self.endpoint.rules.cors.origins


class Socket:
    """One connection. Whatever ends it settles `_ended`; then everything that runs is given up, and the close is sent."""

    def __init__(self, endpoint: GraphQLEndpoint, scope: Scope, receive: Receive, send: Send) -> None:
        self.endpoint, self.scope = endpoint, scope
        self.operations: dict[str, asyncio.Task[None]] = {}
        self._receive, self._send = receive, send
        self._rules = endpoint.streams.rules
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[Close | None] = self._loop.create_future()
        self._begun = self._ready = False
        self._key: bytes | None = dict(scope["headers"]).get(b"authorization")

    async def serve(self) -> None:
        """Answer until either side ends it."""
        reading = self._loop.create_task(self._read())
        timer = self._loop.call_later(self._rules.init_seconds, self._late)
        try:
            close = await self._ended
        finally:
            timer.cancel()
            running = [reading, *self.operations.values()]
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        if close is not None:
            with suppress(OSError):
                await self._send(_closing(close))

    def _late(self) -> None:
        if not self._begun:
            self._end(Close(4408, "Connection initialisation timeout"))

    def _end(self, close: Close | None) -> None:
        if not self._ended.done():
            self._ended.set_result(close)

    async def _read(self) -> None:
        """Hand each message to what it asks for."""
        try:
            while (message := await self._receive())["type"] == "websocket.receive":
                await self._handle(message)
            self._end(None)
        except Violation as violation:
            self._end(violation.close)
        except Exception:
            log.exception("unforeseen failure")
            self._end(Close(1011, "INTERNAL_ERROR"))

    async def _handle(self, message: Message) -> None:
        text = message.get("text")
        try:
            said = orjson.loads(text or "")
        except orjson.JSONDecodeError:
            raise Violation(4400, "A message has to be a text of JSON") from None
        kind = said.get("type") if isinstance(said, dict) else None
        handler = HANDLERS.get(kind) if isinstance(kind, str) else None
        if handler is None or deeper_than(MAX_DEPTH, said):
            raise Violation(4400, "Not a message of the protocol")
        await handler(self, said, len(text or ""))

    async def _initialise(self, said: dict[str, Any], _: int) -> None:
        """`connection_init`; its payload may carry the key, as the handshake's header may."""
        if self._begun:
            raise Violation(4429, "Too many initialisation requests")
        self._begun = True
        payload = said.get("payload") or {}
        if not isinstance(payload, dict):
            raise Violation(4400, "The payload of connection_init has to be an object")
        for name, value in payload.items():
            if name.lower() == "authorization" and value is not None:
                self._key = str(value).encode()
        if self._key is not None:
            try:
                await self.endpoint.callers.caller(self._key)
            except Unauthenticated as refusal:
                raise Violation(4403, f"{refusal.code}: {refusal.message}") from None
            except DragomanError as refusal:
                raise Violation(1013, f"{refusal.code}: {refusal.message}") from None
        self._ready = True
        await self._say({"type": "connection_ack"})

    async def _ping(self, _: dict[str, Any], __: int) -> None:
        await self._say({"type": "pong"})

    async def _pong(self, _: dict[str, Any], __: int) -> None:
        """Nothing: whether the client lives is asked by WebSocket's own pings."""

    async def _subscribe(self, said: dict[str, Any], length: int) -> None:
        name = _id(said)
        if not self._ready:
            raise Violation(4401, "Unauthorized")
        if name in self.operations:
            raise Violation(4409, f"Subscriber for {name} already exists")
        payload = said.get("payload")
        if not isinstance(payload, dict):
            raise Violation(4400, "The payload of subscribe has to be an object")
        try:
            request = checked(payload)
        except DragomanError as refusal:
            raise Violation(4400, refusal.message) from None
        if len(self.operations) >= self._rules.operations:
            most = f"A connection carries at most {self._rules.operations} operations at once."
            await self._refuse(name, [LimitExceeded(most).formatted()])
            return
        self.operations[name] = self._loop.create_task(self._operate(name, request, length))

    async def _complete(self, said: dict[str, Any], _: int) -> None:
        running = self.operations.pop(_id(said), None)
        if running is not None:
            running.cancel()

    async def _operate(self, name: str, request: GraphQLRequest, length: int) -> None:
        asked = Asked(self.scope)
        REQUEST.set(asked.id)
        try:
            await self._answer(name, asked, request, length)
        except SlowConsumer as slow:
            self._end(Close(1013, f"{slow.code}: go on after {slow.sequence}"))
        except DragomanError as refusal:
            await self._refuse(name, [refusal.formatted()])
        except OSError:  # the client is gone, which the reader notices
            return
        except Exception:
            log.exception("unforeseen failure", extra={"request_id": asked.id})
            await self._refuse(name, [unforeseen(asked.id).formatted()])

    async def _answer(self, name: str, asked: Asked, request: GraphQLRequest, length: int) -> None:
        started = perf_counter()
        try:
            # Who asks is looked up for each operation: a key may have been revoked since the connection began.
            await self.endpoint.admit(asked, length, self._key)
            source = await self.endpoint.source(asked, request, started)
        except DragomanError as refusal:
            source = Answer.refusal([refusal], request.operation_name)
            self.endpoint.report(Told(asked, Reply.of(source), source.status, perf_counter() - started))
        if isinstance(source, Answer):
            if source.status != 200:
                await self._refuse(name, orjson.loads(source.body)["errors"])
                return
            await self._say({"id": name, "type": "next", "payload": orjson.Fragment(source.body)})
        else:

            async def tell(event: Event) -> None:
                message = {"id": name, "type": "next", "payload": orjson.Fragment(event.body)}
                await self._send({"type": "websocket.send", "text": orjson.dumps(message).decode()})

            with self.endpoint.streams.subscription():
                await self.endpoint.streams.follow(source, tell, asked.client)
        self.operations.pop(name, None)
        await self._say({"id": name, "type": "complete"})

    async def _refuse(self, name: str, errors: list[dict[str, object]]) -> None:
        self.operations.pop(name, None)
        await self._say({"id": name, "type": "error", "payload": errors})

    async def _say(self, message: dict[str, Any]) -> None:
        """A message that no subscription waits for; who does not take it ends the connection."""
        try:
            async with asyncio.timeout(self._rules.slow_seconds):
                await self._send({"type": "websocket.send", "text": orjson.dumps(message).decode()})
        except TimeoutError:
            self._end(Close(1013, SlowConsumer.code))
        except OSError:  # the client is gone
            self._end(None)


Handler = Callable[[Socket, dict[str, Any], int], Awaitable[None]]

HANDLERS: dict[str, Handler] = {
    "connection_init": Socket._initialise,  # noqa: SLF001 - the table of this very class
    "ping": Socket._ping,  # noqa: SLF001
    "pong": Socket._pong,  # noqa: SLF001
    "subscribe": Socket._subscribe,  # noqa: SLF001
    "complete": Socket._complete,  # noqa: SLF001
}


def _id(said: dict[str, Any]) -> str:
    found = said.get("id")
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID:
        raise Violation(4400, f"The id of an operation is a text of 1 to {LONGEST_ID} characters")
    return found


def _closing(close: Close) -> dict[str, Any]:
    reason = close.reason.encode()[:LONGEST_REASON].decode(errors="ignore")
    return {"type": "websocket.close", "code": close.code, "reason": reason}
