"""Statements: judgements voiced about meetings."""

import strawberry

import db
from engine.inputs import by, dated, filters, matches, orders, some
from engine.words import column, embedded, many, one, page, stored
from exchange.limits import LISTS
from resolvers import change as changes
from resolvers import statement as relations
from schema.enums import Stance
from schema.forward import ActorRef, Changes, MeetingRef, PersonRef
from schema.fuzzy_date import FuzzyDate
from schema.record import Record


@strawberry.type(description="A judgement that somebody voiced about a meeting.")
@stored(db.Statement)
class Statement(Record):
    """A judgement voiced about a meeting."""

    meeting: MeetingRef = one(relations.meeting, "The meeting it is about.")
    speakers: list[PersonRef] = many(
        relations.speakers,
        "Who voiced it: several when it was joint, none when no person is named.",
        maximum=LISTS["speakers"],
    )
    speaker: PersonRef | None = one(relations.speakers, "The first of `speakers`.")
    actor: ActorRef | None = one(relations.actor, "For whom it was made.")
    stance: Stance = column(db.Statement.stance, "Its tone towards the meeting.")
    summary: str = column(db.Statement.summary, "What was said, in our words.")
    date: FuzzyDate | None = embedded("date", "When it was made; null when not recorded.")
    history: Changes = page(
        changes.of_statement, "Every change of the meeting that the statement is about, the first one first."
    )


filters(
    db.Statement,
    stance=matches(db.Statement.stance, "Its tone towards the meeting."),
    summary=matches(db.Statement.summary, "What was said, in our words."),
    date=dated(db.Statement.date_edtf, "When it was made."),
    updated_at=matches(db.Statement.updated_at, "When the record was last changed."),
    meeting=some(relations.meeting, "The meeting it is about matches."),
    speaker=some(relations.speakers, "Some person who voiced it matches."),
    actor=some(relations.actor, "The actor for whom it was made matches."),
)
orders(
    db.Statement,
    DATE=by(db.Statement.day, "When it was made, else when its meeting began, by the earliest possible day."),
    UPDATED_AT=by(db.Statement.updated_at, "When the record was last changed."),
)
