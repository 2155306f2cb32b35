"""What a sender gets back: what became of each record, and what is wrong; kept as JSON under an idempotency key."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from exchange.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where in what was sent, a stable code, and a sentence for people."""

    path: tuple[str, ...]
    code: str
    message: str

    @classmethod
    def of(cls, problem: Problem, *start: str) -> Self:
        """A problem of a record, as a path from where the record stands."""
        steps = (step for step in problem.field.split(".") if step)
        return cls((*start, *(camel(step) for step in steps)), problem.code, problem.message)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one record: `outcome` is CREATED, UPDATED, UNCHANGED or REJECTED; `id` its global id."""

    index: int
    outcome: str
    id: str | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a write. With `faults` of its own, or a rejected line, nothing was written."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()
    last_change: int | None = None
    written: bool = False
    replayed: bool = field(default=False, compare=False)

    @property
    def refused(self) -> bool:
        """Something is wrong, so nothing may be written."""
        return bool(self.faults) or any(line.outcome == "REJECTED" for line in self.lines)

    @classmethod
    def refusal(cls, code: str, message: str, *path: str) -> Self:
        """The whole of it is refused."""
        return cls(faults=(Fault(path, code, message),))

    def text(self) -> str:
        """The receipt as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Self:
        """A receipt that was kept."""
        kept = json.loads(text)
        lines = tuple(Line(**{**line, "faults": _faults(line["faults"])}) for line in kept["lines"])
        return cls(lines, _faults(kept["faults"]), kept["last_change"], kept["written"], replayed=True)

    def at(self, last_change: int, *, written: bool) -> Self:
        """The same receipt with what the log says."""
        return replace(self, last_change=last_change, written=written)


def _faults(kept: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(tuple(one["path"]), one["code"], one["message"]) for one in kept)


def camel(name: str) -> str:
    """`external_ids` → `externalIds`, as the API names it."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)
