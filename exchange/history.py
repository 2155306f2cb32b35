"""The log of changes: what a record said last, who said it, and the next entry."""

import json
from collections.abc import Iterable
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
    """The last change of a record: by whom, and the record as it was left (None when deleted)."""

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
        query = select(change.c.slug, change.c.agent, change.c.after)
        for slug, agent, after in among(session, query, change.c.id, numbers):
            found[kind, slug] = Last(agent, after)
    return found


def entry(key: Key, before: str | None, after: str | None, by: tuple[str, str | None], at: str) -> Row:
    """A row of the log."""
    operation = Operation.CREATE if before is None else Operation.UPDATE
    return {
        "at": at,
        "type": key[0],
        "slug": key[1],
        "operation": operation if after is not None else Operation.DELETE,
        "agent": by[0],
        "reason": by[1],
        "before": before,
        "after": after,
    }


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
