"""The log of changes: what a record said last, who said it, and the next entry."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, insert, select
from sqlmodel import Session

from db import Change, Dataset
from db.enums import Operation, RecordType
from exchange.record import StandAlone
from exchange.rows.common import Key, Row
from exchange.tables import among, table

LICENCE = "CC-BY-4.0"


class Last(NamedTuple):
    """The last change of a record: its place in the sequence, by whom, and the record as left (None when withdrawn)."""

    number: int
    agent: str
    after: str | None


def canonical(record: StandAlone) -> str:
    """The record as the log keeps it: JSON without spaces; equal contents give equal text."""
    return json.dumps(record.plain(), ensure_ascii=False, separators=(",", ":"))


def last_changes(session: Session, keys: Iterable[Key]) -> dict[Key, Last]:
    """The last change of each of these records."""
    change = table(Change)
    by_type: dict[RecordType, set[str]] = {}
    for kind, slug in keys:
        by_type.setdefault(kind, set()).add(slug)
    found: dict[Key, Last] = {}
    for kind, slugs in by_type.items():
        newest = select(func.max(change.c.id)).where(change.c.type == kind).group_by(change.c.slug)
        numbers = {row[0] for row in among(session, newest, change.c.slug, slugs)}
        query = select(change.c.slug, change.c.id, change.c.agent, change.c.after)
        for slug, number, agent, after in among(session, query, change.c.id, numbers):
            found[kind, slug] = Last(number, agent, after)
    return found


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changed something, when and why."""

    agent: str
    reason: str | None
    at: str


def entry(
    key: Key,
    number: int | None,
    forms: tuple[str | None, str | None],
    by: Signature,
    operation: Operation | None = None,
) -> Row:
    """A row of the log: `forms` are the record before and after."""
    before, after = forms
    if operation is None:
        operation = Operation.CREATE if before is None else Operation.UPDATE
    return {
        "at": by.at,
        "record_id": None if key[0] == RecordType.SOURCE else number,
        "type": key[0],
        "slug": key[1],
        "operation": operation,
        "agent": by.agent,
        "reason": by.reason,
        "before": before,
        "after": after,
    }


def last_change(session: Session) -> int:
    """The number of the last change of all; 0 before the first."""
    found: int | None = session.connection().execute(select(func.max(table(Change).c.id))).scalar_one()
    return found or 0


def log(session: Session, rows: list[Row], at: str) -> None:
    """Add to the log, and say in the dataset's row that it changed."""
    if not rows:
        return
    connection = session.connection()
    connection.execute(insert(table(Change)), rows)
    last = connection.execute(select(func.max(table(Change).c.id))).scalar_one()
    dataset = session.get(Dataset, 1) or Dataset(version="", licence=LICENCE, updated_at=at, last_change=0)
    # The day, and the number of the last change: grows with every change, and says when.
    dataset.version, dataset.updated_at, dataset.last_change = f"{at[:10]}.{last}", at, last
    session.add(dataset)
    session.flush()
