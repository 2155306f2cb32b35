"""Seats: who sat where, as what."""

import strawberry

import db
from engine.inputs import by, filters, matches, orders, some
from engine.words import column, many, one, stored
from exchange.limits import LISTS
from resolvers import seat as relations
from schema.enums import Attendance, SeatRole
from schema.forward import DelegationRef, MediatorRef, MeetingRef, PersonRef
from schema.position import Position
from schema.record import Node


@strawberry.type(
    description="A person's place at one meeting: on a delegation, or among a mediator's people; always one of the two."
)
@stored(db.Seat)
class Seat(Node):
    """A person's place at one meeting."""

    person: PersonRef = one(relations.person, "Who sat there.")
    role: SeatRole = column(db.Seat.role, "Whether the person led the side or belonged to it.")
    capacity: str | None = column(db.Seat.capacity, "The office in which the person came, on that day.")
    positions: list[Position] = many(
        relations.positions,
        "Offices that the person held on the day of the meeting (the earliest possible one), as far as is known: undated "
        "ones are among them. `capacity` says in which the person came.",
        maximum=LISTS["positions"],
    )
    attendance: Attendance = column(db.Seat.attendance, "Whether the person was in the room.")
    meeting: MeetingRef = one(relations.meeting, "The meeting.")
    delegation: DelegationRef | None = one(relations.delegation, "The delegation on which the person sat.")
    mediator: MediatorRef | None = one(relations.mediator, "The mediator for whom the person came.")


filters(
    db.Seat,
    role=matches(db.Seat.role, "Whether the person led the side or belonged to it."),
    capacity=matches(db.Seat.capacity, "The office in which the person came."),
    attendance=matches(db.Seat.attendance, "Whether the person was in the room."),
    person=some(relations.person, "The person matches."),
    meeting=some(relations.meeting, "The meeting matches."),
    delegation=some(relations.delegation, "The delegation matches; seats of mediators have none."),
    mediator=some(relations.mediator, "The mediator matches; seats of delegations have none."),
)
orders(db.Seat, START=by(db.Seat.start, "When the meeting began, by the earliest possible day."))
