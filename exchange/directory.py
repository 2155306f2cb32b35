"""Finds the numbers of records by their ids, new ones included."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from db import (
    Actor,
    Conflict,
    Delegation,
    Document,
    Mediator,
    Meeting,
    Outcome,
    OutcomeStatusChange,
    Person,
    Position,
    Process,
    Record,
    RecordAlias,
    Source,
    SourceAlias,
    Statement,
)
from db.enums import RecordType
from exchange.rows.common import Key
from exchange.rows.keys import numbered
from exchange.tables import among, chunks, table

NOUNS: Final[dict[RecordType, type[SQLModel]]] = {
    RecordType.ACTOR: Actor,
    RecordType.PERSON: Person,
    RecordType.CONFLICT: Conflict,
    RecordType.PROCESS: Process,
    RecordType.MEETING: Meeting,
    RecordType.DELEGATION: Delegation,
    RecordType.MEDIATOR: Mediator,
    RecordType.OUTCOME: Outcome,
    RecordType.STATEMENT: Statement,
    RecordType.SOURCE: Source,
}
"""The tables whose rows are found by slug."""

PARTS: Final[tuple[tuple[RecordType, type[SQLModel]], ...]] = (
    (RecordType.DELEGATION, Delegation),
    (RecordType.MEDIATOR, Mediator),
    (RecordType.OUTCOME, Outcome),
    (RecordType.STATEMENT, Statement),
)
"""What hangs on a meeting and has a slug."""


def find(session: Session, wanted: Iterable[Key]) -> dict[Key, int]:
    """The numbers of those records that exist, former slugs included."""
    by_type: dict[RecordType, set[str]] = {}
    for kind, slug in wanted:
        by_type.setdefault(kind, set()).add(slug)
    found: dict[Key, int] = {}
    for kind, slugs in by_type.items():
        if kind in NOUNS:
            noun = table(NOUNS[kind])
            rows = among(session, select(noun.c.slug, noun.c.id), noun.c.slug, slugs)
            found |= {(kind, slug): number for slug, number in rows}
            found |= _former(session, kind, slugs - {slug for kind_, slug in found if kind_ == kind})
    return found


def _former(session: Session, kind: RecordType, slugs: set[str]) -> dict[Key, int]:
    if kind == RecordType.SOURCE:
        alias = table(SourceAlias)
        query = select(alias.c.slug, alias.c.source_id)
    else:
        alias = table(RecordAlias)
        query = select(alias.c.slug, alias.c.record_id).where(alias.c.type == kind)
    return {(kind, slug): number for slug, number in among(session, query, alias.c.slug, slugs)}


def former(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """Those of these ids that lead to another record since a merger, with the id of that one."""
    keys = list(keys)
    present: dict[Key, str] = {}
    for kind, noun in NOUNS.items():
        slugs = {slug for kind_, slug in keys if kind_ == kind}
        alias, target = table(RecordAlias), table(noun)
        if slugs and kind != RecordType.SOURCE:
            query = (
                select(alias.c.slug, target.c.slug.label("kept"))
                .join(target, target.c.id == alias.c.record_id)
                .where(alias.c.type == kind)
            )
            present |= {(kind, row.slug): row.kept for row in among(session, query, alias.c.slug, slugs)}
    return present


def parts_of(session: Session, owners: dict[Key, int]) -> dict[Key, int]:
    """The numbers of everything citable inside these records, by the keys of `rows.keys`."""
    found: dict[Key, int] = {}
    meetings = {number for (kind, _), number in owners.items() if kind == RecordType.MEETING}
    for kind, model in PARTS:
        part = table(model)
        rows = among(session, select(part.c.slug, part.c.id), part.c.meeting_id, meetings)
        found |= {(kind, slug): number for slug, number in rows}
    persons = {number: slug for (kind, slug), number in owners.items() if kind == RecordType.PERSON}
    outcomes = {
        number: slug for (kind, slug), number in (owners | found).items() if kind == RecordType.OUTCOME
    }
    found |= _offices(session, persons)
    found |= _unnamed(session, RecordType.STATUS_CHANGE, OutcomeStatusChange, "status", outcomes)
    return found | _unnamed(session, RecordType.DOCUMENT, Document, "title", outcomes)


def _offices(session: Session, persons: dict[int, str]) -> dict[Key, int]:
    office, actor = table(Position), table(Actor)
    query = (
        select(office.c.id, office.c.person_id, office.c.title, actor.c.slug)
        .join(actor, actor.c.id == office.c.actor_id, isouter=True)
        .order_by(office.c.person_id, office.c.position)
    )
    rows = list(among(session, query, office.c.person_id, persons))
    names = numbered((persons[row.person_id], row.title, row.slug or "") for row in rows)
    return {(RecordType.POSITION, name): row.id for name, row in zip(names, rows, strict=True)}


def _unnamed(
    session: Session, kind: RecordType, model: type[SQLModel], column: str, outcomes: dict[int, str]
) -> dict[Key, int]:
    part = table(model)
    query = select(part.c.id, part.c.outcome_id, part.c[column].label("told")).order_by(
        part.c.outcome_id, part.c.position
    )
    rows = list(among(session, query, part.c.outcome_id, outcomes))
    names = numbered((outcomes[row.outcome_id], row.told) for row in rows)
    return {(kind, name): row.id for name, row in zip(names, rows, strict=True)}


def number_new(session: Session, keys: Iterable[Key]) -> dict[Key, int]:
    """New numbers from the one id space, in the order of the keys."""
    numbers: dict[Key, int] = {}
    statement = insert(table(Record)).returning(table(Record).c.id, sort_by_parameter_order=True)
    for some in chunks(list(keys)):
        rows = session.connection().execute(statement, [{"type": kind} for kind, _ in some])
        numbers |= dict(zip(some, rows.scalars(), strict=True))
    return numbers
