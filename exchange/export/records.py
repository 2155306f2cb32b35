"""The record form in bulk: for each type the listings of its records, and the line that each of them makes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import SQLModel

import db
from db.enums import RecordType
from engine.conditions import takes_where
from engine.expr import Column, IsNull
from engine.listing import Absent, Cell, Fixed, Join, Latest, Listing, Plain, Slug
from engine.relation import CHILD
from exchange.directory import NOUNS
from exchange.export.tables import Branch
from exchange.history import canonical
from exchange.record import SECTIONS, TYPES
from exchange.referrers import form_of
from exchange.rename import renamed
from exchange.rows.common import Key

_SECTIONS: Final = {kind: section for section, kind in SECTIONS.items()}
NAMES: Final = {kind: _SECTIONS[kind] for kind in TYPES}
"""What the file of each type is called."""

ALL: Final = "records"
"""The file with all of them, in an order in which they can be brought in again."""

_TEXT: Final = re.compile(r'"([^"\\]+)"')


@dataclass(frozen=True)
class RecordFile:
    """A file of records, one a line."""

    name: str
    description: str
    key: tuple[str, ...]
    branches: tuple[Branch, ...]
    noun: type[SQLModel] | None = None


def record_files() -> dict[str, RecordFile]:
    """Every file of records by its name."""
    made = [
        RecordFile(name, f"Records of the type {kind.name.lower()}.", ("id",), branches(kind), _noun(kind))
        for kind, name in NAMES.items()
    ]
    made.append(
        RecordFile(
            ALL,
            "All records, each once, in an order in which they can be brought in again.",
            ("type", "id"),
            tuple(branch for kind in TYPES for branch in branches(kind, alone=True)),
        )
    )
    return {file.name: file for file in made}


def _noun(kind: RecordType) -> type[SQLModel] | None:
    return NOUNS[kind] if takes_where(NOUNS[kind]) else None


def branches(kind: RecordType, *, alone: bool = False) -> tuple[Branch, ...]:
    """The listings of a type, in the order in which the records were first written, so that they come in again in it. Cells: type, record, and for an outcome of a meeting: its id, the meeting and its record.

    `alone`: without outcomes that are told by their meetings.
    """
    name, order = kind.name.lower(), (Plain("id"),)
    noun = NOUNS[kind]
    if kind == RecordType.SOURCE:
        cells = (Fixed(name), _by_slug(kind), Absent(), Absent(), Absent())
        further = Listing(db.SourceAlias, cells, (Plain("slug"),), (Join("source_id", db.Source),))
        return Branch(Listing(noun, cells, order), name), Branch(further, name, at=1)
    own = Latest("after", db.Change, (("record_id", Plain("id")),))
    inside: tuple[Cell, ...] = (Absent(), Absent(), Absent())
    if kind == RecordType.OUTCOME and not alone:
        told = Latest("after", db.Change, (("record_id", Plain("meeting_id")),))
        inside = (Plain("slug"), Slug("meeting_id", db.Meeting), told)
    lonely = ((0, IsNull(Column(CHILD, "meeting_id"))),) if kind == RecordType.OUTCOME and alone else ()
    return (Branch(Listing(noun, (Fixed(name), own, *inside), order, where=lonely), name),)


def _by_slug(kind: RecordType) -> Latest:
    """Sources, whose numbers are their own, stand in the log by their ids."""
    return Latest("after", db.Change, (("type", Fixed(kind.value)), ("slug", Plain("slug"))))


Aliases = Mapping[Key, str]
"""Former ids of records, and the present ones."""


class Lines:
    """Makes lines of rows. Ids that a merger left behind are replaced, since only this database knows where they lead."""

    def __init__(self, former: Aliases) -> None:
        self.former = former
        self._left = {slug for _, slug in former}

    def line(self, row: tuple[Any, ...]) -> str:
        """The record of one row: `{"type":"meeting",…}`."""
        kind, told, part, meeting, around = row
        head = f'{{"type":"{kind}",'
        if meeting is not None:
            outcomes = json.loads(around)["outcomes"]
            told = _dumps(next(one for one in outcomes if one["id"] == part))
            head += f'"meeting":{_dumps(meeting)},'
        if told is None:
            raise LookupError(f"a {kind} has no entry in the log")
        if self._left and not self._left.isdisjoint(found := set(_TEXT.findall(told))):
            told = self._present(RecordType[kind.upper()], told, found)
        return f"{head}{told[1:]}\n"

    def _present(self, kind: RecordType, told: str, found: set[str]) -> str:
        form = form_of(kind, told)
        for (to, former), present in self.former.items():
            if former in found:
                form = renamed(form, to, [former], present)
        return canonical(form)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
