"""A mirror that hears of changes by the feed alone is the database, whatever was killed meanwhile."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from db import Change
from db.session import connect
from tests.curated import load_states
from tests.databases import KINDS, Databases
from tests.feed.mirror import Mirror
from tests.feed.site import Place, until
from tests.server.partner import Partner
from tests.server.process import Served, serving

KILLS = max(2, int(os.environ.get("DRAGOMAN_TEST_KILLS", "20")) // 10)
"""How often a server is killed; 20 times on request (200). Writers are killed all the time."""
WRITERS = 3
HOUSE = Path(__file__).resolve().parents[2]


class Writers:
    """Partners that write at once; every now and then one is killed, and another comes in its place."""

    def __init__(self, key: str, places: tuple[Place, ...]) -> None:
        self.killed = 0
        self._arguments = (key, *(place.address for place in places))
        self._running = [self._start(number) for number in range(WRITERS)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._replace, daemon=True)
        self._thread.start()

    def _start(self, seed: int) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", "tests.feed.partner", str(seed), *self._arguments]
        return subprocess.Popen(program, cwd=HOUSE)

    def _replace(self) -> None:
        chance = random.Random(3)
        while not self._over.wait(0.2 + chance.random()):
            number = chance.randrange(WRITERS)
            kill(self._running[number])
            self.killed += 1
            self._running[number] = self._start(WRITERS + self.killed)

    def stop(self) -> None:
        self._over.set()
        self._thread.join()
        for process in self._running:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


class Servers:
    """Servers on ports of their own, over one database."""

    def __init__(self, **settings: Any) -> None:
        self.places = (Place(f"127.0.0.1:{free_port()}"), Place(f"127.0.0.1:{free_port()}"))
        self._settings = settings
        self._running = {place: ExitStack() for place in self.places}
        self._served: dict[Place, Served] = {}
        with ThreadPoolExecutor(2) as both:
            list(both.map(self._start, self.places))

    def _start(self, place: Place) -> None:
        port = place.address.rpartition(":")[2]
        self._served[place] = self._running[place].enter_context(serving("--port", port, **self._settings))

    def replace(self, place: Place) -> None:
        """Kill one, and start another at its address."""
        self._running[place].close()
        self._start(place)

    def finish(self) -> None:
        """Let both end what they are writing for partners that are gone, and start one of them again."""
        for served in self._served.values():
            served.stop(signal.SIGTERM)
        self.replace(self.places[0])

    def stop(self) -> None:
        for running in self._running.values():
            running.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def log_of(url: str) -> list[Change]:
    engine = connect(url)
    with Session(engine) as session:
        found = list(session.exec(select(Change).order_by(Change.id)))  # type: ignore[arg-type]
        session.expunge_all()
    engine.dispose()
    return found


@contextmanager
def followed(url: str, folder: Path) -> Iterator[tuple[Servers, Mirror, Writers]]:
    """Two servers, a mirror of theirs, and writers until the end of the block."""
    key = Partner(None, url).key("acme")  # type: ignore[arg-type] # only its keys are used
    with ExitStack() as stack:
        servers = Servers(database_url=url, data_directory=folder, alive_seconds=0.5, rate_points=0)
        stack.callback(servers.stop)
        mirror = Mirror(servers.places)
        mirror.keep()
        writers = Writers(key, servers.places)
        try:
            yield servers, mirror, writers
        finally:
            writers.stop()
            servers.finish()
            settled = until(lambda: mirror.last == log_of(url)[-1].id)
            mirror.stop()
        assert settled


@pytest.mark.parametrize("kind", KINDS)
def test_a_mirror_ends_identical_whatever_was_killed(kind: str, databases: Databases, tmp_path: Path) -> None:
    chance = random.Random(1)
    with databases.filled("states", kind, load_states) as url:
        before = len(log_of(url))
        with followed(url, tmp_path) as (servers, mirror, writers):
            for _ in range(KILLS):
                time.sleep(1 + chance.random())
                servers.replace(chance.choice(servers.places))
        log = log_of(url)
    assert mirror.sequences == [change.id for change in log]  # each once, in order
    last = {(change.type.name, change.slug): change.after for change in log}
    assert mirror.records == {key: json.loads(after) for key, after in last.items() if after is not None}
    assert {change.operation.name for change in log} == {"CREATE", "UPDATE", "MERGE", "DELETE"}
    assert min(len(log) - before, 20 * mirror.connections, 20 * writers.killed) > 20
