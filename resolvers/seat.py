"""Who sat where."""

from db import Meeting, Person, Position, Seat
from engine.relation import relation
from resolvers import delegation as delegations
from resolvers import mediator as mediators
from resolvers.position import held_at


@relation
def person(seat: Seat, person: Person) -> bool:
    """Who sat there."""
    return seat.person_id == person.id


@relation
def meeting(seat: Seat, meeting: Meeting) -> bool:
    """The meeting at which the seat was."""
    return seat.meeting_id == meeting.id


@relation
def positions(seat: Seat, position: Position) -> bool:
    """The offices that the person held on the day of the meeting; undated ones are among them."""
    return (position.person_id == seat.person_id) & held_at(position, seat.start)


delegation = delegations.members.reverse
mediator = mediators.members.reverse
