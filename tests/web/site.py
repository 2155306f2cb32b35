"""A small API of its own behind the GraphiQL page, served on loopback for the tests that need a browser."""

import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import httpx
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from strawberry.asgi import GraphQL
from strawberry.extensions import SchemaExtension

from server.graphiql import Example, PageConfig, asset_routes, graphiql_page

WELCOME = """\
query HostedByTurkiye {
  country(code: "TR") {
    name
    hostedMeetings(first: 50) {
      totalCount
      nodes { title venue }
    }
  }
}
"""
BY_CODE = """\
query HostedBy($code: String!) {
  country(code: $code) {
    name
    hostedMeetings { totalCount }
  }
}
"""
EXAMPLES = (
    Example("hosted-by-turkiye", "All rounds Türkiye hosted", "Every meeting with its venue.", WELCOME),
    Example(
        "hosted-by", "Rounds a country hosted", "Change the code in the variables.", BY_CODE, {"code": "TR"}
    ),
)
CONFIG = PageConfig("/graphql", EXAMPLES, "0.0.0")


@strawberry.type(description="A meeting between parties.")
class Meeting:
    title: str
    venue: str


@strawberry.type(description="One page of meetings.")
class Meetings:
    total_count: int
    nodes: list[Meeting]


HOSTED = {
    "TR": (
        "Türkiye",
        [Meeting(title="First round", venue="Dolmabahçe"), Meeting(title="Second round", venue="Çırağan")],
    ),
    "QA": ("Qatar", [Meeting(title="Doha round", venue="Doha")]),
}


@strawberry.type(description="A state.")
class Country:
    code: strawberry.Private[str]
    name: str

    @strawberry.field
    def hosted_meetings(self, first: int = 20) -> Meetings:
        """Every meeting this country hosted."""
        meetings = HOSTED[self.code][1]
        return Meetings(total_count=len(meetings), nodes=meetings[:first])


def country(code: str) -> Country | None:
    return Country(code=code, name=HOSTED[code][0]) if code in HOSTED else None


@strawberry.type
class Query:
    country: Country | None = strawberry.field(resolver=country, description="One country by its code.")


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def rounds(self) -> AsyncGenerator[str, None]:
        """Two rounds, then no more."""
        for meeting in HOSTED["TR"][1]:
            yield meeting.title


class Cost(SchemaExtension):
    """States a cost as the real API does, for the page to show."""

    def get_results(self) -> dict[str, Any]:
        return {"cost": {"requested": 57, "maximum": 10000}}


API: GraphQL[None, None] = GraphQL(
    strawberry.Schema(Query, subscription=Subscription, extensions=[Cost]), graphql_ide=None
)


async def front_door(request: Request) -> Response:
    return graphiql_page(CONFIG)


async def no_introspection(request: Request) -> Response:
    return JSONResponse({"errors": [{"message": "Introspection is off."}]})


async def closed_page(request: Request) -> Response:
    return graphiql_page(PageConfig("/closed", EXAMPLES, "0.0.0"))


app = Starlette(
    routes=[
        Route("/graphql", front_door, methods=["GET"]),
        Route("/graphql", API, methods=["POST"]),
        WebSocketRoute("/graphql", API),
        Route("/closed", no_introspection, methods=["POST"]),
        Route("/closed", closed_page, methods=["GET"]),
        *asset_routes(),
    ]
)


def ask(path: str, headers: dict[str, str] | None = None, method: str = "GET") -> httpx.Response:
    """The site's answer without a network or a browser."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dragoman.test") as client:
            return await client.request(method, path, headers=headers)

    return anyio.run(send)


@contextmanager
def serving() -> Iterator[str]:
    """The site's address while it runs in a thread, on a free port of the loopback interface."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server)}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _port(server: uvicorn.Server) -> int:
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
