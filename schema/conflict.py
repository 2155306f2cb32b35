"""Conflicts and their parties."""

import strawberry

import db
from engine.inputs import by, dated, each, filters, matches, orders, some
from engine.words import column, embedded, many, page, stored
from exchange.limits import LISTS
from resolvers import conflict as relations
from schema.bounds import PROCESSES_OF_CONFLICT
from schema.forward import ActorRef, Meetings, ProcessRef
from schema.fuzzy_date import FuzzyDate
from schema.record import Record


@strawberry.type(description="An armed or political conflict that meetings deal with.")
@stored(db.Conflict)
class Conflict(Record):
    """A conflict that meetings deal with."""

    slug: str = column(db.Conflict.slug, "Its id in records: russia-ukraine-war.")
    name: str = column(db.Conflict.name, "What it is called.")
    started: FuzzyDate | None = embedded("since", "When it began.")
    ended: FuzzyDate | None = embedded("until", "When it ended; null when it lasts or is not recorded.")
    parties: list[ActorRef] = many(relations.parties, "Its parties.", maximum=LISTS["parties"])
    processes: list[ProcessRef] = many(
        relations.processes,
        "The tracks and series that deal with it, by name.",
        maximum=PROCESSES_OF_CONFLICT,
        order=(db.Process.name_fold,),
    )
    meetings: Meetings = page(
        relations.meetings, "Meetings that deal with it, by their process or by being named for it."
    )


filters(
    db.Conflict,
    slug=matches(db.Conflict.slug, "Its id in records: russia-ukraine-war."),
    name=matches(db.Conflict.name, "What it is called."),
    started=dated(db.Conflict.since_edtf, "When it began."),
    ended=dated(db.Conflict.until_edtf, "When it ended."),
    updated_at=matches(db.Conflict.updated_at, "When the record was last changed."),
    party=some(relations.parties, "Some party matches."),
    processes=each(relations.processes, "The tracks and series that deal with it."),
    meetings=each(relations.meetings, "The meetings that deal with it."),
)
orders(
    db.Conflict,
    NAME=by(db.Conflict.name_fold, "Name, without regard to case and accents."),
    STARTED=by(db.Conflict.since_earliest, "When it began, by the earliest possible day."),
    UPDATED_AT=by(db.Conflict.updated_at, "When the record was last changed."),
)
