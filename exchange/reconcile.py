"""Makes tables say what records mean: rows that are equal stay untouched, others are changed, added or deleted."""

from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, SQLModel

from db import (
    Actor,
    Citation,
    Conflict,
    ConflictParty,
    Delegation,
    DelegationActor,
    Document,
    ExternalId,
    Hosting,
    Mediator,
    Meeting,
    MeetingConflict,
    Name,
    Outcome,
    OutcomeActor,
    OutcomeConflict,
    OutcomeLink,
    OutcomeStatusChange,
    Person,
    Place,
    Position,
    Process,
    Quantity,
    Record,
    Seat,
    Statement,
    StatementSpeaker,
)
from db.bulk import insert_rows
from exchange.rows.common import Row, Rows
from exchange.tables import among, chunks, mappings, table

MANY: Final = 1_000
"""From so many rows on, they are written without a look at each."""


class Kept(NamedTuple):
    """How rows of a table are found again: by their own number, or by `key` among those of an owner."""

    model: type[SQLModel]
    owner: str = "id"
    key: tuple[str, ...] = ("id",)
    later: tuple[str, ...] = ()
    """Columns that point into the same table: filled when all its rows are there."""


KEPT: Final = (
    Kept(Actor, later=("state_id",)),
    Kept(Person),
    Kept(Conflict),
    Kept(Process),
    Kept(Meeting, later=("follows_id", "part_of_id")),
    Kept(Delegation),
    Kept(Mediator),
    Kept(Outcome),
    Kept(Statement),
    Kept(Position),
    Kept(OutcomeStatusChange),
    Kept(Document),
    Kept(ConflictParty, "conflict_id", ("conflict_id", "actor_id")),
    Kept(Hosting, "meeting_id", ("meeting_id", "actor_id")),
    Kept(MeetingConflict, "meeting_id", ("meeting_id", "conflict_id")),
    Kept(DelegationActor, "delegation_id", ("delegation_id", "actor_id")),
    Kept(Seat, "meeting_id", ("slug",)),
    Kept(OutcomeActor, "outcome_id", ("outcome_id", "role", "actor_id")),
    Kept(OutcomeConflict, "outcome_id", ("outcome_id", "conflict_id")),
    Kept(OutcomeLink, "outcome_id", ("outcome_id", "kind", "target_id")),
    Kept(Quantity, "outcome_id", ("outcome_id", "position")),
    Kept(StatementSpeaker, "statement_id", ("statement_id", "person_id")),
    Kept(Name, "record_id", ("record_id", "position")),
    Kept(ExternalId, "record_id", ("record_id", "position")),
    Kept(Citation, "record_id", ("record_id", "position")),
)
"""Parents before children."""


def reconcile(session: Session, rows: Rows, owners: Collection[int], gone: Collection[int]) -> None:
    """Write the rows of the records numbered `owners`; delete the parts numbered `gone`, and places left without a meeting."""
    meeting = table(Meeting)
    venues = select(meeting.c.venue_id).where(meeting.c.venue_id.is_not(None))
    left = {row.venue_id for row in among(session, venues, meeting.c.id, {*owners, *gone})}
    for kept in KEPT:
        if kept.owner == "id":
            wanted = rows.tables[kept.model]
            _write(session, kept, wanted, {row["id"] for row in wanted} | set(gone))
        else:
            _write(session, kept, rows.tables[kept.model], owners)
    record = table(Record)
    for some in chunks(sorted(gone)):
        session.connection().execute(delete(record).where(record.c.id.in_(some)))
    left -= {row.venue_id for row in among(session, venues, meeting.c.venue_id, left)}
    place = table(Place)
    for some in chunks(sorted(left)):
        session.connection().execute(delete(place).where(place.c.id.in_(some)))


def _write(session: Session, kept: Kept, rows: list[Row], owners: Collection[int]) -> None:
    target = table(kept.model)
    known = {
        tuple(row[column] for column in kept.key): row
        for row in mappings(session, select(target), target.c[kept.owner], owners)
    }
    wanted = {tuple(row[column] for column in kept.key): row for row in rows}
    _delete(session, kept, [known[key] for key in known.keys() - wanted.keys()])
    changed = [row for key, row in wanted.items() if key in known and _differs(known[key], row)]
    _update(session, kept, changed)
    _insert(session, kept, [row for key, row in wanted.items() if key not in known])


def _differs(known: Any, row: Row) -> bool:
    return any(known[column] != value for column, value in row.items())


def _delete(session: Session, kept: Kept, rows: list[Any]) -> None:
    if rows:
        target = table(kept.model)
        match = [target.c[column] == bindparam(f"key_{column}") for column in kept.key]
        keys = [{f"key_{column}": row[column] for column in kept.key} for row in rows]
        session.connection().execute(delete(target).where(*match), keys)


def _update(session: Session, kept: Kept, rows: list[Row]) -> None:
    if rows:
        target = table(kept.model)
        match = [target.c[column] == bindparam(f"key_{column}") for column in kept.key]
        columns: dict[str, Any] = {
            column: bindparam(f"new_{column}") for column in rows[0] if column not in kept.key
        }
        values = [
            {f"key_{column}" if column in kept.key else f"new_{column}": row[column] for column in row}
            for row in rows
        ]
        session.connection().execute(update(target).where(*match).values(columns), values)


def _insert(session: Session, kept: Kept, rows: list[Row]) -> None:
    if not rows:
        return
    bare = [row | dict.fromkeys(kept.later) for row in rows] if kept.later else rows
    if len(bare) < MANY:
        session.connection().execute(insert(table(kept.model)), bare)
    else:
        columns = list(bare[0])
        insert_rows(session, table(kept.model), columns, ([row[name] for name in columns] for row in bare))
    pointing = [row for row in rows if any(row[column] is not None for column in kept.later)]
    if kept.later:
        _update(session, kept, pointing)
