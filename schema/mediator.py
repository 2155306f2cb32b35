"""Mediators: one third party's part in one meeting."""

import strawberry

import db
from engine.inputs import by, each, filters, matches, orders, some
from engine.words import column, many, one, page, stored
from exchange.limits import LISTS
from resolvers import change as changes
from resolvers import mediator as relations
from schema.enums import MediatorRole
from schema.forward import ActorRef, Changes, MeetingRef, SeatRef
from schema.record import Record


@strawberry.type(
    description="One third party's part, in one role, in one meeting; a party with two roles there is recorded twice."
)
@stored(db.Mediator)
class Mediator(Record):
    """One third party's part in one meeting."""

    meeting: MeetingRef = one(relations.meeting, "The meeting.")
    actor: ActorRef | None = one(relations.actor, "The third party; null when persons act for themselves.")
    role: MediatorRole = column(
        db.Mediator.role,
        "The part it played. MEDIATOR, FACILITATOR, GOOD_OFFICES and CHAIR count as mediating; "
        "GUARANTOR, OBSERVER and CO_SPONSOR do not.",
    )
    members: list[SeatRef] = many(
        relations.members, "Its people, each with the office held that day.", maximum=LISTS["mediator_seats"]
    )
    appointed_by: ActorRef | None = one(relations.appointed_by, "Who gave it its task.")
    history: Changes = page(
        changes.of_mediator,
        "Every change of the meeting to which the mediation belongs, the first one first.",
    )


filters(
    db.Mediator,
    role=matches(db.Mediator.role, "The part it played."),
    updated_at=matches(db.Mediator.updated_at, "When the record was last changed."),
    meeting=some(relations.meeting, "The meeting matches."),
    actor=some(relations.actor, "The third party matches."),
    appointed_by=some(relations.appointed_by, "Who gave it its task matches."),
    person=some(relations.persons, "Some person of it matches."),
    members=each(relations.members, "Its seats."),
)
orders(
    db.Mediator,
    START=by(db.Mediator.start, "When the meeting began, by the earliest possible day."),
    UPDATED_AT=by(db.Mediator.updated_at, "When the record was last changed."),
)
