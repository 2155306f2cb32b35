"""Under which names and texts each record is found, and how much each of them weighs."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, Table, select
from sqlmodel import Session, SQLModel

from db.actor import Actor
from db.conflict import Conflict, Process
from db.enums import SearchType
from db.meeting import Meeting
from db.name import Name
from db.outcome import Outcome
from db.person import Person
from db.place import Place

OWN: Final[dict[SearchType, int]] = {
    SearchType.COUNTRY: 100,
    SearchType.ORGANIZATION: 100,
    SearchType.PERSON: 100,
    SearchType.GROUP: 99,
    SearchType.CONFLICT: 98,
    SearchType.PROCESS: 97,
    SearchType.MEETING: 96,
    SearchType.OUTCOME: 92,
}
"""What a record's own name or title weighs; between equal matches the type decides."""

CODE: Final = 90
PLACE: Final = 80
TOGETHER: Final = 60
"""Title, place, date and process in one: a question may name several of them."""
TEXT: Final = 40
"""Summaries. A name found by a misspelling (0.45 of its weight) is above a text that has the very word."""


RENAMED: Final[dict[str, str]] = {
    "Astana": "Nur-Sultan",
    "Nur-Sultan": "Astana",
    "Saigon": "Ho Chi Minh City",
}
"""Cities by the name they had on the day, and the other name by which they are looked for. Spellings need no entry."""

_BOUND: Final = 500  # values a statement; every database allows more


@dataclass(frozen=True, slots=True)
class Term:
    """A text under which a record is found."""

    record_id: int
    type: SearchType
    weight: int
    text: str


def terms_of(session: Session, records: Sequence[int]) -> Iterator[Term]:
    """All terms of those of these records that can be searched for."""
    for query, key, terms in _KINDS:
        for row in session.connection().execute(query.where(key.in_(records))):
            yield from terms(row)


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


_ACTOR, _NAME, _PERSON = _table(Actor), _table(Name), _table(Person)
_CONFLICT, _PROCESS = _table(Conflict), _table(Process)
_MEETING, _OUTCOME, _PLACE = _table(Meeting), _table(Outcome), _table(Place)


def _actor(row: Row[Any]) -> Iterator[Term]:
    kind = SearchType[row.type.upper()]
    yield Term(row.id, kind, OWN[kind], row.name)
    for code in (row.code, row.alpha3):
        if code:
            yield Term(row.id, kind, CODE, code)


def _named(row: Row[Any]) -> Iterator[Term]:
    kind = SearchType[row.type.upper()]
    yield Term(row.record_id, kind, OWN[kind], row.text)


def _person(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.id, SearchType.PERSON, OWN[SearchType.PERSON], row.name)


def _renamed(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.record_id, SearchType.PERSON, OWN[SearchType.PERSON], row.text)


def _conflict(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.id, SearchType.CONFLICT, OWN[SearchType.CONFLICT], row.name)


def _process(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.id, SearchType.PROCESS, OWN[SearchType.PROCESS], row.name)
    yield from _texts(row, SearchType.PROCESS, TEXT, row.summary)


def _meeting(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.id, SearchType.MEETING, OWN[SearchType.MEETING], row.title)
    yield from _texts(row, SearchType.MEETING, PLACE, row.venue, row.city, RENAMED.get(row.city or ""))
    place = ", ".join(filter(None, (row.venue, row.city)))
    told = [row.title, place, row.day, row.process]
    yield Term(row.id, SearchType.MEETING, TOGETHER, " · ".join(filter(None, told)))


def _outcome(row: Row[Any]) -> Iterator[Term]:
    yield Term(row.id, SearchType.OUTCOME, OWN[SearchType.OUTCOME], row.title)
    yield from _texts(row, SearchType.OUTCOME, TEXT, row.summary)


def _texts(row: Row[Any], kind: SearchType, weight: int, *texts: str | None) -> Iterator[Term]:
    yield from (Term(row.id, kind, weight, text) for text in texts if text)


_Kind = tuple[Select[Any], Any, Callable[[Any], Iterator[Term]]]
_KINDS: Final[tuple[_Kind, ...]] = (
    (
        select(_ACTOR.c.id, _ACTOR.c.type, _ACTOR.c.name, _ACTOR.c.code, _ACTOR.c.alpha3),
        _ACTOR.c.id,
        _actor,
    ),
    (
        select(_NAME.c.record_id, _NAME.c.text, _ACTOR.c.type)
        .join(_ACTOR, _ACTOR.c.id == _NAME.c.record_id)
        .order_by(_NAME.c.record_id, _NAME.c.position),
        _NAME.c.record_id,
        _named,
    ),
    (select(_PERSON.c.id, _PERSON.c.name), _PERSON.c.id, _person),
    (
        select(_NAME.c.record_id, _NAME.c.text)
        .join(_PERSON, _PERSON.c.id == _NAME.c.record_id)
        .order_by(_NAME.c.record_id, _NAME.c.position),
        _NAME.c.record_id,
        _renamed,
    ),
    (select(_CONFLICT.c.id, _CONFLICT.c.name), _CONFLICT.c.id, _conflict),
    (select(_PROCESS.c.id, _PROCESS.c.name, _PROCESS.c.summary), _PROCESS.c.id, _process),
    (
        select(
            _MEETING.c.id,
            _MEETING.c.title,
            _MEETING.c.start_edtf.label("day"),
            _PLACE.c.name.label("venue"),
            _PLACE.c.city,
            _PROCESS.c.name.label("process"),
        )
        .join(_PLACE, _PLACE.c.id == _MEETING.c.venue_id, isouter=True)
        .join(_PROCESS, _PROCESS.c.id == _MEETING.c.process_id, isouter=True),
        _MEETING.c.id,
        _meeting,
    ),
    (select(_OUTCOME.c.id, _OUTCOME.c.title, _OUTCOME.c.summary), _OUTCOME.c.id, _outcome),
)
"""For each kind of record: what to read, by which key, and the terms of a row."""


def dependents(session: Session, records: Collection[int]) -> set[int]:
    """Records whose terms tell the name of one of these: the meetings of a process."""
    query = select(_MEETING.c.id).join(_PROCESS, _PROCESS.c.id == _MEETING.c.process_id)
    numbers = sorted(records)
    return {
        row.id
        for start in range(0, len(numbers), _BOUND)
        for row in session.connection().execute(
            query.where(_PROCESS.c.id.in_(numbers[start : start + _BOUND]))
        )
    }
