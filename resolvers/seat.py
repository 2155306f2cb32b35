"""Who sat where."""

from db import Meeting, Person, Seat
from engine.relation import relation
from resolvers import delegation as delegations
from resolvers import mediator as mediators


@relation
def person(seat: Seat, person: Person) -> bool:
    """Who sat there."""
    return seat.person_id == person.id


@relation
def meeting(seat: Seat, meeting: Meeting) -> bool:
    """The meeting at which the seat was."""
    return seat.meeting_id == meeting.id


delegation = delegations.members.reverse
mediator = mediators.members.reverse
