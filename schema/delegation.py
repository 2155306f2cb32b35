"""Delegations: one side at one meeting."""

import strawberry

import db
from engine.inputs import by, each, filters, matches, orders, some
from engine.words import column, many, one, page, stored
from exchange.limits import LISTS
from resolvers import change as changes
from resolvers import delegation as relations
from schema.enums import DelegationRole
from schema.forward import ActorRef, Changes, MeetingRef, PersonRef, SeatRef
from schema.record import Record


@strawberry.type(description="One side at one meeting, with its people.")
@stored(db.Delegation)
class Delegation(Record):
    """One side at one meeting."""

    meeting: MeetingRef = one(relations.meeting, "The meeting.")
    actors: list[ActorRef] = many(
        relations.actors,
        "For whom it sat: one actor, several when it was joint, none when persons acted for themselves.",
        maximum=LISTS["delegation_actors"],
    )
    actor: ActorRef | None = one(relations.actors, "The first of `actors`.")
    role: DelegationRole = column(db.Delegation.role, "The part it played; PARTY is a side of the talks.")
    heads: list[PersonRef] = many(
        relations.heads, "Who led it: several when it was led jointly.", maximum=LISTS["delegation_seats"]
    )
    head: PersonRef | None = one(relations.heads, "The first of `heads`.")
    members: list[SeatRef] = many(
        relations.members,
        "Its people, each with the office held that day; heads included.",
        maximum=LISTS["delegation_seats"],
    )
    size: int | None = column(
        db.Delegation.size, "How many came, as reported; not the number of members named here."
    )
    note: str | None = column(
        db.Delegation.note, "A remark: where sources disagree, or the list is incomplete."
    )
    history: Changes = page(
        changes.of_delegation,
        "Every change of the meeting to which the delegation belongs, the first one first.",
    )


filters(
    db.Delegation,
    role=matches(db.Delegation.role, "The part it played."),
    size=matches(db.Delegation.size, "How many came, as reported."),
    updated_at=matches(db.Delegation.updated_at, "When the record was last changed."),
    meeting=some(relations.meeting, "The meeting matches."),
    actor=some(relations.actors, "Some actor for whom it sat matches."),
    head=some(relations.heads, "Some person who led it matches."),
    person=some(relations.persons, "Some person on it, heads among them, matches."),
    members=each(relations.members, "Its seats."),
)
orders(
    db.Delegation,
    START=by(db.Delegation.start, "When the meeting began, by the earliest possible day."),
    UPDATED_AT=by(db.Delegation.updated_at, "When the record was last changed."),
)
