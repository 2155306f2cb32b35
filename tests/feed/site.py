"""The whole application on a real socket, in a thread, and what partners do with it: write, follow by events or sockets."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import uvicorn
from sqlmodel import Session
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

import schema
from db.enums import RecordType
from db.session import connect as open_database
from engine.engine import Engine
from exchange import Sent, Terms, submit
from server.app import build
from server.serve import give_up_on_the_dead, listen, uvicorn_config
from server.settings import Settings
from tests.exchange.writer import pair

PATIENCE_SECONDS = 20
PROTOCOL = Subprotocol("graphql-transport-ws")


def write(url: str, numbers: Iterable[int]) -> None:
    """Two new records in a transaction for each number."""
    engine = open_database(url)
    with Session(engine) as session:
        for number in numbers:
            assert submit(session, pair(number), Terms("acme", {}, key=f"feed {number}")).written
    engine.dispose()


def write_many(url: str, count: int) -> None:
    """So many changes at once, each of half a kilobyte."""
    engine = open_database(url)
    many = [Sent(RecordType.PERSON, {"id": f"many-{number}", "name": "N" * 400}) for number in range(count)]
    with Session(engine) as session:
        assert submit(session, many, Terms("acme", {})).written
    engine.dispose()


LARGE = " ".join(f"a{number}: after" for number in range(200))
"""Makes events of such a change 100 kB long: what the systems of both ends keep for a client is soon full."""


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


@dataclass(frozen=True)
class Place:
    """Where an application answers: a host and a port."""

    address: str


@dataclass(frozen=True)
class Site(Place):
    """An application that runs in this process; `engine` is the one that answers."""

    engine: Engine
    server: uvicorn.Server

    def settled(self) -> bool:
        """Nobody listens any more; waits for it."""
        return until(lambda: not self.engine.bell.listening)

    def closed(self) -> bool:
        """No connection is open any more; waits for it."""
        return until(lambda: not self.server.server_state.connections)


@contextmanager
def running(url: str, **settings: Any) -> Iterator[Site]:
    """The application over a database."""
    chosen = Settings(database_url=url, **settings)
    engine = schema.build_engine(url, limits=chosen.limits)
    server = uvicorn.Server(uvicorn_config(chosen, lambda: build(engine, chosen)))
    with listen("127.0.0.1", 0) as taken:
        give_up_on_the_dead(taken, chosen.slow_seconds)
        thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
        thread.start()
        try:
            yield Site(f"127.0.0.1:{taken.getsockname()[1]}", engine, server)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()


class Talk:
    """A WebSocket, as the protocol talks."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def say(self, kind: str, **rest: Any) -> None:
        self.connection.send(orjson.dumps({"type": kind, **rest}).decode())

    def follow(self, query: str, name: str = "1", **variables: Any) -> None:
        self.say("subscribe", id=name, payload={"query": query, "variables": variables})

    def hear(self) -> dict[str, Any]:
        found = orjson.loads(self.connection.recv(PATIENCE_SECONDS))
        assert isinstance(found, dict)
        return found

    def closed(self) -> tuple[int, str]:
        """Why the server closed it, whatever it said before."""
        try:
            while True:
                self.connection.recv(PATIENCE_SECONDS)
        except ConnectionClosed as end:
            return (end.rcvd.code, end.rcvd.reason) if end.rcvd else (1006, "cut")


@contextmanager
def talking(
    site: Place, *, init: dict[str, Any] | None = None, greet: bool = True, **options: Any
) -> Iterator[Talk]:
    """A connection, greeted unless the test says otherwise."""
    with connect(f"ws://{site.address}/graphql", subprotocols=[PROTOCOL], **options) as connection:
        talk = Talk(connection)
        if greet:
            talk.say("connection_init", **({"payload": init} if init else {}))
            assert talk.hear()["type"] == "connection_ack"
        yield talk


EVENTS = {"accept": "text/event-stream"}


@contextmanager
def asked(site: Place, query: str, method: str = "POST", **headers: str) -> Iterator[httpx.Response]:
    """The answer to a question, as events unless a header says otherwise."""
    given = EVENTS | {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"params": {"query": query}} if method == "GET" else {"json": {"query": query}}
    with (
        httpx.Client(timeout=PATIENCE_SECONDS) as client,
        client.stream(method, f"http://{site.address}/graphql", headers=given, **body) as response,  # type: ignore[arg-type]
    ):
        yield response


def events(response: httpx.Response) -> Iterator[dict[str, Any]]:
    """The events of a stream, as a browser reads them; comments are left out."""
    event: dict[str, Any] = {}
    for line in response.iter_lines():
        name, _, value = line.partition(":")
        if not line and event:
            yield event
            event = {}
        elif name == "data":
            event["data"] = orjson.loads(value) if value.strip() else None
        elif name:
            event[name] = value.strip()


def deaf(site: Site, request: bytes) -> socket.socket:
    """A client that sends a request and never reads; its system takes as little as it can."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    host, _, port = site.address.partition(":")
    found.connect((host, int(port)))
    found.sendall(request)
    return found


def hear_out(talk: Talk, told: list[int]) -> tuple[int, str]:
    """Add the numbers of the changes that are still told, and give why the connection was closed."""
    while True:
        try:
            told.append(talk.hear()["payload"]["data"]["changes"]["sequence"])
        except ConnectionClosed:
            return talk.closed()
