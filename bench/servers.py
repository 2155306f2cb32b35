"""The servers that are compared: how each is started, what it speaks, and which of the questions it is asked."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import floor
from bench.cores import on_cores
from bench.meter import Family
from bench.questions import MARK, Question

START_SECONDS = 60
HERE = Path(__file__).parent


class WillNotStart(RuntimeError):
    """A server ended, or did not listen in time."""


@dataclass(frozen=True)
class Kind:
    """A server that can be started. `{port}` and `{url}` in its command are filled in."""

    name: str
    about: str
    command: tuple[str, ...]
    database: str  # sqlite or postgresql
    dialect: str = "dragoman"
    environment: Mapping[str, str] = field(default_factory=dict)
    path: str = "/graphql"
    once: bool = False  # measured in one round only: it is so slow that the digits behind do not matter
    times_larger: bool = False  # runs on the larger record

    def answers(self, question: Question) -> bool:
        """Whether it is asked this one."""
        bare = "{question}" in self.path and MARK in question.text("dragoman")
        return not bare and (question.grows or not self.times_larger)


@dataclass(frozen=True)
class Server:
    """A running server."""

    kind: Kind
    meetings: int  # in its record
    port: int
    family: Family

    def address(self, question: Question) -> str:
        """Where a question goes."""
        return f"http://127.0.0.1:{self.port}{self.kind.path.replace('{question}', question.name)}"


UVICORN = (
    *(sys.executable, "-m", "uvicorn", "--factory", "--port", "{port}"),
    *("--no-access-log", "--log-level", "warning"),
)
DRAGOMAN = (*UVICORN, "server.app:create", "--lifespan", "on")
ORDINARY = (*UVICORN, "bench.ordinary.app:create", "--lifespan", "off")
FLOOR = (*UVICORN, "bench.floor:create", "--lifespan", "off")

# Every answer is made anew, and one client may ask for all of them.
OWN_DATABASE = {
    "DRAGOMAN_DATABASE_URL": "{url}",
    "DRAGOMAN_CACHE_BYTES": "0",
    "DRAGOMAN_RATE_POINTS": "0",
}
BENCH_DATABASE = {floor.ADDRESS: "{url}"}


def kinds(statements: Path, node: tuple[Path, Path] | None) -> list[Kind]:
    """All that can be compared here; `node` is Node's program and the script of PostGraphile, where installed."""
    found = [
        Kind("Dragoman, SQLite", "this server", DRAGOMAN, "sqlite", environment=OWN_DATABASE),
        Kind("Dragoman, PostgreSQL", "this server", DRAGOMAN, "postgresql", environment=OWN_DATABASE),
    ]
    if node:
        command = (str(node[0]), str(node[1]), "{url}", "{port}")
        production = {"NODE_ENV": "production", "GRAPHILE_ENV": "production"}
        found.append(
            Kind(
                "PostGraphile 5, PostgreSQL",
                "PostGraphile",
                command,
                "postgresql",
                "postgraphile",
                production,
            )
        )
    floors = {**BENCH_DATABASE, floor.STATEMENTS: str(statements)}
    return [
        *found,
        Kind("ordinary, SQLite", "resolvers", ORDINARY, "sqlite", environment=BENCH_DATABASE, once=True),
        Kind(
            "ordinary, PostgreSQL", "resolvers", ORDINARY, "postgresql", environment=BENCH_DATABASE, once=True
        ),
        Kind("floor, SQLite", "bare", FLOOR, "sqlite", environment=floors, path="/{question}"),
    ]


def larger(kind: Kind, times: int) -> Kind:
    """The same server on a larger record."""
    return replace(kind, name=f"{kind.name}, {times}×", times_larger=True)


@contextmanager
def running(kind: Kind, url: str, meetings: int, cores: set[int], log: Path) -> Iterator[Server]:
    """Starts a server, waits until it listens, and ends it."""
    port = _free_port()
    command = [part.replace("{port}", str(port)).replace("{url}", url) for part in kind.command]
    environment = {name: value.replace("{url}", url) for name, value in kind.environment.items()}
    with log.open("w") as lines, on_cores(cores):
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=lines, stderr=lines, cwd=HERE.parent
        )
    try:
        _wait(process, port, log)
        yield Server(kind, meetings, port, Family(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise WillNotStart(f"A server did not start. Its last words:\n{log.read_text()[-2000:]}")
