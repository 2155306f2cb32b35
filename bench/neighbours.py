"""Whether light requests still get through while others ask what takes long."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bench.load import Run, drive
from bench.measure import Stage, load_of
from bench.questions import HEAVY, QUESTIONS
from bench.servers import Server

HEAVY_CONNECTIONS = 2
HEAD_START_SECONDS = 1
LIGHT = next(question for question in QUESTIONS if question.name == "Q2")


@dataclass(frozen=True)
class Beside:
    """Light requests alone, then beside the heavy ones, and these."""

    server: str
    quiet: Run
    busy: Run
    heavy: Run


def beside_heavy(servers: Sequence[Server], stage: Stage) -> list[Beside]:
    """Measured where the question can be asked: not of the ordinary way and the floor."""
    able = [one for one in servers if one.kind.path == "/graphql" and not one.kind.once]
    return [_beside(server, stage) for server in able if not server.kind.times_larger]


def _beside(server: Server, stage: Stage) -> Beside:
    address, seconds = server.address(LIGHT), max(stage.seconds, 2)
    quiet = drive(address, load_of(LIGHT, server), seconds, stage.load_cores)
    heavy: list[Run] = []
    load = load_of(HEAVY, server)
    longer = seconds + 2 * HEAD_START_SECONDS

    def burden() -> None:
        heavy.append(drive(address, load, longer, stage.load_cores, HEAVY_CONNECTIONS))

    thread = threading.Thread(target=burden)
    thread.start()
    thread.join(HEAD_START_SECONDS)
    busy = drive(address, load_of(LIGHT, server), seconds, stage.load_cores)
    thread.join()
    return Beside(server.kind.name, quiet, busy, heavy[0])
