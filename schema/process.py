"""Processes: tracks and series of meetings."""

import strawberry

import db
from engine.inputs import by, each, filters, matches, orders, some
from engine.words import column, itself, one, page, stored
from resolvers import process as relations
from schema.forward import ConflictRef, Meetings, Outcomes
from schema.record import Record
from schema.timeline import Timeline


@strawberry.type(description="A track or series of meetings.")
@stored(db.Process)
class Process(Record):
    """A track or series of meetings."""

    slug: str = column(db.Process.slug, "Its id in records: istanbul-talks-2025.")
    name: str = column(db.Process.name, "What it is called.")
    summary: str | None = column(db.Process.summary, "What it is about, in a sentence or two of ours.")
    conflict: ConflictRef | None = one(relations.conflict, "The conflict it deals with.")
    meetings: Meetings = page(relations.meetings, "Its meetings.")
    timeline: Timeline = itself("How it went on, and what became of what was agreed.")
    outcomes: Outcomes = page(relations.outcomes, "What came of it, with or without a meeting.")


filters(
    db.Process,
    slug=matches(db.Process.slug, "Its id in records: istanbul-talks-2025."),
    name=matches(db.Process.name, "What it is called."),
    updated_at=matches(db.Process.updated_at, "When the record was last changed."),
    conflict=some(relations.conflict, "The conflict it deals with matches."),
    meetings=each(relations.meetings, "Its meetings."),
    outcomes=each(relations.outcomes, "What came of it."),
)
orders(
    db.Process,
    NAME=by(db.Process.name_fold, "Name, without regard to case and accents."),
    UPDATED_AT=by(db.Process.updated_at, "When the record was last changed."),
)
