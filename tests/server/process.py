"""Runs the server as people do: in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ANSWERS = re.compile(r"Dragoman answers at (http://127\.0\.0\.1:\d+)/graphql")
PATIENCE_SECONDS = 120


def environment(**settings: object) -> dict[str, str]:
    """This environment without its settings, and with these."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("DRAGOMAN_")}
    return own | {f"DRAGOMAN_{name.upper()}": str(value) for name, value in settings.items()}


def command(*arguments: str) -> list[str]:
    """What a shell would run; the script lies beside the interpreter."""
    return [str(Path(sys.executable).parent / "dragoman"), *arguments]


@dataclass(frozen=True)
class Served:
    """A server that runs; `said` is what it printed before it was up."""

    address: str
    said: str
    process: subprocess.Popen[str]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """Ends it and gives what else it said."""
        self.process.send_signal(how)
        return self.process.communicate(timeout=PATIENCE_SECONDS)[0]


@contextmanager
def serving(*arguments: str, **settings: object) -> Iterator[Served]:
    """A server on a free port, ended afterwards."""
    process = subprocess.Popen(
        command("serve", "--port", "0", *arguments),
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    alarm = threading.Timer(PATIENCE_SECONDS, end, [process])
    alarm.start()
    try:
        yield _up(process)
    finally:
        alarm.cancel()
        end(process)
        process.communicate()


def end(process: subprocess.Popen[str]) -> None:
    """Ends a server with its workers, which would keep the pipe open that is read to its end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _up(process: subprocess.Popen[str]) -> Served:
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        found = ANSWERS.search(said)
        if found and line == "\n" and "curl" in said:
            return Served(found[1], said, process)
    raise AssertionError(f"it ended before it was up: {said}")
