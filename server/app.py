"""Puts the application together: GraphQL at /graphql on the shortest way, everything else through Starlette."""

import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from hashlib import sha256
from importlib.metadata import version

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import schema
from db.migrate import revision_of
from engine.errors import BadRequest, DragomanError
from server import logs
from server.callers import Callers
from server.cors import Cors
from server.examples import EXAMPLES
from server.export import export_routes, exports_of
from server.graphiql import PageConfig, asset_routes, graphiql_page
from server.health import NO_STORE, health_routes
from server.http import GraphQLEndpoint
from server.observers import Observers
from server.records import record_routes
from server.refusals import MethodNotAllowed, NotFound, unforeseen
from server.rules import Engine, HttpRules, StreamRules
from server.settings import Settings
from server.sockets import SocketEndpoint

log = logging.getLogger("dragoman.app")

GRAPHQL_PATH = "/graphql"


def create(settings: Settings | None = None) -> ASGIApp:
    """The application of this process; a worker reads its settings from the environment."""
    settings = settings or Settings.read()
    logs.configure(settings.log_level)
    revision_of(settings.database_url).require()
    engine = schema.build_engine(
        settings.database_url,
        limits=settings.limits,
        lanes=settings.lanes,
        connections=settings.connections,
        waiting=settings.waiting_statements,
    )
    return build(engine, settings, observers=Observers(settings, engine))


def build(
    engine: Engine, settings: Settings, callers: Callers | None = None, observers: Observers | None = None
) -> ASGIApp:
    """The application over an engine."""
    callers = callers or Callers(settings.database_url)
    endpoint = GraphQLEndpoint(
        engine, http_rules(settings, observers), callers, front_page if settings.graphiql else None
    )
    exports = exports_of(engine)
    others = Starlette(
        routes=[
            Route(GRAPHQL_PATH, endpoint, methods=None),
            *health_routes(settings.database_url),
            *asset_routes(),
            *record_routes(endpoint, settings, GRAPHQL_PATH, exports),
            *export_routes(exports, endpoint, settings),
        ],
        exception_handlers={HTTPException: refuse, Exception: mask},
        lifespan=lifespan(engine, callers, partial(observers.working, endpoint) if observers else None),
    )

    shortest: dict[str, ASGIApp] = {"http": endpoint, "websocket": SocketEndpoint(endpoint)}

    # The router and the two middlewares of Starlette take about as long as a small answer does.
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        short = shortest.get(scope["type"]) if scope.get("path") == GRAPHQL_PATH else None
        await (short or others)(scope, receive, send)

    return app


def http_rules(settings: Settings, observers: Observers | None = None) -> HttpRules:
    """The settings that concern a request."""
    return HttpRules(
        max_body_bytes=settings.max_body_bytes,
        body_seconds=settings.body_seconds,
        compress_from_bytes=settings.compress_from_bytes,
        log_requests=settings.log_requests,
        cors=Cors(settings.cors_origins),
        code=f"{version('dragoman')} {sha256(schema.print_sdl().encode()).hexdigest()}",
        cache_bytes=settings.cache_bytes,
        fresh_seconds=settings.fresh_seconds,
        stale_seconds=settings.stale_seconds,
        persisted_bytes=settings.persisted_bytes,
        rate_points=settings.rate_points,
        trusted_proxies=settings.trusted_proxies,
        listeners=observers.listeners if observers else (),
        streams=StreamRules(
            subscriptions=settings.max_subscriptions,
            operations=settings.max_operations,
            alive_seconds=settings.alive_seconds,
            slow_seconds=settings.slow_seconds,
            init_seconds=settings.init_seconds,
        ),
    )


def front_page() -> Response:
    """GraphiQL; a new response each time, since one that answered 304 has no body left."""
    page = graphiql_page(PageConfig(GRAPHQL_PATH, EXAMPLES, version("dragoman")))
    page.headers["Vary"] = "Accept"
    return page


def lifespan(
    engine: Engine, callers: Callers, observing: Callable[[], AbstractAsyncContextManager[None]] | None
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The engine works as long as the application does."""

    @asynccontextmanager
    async def working(_: Starlette) -> AsyncIterator[None]:
        await engine.start()
        # The schema and the modules live as long as the process: the collector need not walk them again and again.
        gc.collect()
        gc.freeze()
        try:
            async with observing() if observing else nullcontext():
                yield
        finally:
            await callers.stop()
            await engine.stop()

    return working


async def refuse(request: Request, problem: Exception) -> Response:
    """What the router refuses, in the form of GraphQL errors."""
    status = getattr(problem, "status_code", 400)
    refusal: DragomanError
    if status == NotFound.status:
        refusal = NotFound("Nothing is served at this path.", hint=f"GraphQL is at {GRAPHQL_PATH}.")
    elif status == MethodNotAllowed.status:
        refusal = MethodNotAllowed(f"{request.method} is not answered at this path.")
    else:
        refusal = BadRequest("The request cannot be answered as it is.")
    return _json(refusal, dict(getattr(problem, "headers", None) or {}))


async def mask(_: Request, problem: Exception) -> Response:
    """What nobody foresaw: an id for the client, the rest for the log."""
    masked = unforeseen(logs.new_id())
    log.error("unforeseen failure", exc_info=problem, extra={"request_id": masked.details["id"]})
    return _json(masked, {})


def _json(refusal: DragomanError, headers: dict[str, str]) -> Response:
    body = orjson.dumps({"errors": [refusal.formatted()]})
    return Response(body, refusal.status, {**NO_STORE, **headers}, "application/json; charset=utf-8")
