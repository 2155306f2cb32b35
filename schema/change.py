"""Changes: what was written to which record, when, by whom and why."""

import strawberry

import db
from engine.inputs import by, filters, matches, orders
from engine.scalars import JSON, DateTime
from engine.words import column, document, logged, stored
from resolvers import change as relations
from schema.enums import Operation, RecordType
from schema.record import Node


@strawberry.type(
    description="One write to one record. The numbers of all changes grow in the order in which they were made."
)
@stored(db.Change, numbered=True)
class Change(Node):
    """One write to one record."""

    sequence: int = column(db.Change.id, "Its number: greater than that of every change made before it.")
    at: DateTime = column(db.Change.at, "When it was made.")
    operation: Operation = column(db.Change.operation, "What it did.")
    type: RecordType = column(db.Change.type, "The type of the record.")
    slug: str = column(db.Change.slug, "The record's id in records: istanbul-2025-06-02.")
    agent: str = column(
        db.Change.agent,
        "Who made it: the name of a key or partner, or curated: with the files that the record comes from.",
    )
    reason: str | None = column(db.Change.reason, "Why, as the sender said.")
    before: JSON | None = document(
        db.Change.before, "The record as it was, in the record form that partners send; null when it was new."
    )
    after: JSON | None = document(
        db.Change.after, "The record as it is since; null when it was withdrawn, or merged into another."
    )
    record: Node | None = logged(
        "The record as it is now, whatever this change made of it; null when it was withdrawn, or merged into another.",
        types=relations.TYPES,
        by_slug=relations.BY_SLUG,
    )


filters(
    db.Change,
    sequence=matches(db.Change.id, "Its number."),
    at=matches(db.Change.at, "When it was made."),
    operation=matches(db.Change.operation, "What it did."),
    type=matches(db.Change.type, "The type of the record."),
    slug=matches(db.Change.slug, "The record's id in records."),
    agent=matches(db.Change.agent, "Who made it."),
)
orders(db.Change, SEQUENCE=by(db.Change.id, "The order in which the changes were made."))
