"""Says whether the process lives and whether it can answer: for load balancers and supervisors."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.migrate import Revision, revision
from db.session import READING, connect

log = logging.getLogger("dragoman.health")

NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def health_routes(database_url: str) -> list[Route]:
    """/healthz answers while the process does; /readyz when its database answers and has the code's revision."""
    return [Route("/healthz", alive), Route("/readyz", readiness(connect(database_url)))]


async def alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


def readiness(engine: Engine) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint over one database; the question runs in a thread, since it may wait for the network."""

    async def ready(_: Request) -> Response:
        problem = await asyncio.to_thread(_problem, engine)
        if problem:
            return JSONResponse({"status": "unavailable", "problem": problem}, 503, NO_STORE)
        return JSONResponse({"status": "ready"}, headers=NO_STORE)

    return ready


def _problem(engine: Engine) -> str | None:
    """What keeps the database from being used, without its address or the driver's words."""
    try:
        found = _revision(engine)
    except SQLAlchemyError:
        log.exception("the database cannot be reached")
        return "The database cannot be reached."
    if not found.known:
        return "The database is ahead of the code."
    return None if found.matches else "The database is behind the code; run: dragoman migrate"


def _revision(engine: Engine) -> Revision:
    with engine.connect().execution_options(**READING) as connection:
        return revision(connection)
