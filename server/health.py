"""Says whether the process lives and whether it can answer: for load balancers and supervisors."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.migrate import revision_of
from db.session import BadDatabaseUrl

log = logging.getLogger("dragoman.health")

NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def health_routes(database_url: str) -> list[Route]:
    """/healthz answers while the process does; /readyz when its database answers and has the code's revision."""
    return [Route("/healthz", alive), Route("/readyz", readiness(database_url))]


async def alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


def readiness(database_url: str) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint over one database; the question runs in a thread, since it may wait for the network."""

    async def ready(_: Request) -> Response:
        problem = await asyncio.to_thread(_problem, database_url)
        if problem:
            return JSONResponse({"status": "unavailable", "problem": problem}, 503, NO_STORE)
        return JSONResponse({"status": "ready"}, headers=NO_STORE)

    return ready


def _problem(database_url: str) -> str | None:
    """What keeps the database from being used, without its address or the driver's words."""
    try:
        found = revision_of(database_url)
    except (SQLAlchemyError, BadDatabaseUrl) as error:
        log.warning("the database cannot be reached: %s", type(error).__name__)
        return "The database cannot be reached."
    if not found.known:
        return "The database is ahead of the code."
    return None if found.matches else "The database is behind the code; run: dragoman migrate"
