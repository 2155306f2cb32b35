"""What an import does, or would do: for people as lines, for programs as JSON."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from exchange.problems import Problem
from exchange.write import Action

SHOWN: Final = 20
"""Lines told one by one of each kind; the rest is a number."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one record. `fields` are those that change, `foreign` what the dataset calls it."""

    action: Action
    type: str
    id: str
    foreign: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A record of the file that is recorded already: under which id, how alike, and by which number until now."""

    type: str
    id: str
    foreign: str
    likeness: float
    before: str | None = None
    """The number that the dataset's latest known release gave it."""


@dataclass(slots=True)
class Diff:
    """An import's steps, matches and remarks; `applied` says whether anything was written."""

    dataset: str
    file: str
    rows: int
    encoding: str
    applied: bool = False
    steps: list[Step] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    """Meetings of an earlier release that this one has no more; they stay."""
    remarks: list[Problem] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)

    def count(self, action: Action) -> int:
        return sum(step.action == action for step in self.steps)

    def renumbered(self) -> list[Match]:
        """Matches whose number is another one than before."""
        return [one for one in self.matches if one.before and one.before != one.foreign]

    def plain(self) -> dict[str, Any]:
        """As JSON data; records that stay as they are only as a number."""
        told = [step for step in self.steps if step.action != Action.UNCHANGED]
        return {
            "dataset": self.dataset,
            "file": self.file,
            "rows": self.rows,
            "encoding": self.encoding,
            "applied": self.applied,
            "summary": self.summary(),
            "steps": [_bare(asdict(step)) for step in told],
            "matches": [_bare(asdict(one)) for one in self.matches],
            "dropped": self.dropped,
            **{
                name: [_bare(asdict(problem)) for problem in getattr(self, name)]
                for name in ("conflicts", "rejected", "remarks")
            },
        }

    def summary(self) -> dict[str, int]:
        """Everything in numbers."""
        counts = {
            str(action): self.count(action) for action in (Action.CREATED, Action.UPDATED, Action.UNCHANGED)
        }
        return counts | {
            "matched": len(self.matches),
            "renumbered": len(self.renumbered()),
            "dropped": len(self.dropped),
            "conflicts": len(self.conflicts),
            "rejected": len(self.rejected),
            "left_out": sum(one.code == "LEFT_OUT" for one in self.remarks),
            "doubtful": sum(one.code == "DOUBTFUL" for one in self.remarks),
        }

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.file} as {self.dataset}: {self.rows} rows, {self.encoding}"
        # What a release is about was written last, and is told first.
        steps = list(reversed(self.steps))
        for action in (Action.CREATED, Action.UPDATED):
            yield from _some([_told(step) for step in steps if step.action == action])
        yield from _some(
            [f"matched {one.id}: {one.before} is now {one.foreign}" for one in self.renumbered()]
        )
        yield from _some([f"dropped by the release, kept here: {slug}" for slug in self.dropped])
        yield from _some([f"conflict: {one}" for one in self.conflicts])
        yield from _some([f"rejected: {one}" for one in self.rejected])
        kinds = Counter((one.code, one.field) for one in self.remarks)
        for (code, name), number in kinds.most_common():
            first = next(one for one in self.remarks if (one.code, one.field) == (code, name))
            yield f"{code.lower()} {number} x {name or 'row'}: {first}"
        yield ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in self.summary().items())
        if not self.applied:
            yield "Nothing was written."


def _told(step: Step) -> str:
    changed = f": {', '.join(step.fields)}" if step.fields else ""
    return f"{step.action} {step.type} {step.id}{changed}"


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN} more like these"


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", (), [])}
