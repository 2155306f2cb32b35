"""Drives a server with wrk, or with a plain client of its own where wrk is not installed."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import client
from bench.cores import on_cores

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Load:
    """What is sent: JSON bodies in turn; `first` and `limit` bound the number that takes the place of a mark."""

    bodies: Sequence[str]
    first: int = 0
    limit: int = 1


@dataclass(frozen=True)
class Run:
    """What was counted while the load was on. Latencies in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failures: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def drive(url: str, load: Load, seconds: float, cores: set[int], connections: int = CONNECTIONS) -> Run:
    """Sends the load for this long and waits for what is under way."""
    if shutil.which("wrk") is None:
        return _counted(client.drive(url, load.bodies, (load.first, load.limit), seconds, connections))
    with _written(load) as path, on_cores(cores):
        done = subprocess.run(
            _wrk(url, path, load, seconds, connections), check=True, capture_output=True, text=True
        )
    return _counted(json.loads(done.stdout.strip().splitlines()[-1]))


def _wrk(url: str, path: Path, load: Load, seconds: float, connections: int) -> list[str]:
    # wrk knows whole seconds only.
    how = ["-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", f"--timeout={TIMEOUT_SECONDS}s"]
    return ["wrk", *how, "-s", str(SCRIPT), url, "--", str(path), str(load.first), str(load.limit)]


@contextmanager
def _written(load: Load) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(load.bodies))
        file.flush()
        yield Path(file.name)


def _counted(found: dict[str, int]) -> Run:
    return Run(
        requests=found["requests"],
        seconds=found["microseconds"] / 1e6,
        p50=found["p50"] / 1e3,
        p99=found["p99"] / 1e3,
        failures=found["refused"] + found["broken"],
    )
