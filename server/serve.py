"""Starts the process: takes the port, brings the database up to date, and lets uvicorn serve with one or more workers."""

import os
import socket
import sys
from collections.abc import Callable
from functools import partial

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from server import facts, logs
from server.app import GRAPHQL_PATH, create
from server.observers import of_all_workers
from server.protocol import HttpProtocol
from server.settings import Settings, variable

BACKLOG = 2048
WORKER_START_SECONDS = 60

QUESTION = '{"query": "{ country(code: \\"TR\\") { name hostedMeetings { totalCount nodes { title start { edtf } } } } }"}'

Announcement = Callable[[], None]


class CannotListen(OSError):
    """The address cannot be listened on: taken, not of this machine, or not allowed."""


class CannotStart(RuntimeError):
    """A worker ended before it could answer."""


def serve(settings: Settings) -> int:
    """Serves until it is told to stop."""
    with listen(settings.host, settings.port) as taken:
        give_up_on_the_dead(taken, settings.slow_seconds)
        facts.prepare(settings)
        announce = announcement(settings.host, taken.getsockname()[1])
        if settings.workers == 1:
            Single(uvicorn_config(settings, partial(create, settings)), announce).run(sockets=[taken])
        else:
            hand_down(settings)
            logs.configure(settings.log_level)
            with of_all_workers(settings):
                Several(uvicorn_config(settings, "server.app:create"), [taken], announce).run()
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything else is done: two servers must not prepare one database in vain."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        taken = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _not_listening(host, port, error) from None
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(BACKLOG)
    except OSError as error:
        taken.close()
        raise _not_listening(host, port, error) from None
    return taken


def give_up_on_the_dead(taken: socket.socket, seconds: float) -> None:
    """Let the system end connections whose client takes nothing: later than streams do, which want to tell it before.

    Accepted connections inherit this on Linux; elsewhere they end when TCP itself gives up.
    """
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(2_000 * seconds))


def uvicorn_config(settings: Settings, application: str | Callable[[], ASGIApp]) -> uvicorn.Config:
    """How uvicorn runs: quiet, without a line a request, and with the fast loop and parser."""
    return uvicorn.Config(
        application,
        factory=True,
        workers=settings.workers,
        http=HttpProtocol,
        ws="websockets-sansio",
        ws_max_size=settings.max_body_bytes,
        ws_ping_interval=settings.alive_seconds,
        ws_ping_timeout=settings.slow_seconds,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def hand_down(settings: Settings) -> None:
    """Puts the command's options into the environment, where workers read their settings."""
    for field, value in settings.model_dump(exclude_unset=True, mode="json").items():
        os.environ[variable(field)] = ",".join(value) if isinstance(value, list) else str(value)


def announcement(host: str, port: int) -> Announcement:
    """Tells a person where the server answers, and what to ask."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else f"[{host}]" if ":" in host else host  # noqa: S104
    address = f"http://{shown}:{port}{GRAPHQL_PATH}"

    def announce() -> None:
        sys.stdout.write(
            f"Dragoman answers at {address}\n"
            "Open it in a browser, or ask from a terminal for all rounds that Türkiye hosted:\n\n"
            f"  curl {address} -H 'Content-Type: application/json' -d '{QUESTION}'\n\n"
        )
        sys.stdout.flush()

    return announce


class Single(uvicorn.Server):
    """A server in this process that says when it is up."""

    def __init__(self, config: uvicorn.Config, announce: Announcement) -> None:
        super().__init__(config)
        self.announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.announce()


class Several(Multiprocess):
    """Workers under one parent that says when all are up, and gives up where one cannot start."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], announce: Announcement) -> None:
        super().__init__(config, sockets=sockets)
        self.announce = announce

    def init_processes(self) -> None:
        super().init_processes()
        for process in self.processes:
            if not process.wait_until_ready(WORKER_START_SECONDS, self.should_exit):
                self.terminate_all()
                raise CannotStart("A worker ended before it could answer; its log lines say why.")
        self.announce()


def _not_listening(host: str, port: int, error: OSError) -> CannotListen:
    reason = (error.strerror or str(error)).lower()
    hint = " Stop what listens there, or choose another with --port." if "in use" in reason else ""
    return CannotListen(f"Cannot listen on {host}:{port}: {reason}.{hint}")
