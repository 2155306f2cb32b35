"""A batch of records: one YAML file, or what a partner sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from db.enums import RecordType
from exchange.problems import Problem
from exchange.record.actor import Actor
from exchange.record.common import StandAlone
from exchange.record.conflict import Conflict, Process
from exchange.record.meeting import Meeting
from exchange.record.outcome import Outcome
from exchange.record.person import Person
from exchange.record.source import Source

TYPES: Final[dict[RecordType, type[StandAlone]]] = {
    RecordType.SOURCE: Source,
    RecordType.ACTOR: Actor,
    RecordType.PERSON: Person,
    RecordType.CONFLICT: Conflict,
    RecordType.PROCESS: Process,
    RecordType.MEETING: Meeting,
    RecordType.OUTCOME: Outcome,
}
"""The records that stand alone, in the order in which they are written: what is named comes first."""

SECTIONS: Final[dict[str, RecordType]] = {
    "conflicts": RecordType.CONFLICT,
    "processes": RecordType.PROCESS,
    "actors": RecordType.ACTOR,
    "persons": RecordType.PERSON,
    "meetings": RecordType.MEETING,
    "outcomes": RecordType.OUTCOME,
    "sources": RecordType.SOURCE,
}
"""The lists of a YAML file; `conflict` and `process` are the short forms of one."""

SHORT: Final = {"conflict": "conflicts", "process": "processes"}

Lines = Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid record, and where it was written: `files` are all that say something about it."""

    type: RecordType
    record: StandAlone
    files: tuple[str, ...]
    line: int | None = None

    @property
    def slug(self) -> str:
        return self.record.id

    def problem(self, code: str, message: str, field_path: str = "") -> Problem:
        """A problem of this record."""
        return Problem(code, message, self.files[0], self.slug, field_path, self.line)


@dataclass(slots=True)
class Bundle:
    """What was read: the valid records, and what is wrong with the others."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: list[tuple[Entry, str]] = field(default_factory=list)
    """Outcomes that stand inside a meeting and are met here on their own, with the id of the meeting."""
