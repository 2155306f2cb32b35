"""Serves the files of the record at /export: streamed as they are read, out of one state of the data."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from time import perf_counter
from typing import Final

import orjson
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from engine.database import Queue, Snapshot
from engine.document import Refused
from engine.engine import Engine
from engine.errors import DragomanError, Timeout, Unavailable
from exchange.export.files import Exports, Order, Piece
from server.body import ClientGone
from server.coding import coder
from server.downloads import EXPORT_PATH, PACKAGE, Download, etag_of, headers_of, order_of, tagged, unchanged
from server.http import FAILED, GraphQLEndpoint
from server.logs import REQUEST
from server.refusals import unforeseen
from server.settings import Settings
from server.wire import NO_STORE, NOT_MODIFIED, Asked, Reply, Told, put

log = logging.getLogger("dragoman.export")

METHODS: Final = "GET, HEAD, OPTIONS"
BUSY_SECONDS: Final = 30
"""When to come back to a server that writes as many exports as it may."""


def exports_of(engine: object) -> Exports | None:
    """The files that can be taken out, where there is a database to read them from."""
    return Exports(engine) if isinstance(engine, Engine) else None


def export_routes(exports: Exports | None, graphql: GraphQLEndpoint, settings: Settings) -> list[Route]:
    """The routes under /export."""
    if exports is None:
        return []
    export = ExportEndpoint(exports, graphql, settings)
    return [
        Route(EXPORT_PATH, lambda _: RedirectResponse(f"{EXPORT_PATH}/{PACKAGE}")),
        Route(f"{EXPORT_PATH}/{{file}}", export, methods=METHODS.split(", ")),
    ]


class ExportEndpoint:
    """The ASGI application of one file. Who asks, and how much they may, is known as at /graphql."""

    def __init__(self, exports: Exports, graphql: GraphQLEndpoint, settings: Settings) -> None:
        self.exports, self.graphql, self.rules = exports, graphql, graphql.rules
        self.room = Queue(settings.exports, 0)
        self.seconds = settings.export_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        asked = Asked(scope)
        REQUEST.set(asked.id)
        if asked.method == "OPTIONS":
            await self.rules.cors.preflight(asked.headers, METHODS, send)
            return
        download = Download(asked, str(scope["path_params"]["file"]))
        try:
            reply = await self.graphql.watch.over(self._reply(download, send), receive)
        except ClientGone:
            reply = Reply(b"", operation=download.operation, codes=("CLIENT_GONE",))
        finally:
            if self.graphql.rates is not None and asked.client:
                self.graphql.rates.charge(asked.client, download.rows)
        told = Told(asked, reply, reply.status, perf_counter() - started)
        what = "broken off" if told.status >= FAILED and download.begun else "export"
        self.graphql.report(told, what, log, cost=download.rows, bytes=download.bytes)

    async def _reply(self, download: Download, send: Send) -> Reply:
        """What was answered. After the first byte a failure can only be told by breaking off: the last chunk never comes."""
        try:
            return await self._give(download, send)
        except Refused as refused:
            reply = Reply.refused(*refused.errors)
        except DragomanError as refusal:
            reply = Reply.refused(refusal)
            if isinstance(refusal, Unavailable):
                reply.headers.append((b"retry-after", b"%d" % BUSY_SECONDS))
        except Exception:
            log.exception("unforeseen failure", extra={"request_id": download.asked.id})
            reply = Reply.refused(unforeseen(download.asked.id))
        reply.operation = download.operation
        if not download.begun:
            await put(
                send,
                download.asked,
                reply,
                reply.status,
                [*self.graphql.client_headers(download.asked), NO_STORE],
            )
        return reply

    async def _give(self, download: Download, send: Send) -> Reply:
        asked = download.asked
        length = len(asked.scope["query_string"])
        await self.graphql.admit(asked, length, asked.headers.get(b"authorization"))
        order = None
        if download.name != PACKAGE:
            order = order_of(download, self.exports, self.rules.max_body_bytes)
        database = self.exports.engine.database
        with self.room:
            async with _within(self.seconds), database.snapshot() as snapshot:
                return await self._answer(download, order, snapshot, send)

    async def _answer(self, download: Download, order: Order | None, snapshot: Snapshot, send: Send) -> Reply:
        etag = etag_of(snapshot.version, self.rules.code)
        common = self.graphql.client_headers(download.asked)
        if unchanged(download, etag):
            headers = [*common, *tagged(download, etag), self.graphql.cache_control]
            await send({"type": "http.response.start", "status": NOT_MODIFIED, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return Reply(b"", NOT_MODIFIED, operation=download.operation, kept=True)
        headers = [*common, *headers_of(download, snapshot.version, etag, self.graphql.cache_control)]
        pieces = self.exports.pieces(order, snapshot) if order else self._package(snapshot)
        async with aclosing(pieces):
            first = await anext(pieces)  # what can be refused has been by now
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            download.begun = True
            if download.asked.method != "HEAD":
                await self._stream(download, first, pieces, send)
        await send({"type": "http.response.body", "body": b""})
        return Reply(b"", 200, download.coding, download.operation, cost=download.rows)

    async def _package(self, snapshot: Snapshot) -> AsyncGenerator[Piece]:
        yield Piece(orjson.dumps(await self.exports.package(snapshot), option=orjson.OPT_INDENT_2))

    async def _stream(
        self, download: Download, first: Piece, pieces: AsyncGenerator[Piece], send: Send
    ) -> None:
        """Piece by piece: sending waits for a client that reads slowly, and the next rows are read after that."""
        out = coder(download.coding)
        piece: Piece | None = first
        while piece is not None:
            body = await asyncio.to_thread(out.compress, piece.content) if download.coding else piece.content
            await self._send(download, body, send)
            download.rows += piece.rows
            piece = await anext(pieces, None)
        await self._send(download, out.flush(), send)

    async def _send(self, download: Download, body: bytes, send: Send) -> None:
        if body:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            download.bytes += len(body)


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    """`Timeout` for whatever takes longer: a snapshot that is kept for ever keeps the database from tidying up."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Timeout("The export took longer than allowed and was stopped.") from None
