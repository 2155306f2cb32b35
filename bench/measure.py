"""One run: every question to every server in turn, round after round, so that what else the machine does meets all alike."""

import json
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from typing import Any

from bench.load import Load, drive
from bench.meter import Family
from bench.questions import MARK, QUESTIONS, Question
from bench.servers import Server

LONGEST_CELL_SECONDS = 20
FIRST_NUMBERS = count(1_000_000, 1_000_000)
"""Each cell's cold documents begin elsewhere, so that no server has seen one before."""

NEVER_AGAIN = 10**9


class WrongAnswer(RuntimeError):
    """A server answers with an error, or otherwise than the others."""


@dataclass
class Cell:
    """What was measured of one server and one question, a value a round. Milliseconds, CPU in milliseconds a request."""

    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    cpu_database: list[float] = field(default_factory=list)

    @property
    def cpu_all(self) -> list[float]:
        """Of the server and of its database."""
        return [own + database for own, database in zip(self.cpu, self.cpu_database, strict=True)]

    def middle(self, name: str) -> float:
        """The median over the rounds."""
        values: list[float] = getattr(self, name)
        return median(values) if values else float("nan")


Cells = dict[tuple[str, str], Cell]


@dataclass(frozen=True)
class Stage:
    """What all cells share."""

    seconds: float
    rounds: int
    load_cores: set[int]
    database: Family | None


def measure(servers: Sequence[Server], stage: Stage) -> Cells:
    """All cells."""
    cells: Cells = defaultdict(Cell)
    for number in range(stage.rounds):
        for question in QUESTIONS:
            for server in servers:
                if server.kind.answers(question) and not (number and server.kind.once):
                    _cell(cells[server.kind.name, question.name], server, question, stage)
        print(f"Round {number + 1} of {stage.rounds} is done.", file=sys.stderr, flush=True)
    return cells


def _cell(cell: Cell, server: Server, question: Question, stage: Stage) -> None:
    load = load_of(question, server)
    seconds = _long_enough(server, question, stage)
    families = [server.family, *([stage.database] if stage.database else [])]
    before = [family.cpu_seconds() for family in families]
    run = drive(server.address(question), load, seconds, stage.load_cores)
    if run.requests == 0:  # the machine has much else to do
        run = drive(server.address(question), load, 2 * LONGEST_CELL_SECONDS, stage.load_cores)
    spent = [family.cpu_seconds() - was for family, was in zip(families, before, strict=True)]
    if run.failures:
        raise WrongAnswer(
            f"{server.kind.name} failed {run.failures} of {run.requests} requests of {question.name}."
        )
    if run.requests == 0:
        raise WrongAnswer(f"{server.kind.name} answered no {question.name} at all.")
    cell.rates.append(run.rate)
    cell.p50.append(run.p50)
    cell.p99.append(run.p99)
    cell.cpu.append(spent[0] / run.requests * 1000)
    uses_it = server.kind.database == "postgresql" and stage.database
    cell.cpu_database.append(spent[1] / run.requests * 1000 if uses_it else 0.0)


def _long_enough(server: Server, question: Question, stage: Stage) -> float:
    """Seconds in which a slow server, too, answers each connection a few times."""
    started = time.perf_counter()
    ask(server, question)
    alone = time.perf_counter() - started
    return min(max(stage.seconds, 30 * alone), LONGEST_CELL_SECONDS)


def load_of(question: Question, server: Server) -> Load:
    """The requests of a question in a server's dialect."""
    document, values = question.text(server.kind.dialect), question.variables(server.meetings)
    bodies = [json.dumps({"query": document, "variables": one}) for one in values]
    return Load(bodies, next(FIRST_NUMBERS), NEVER_AGAIN if question.document == "cold" else server.meetings)


def ask(server: Server, question: Question) -> Any:
    """The data of one answer."""
    body = load_of(question, server).bodies[0].replace(MARK, "7")
    request = urllib.request.Request(
        server.address(question), body.encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            found = json.load(response)
    except urllib.error.HTTPError as error:
        raise WrongAnswer(f"{server.kind.name} refuses {question.name}: {error.read()[:500]!r}") from None
    if found.get("errors"):
        raise WrongAnswer(f"{server.kind.name} fails at {question.name}: {found['errors'][0]}")
    return found["data"]


def require_same_answers(servers: Sequence[Server]) -> None:
    """Every server tells of the same things in the same order; those that speak one schema say the very same."""
    for question in QUESTIONS:
        answers = [(s.kind, ask(s, question)) for s in servers if s.kind.answers(question)]
        _, first = answers[0]
        for kind, answer in answers:
            same = answer == first if kind.dialect == "dragoman" else things(answer) == things(first)
            if not same:
                raise WrongAnswer(f"{kind.name} answers {question.name} otherwise than the first server.")


def things(answer: Any) -> list[str]:
    """Slugs and titles of an answer in the order of their appearance, whatever the shape around them."""
    if isinstance(answer, list):
        return [thing for part in answer for thing in things(part)]
    if not isinstance(answer, dict):
        return []
    return [
        thing
        for name, part in answer.items()
        for thing in ([part] if name in {"slug", "title"} else things(part))
    ]
