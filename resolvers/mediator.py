"""Mediators: at which meeting, who, through whom, appointed by whom."""

from db import Actor, Mediator, Meeting, Person, Seat
from engine.relation import relation


@relation
def meeting(mediator: Mediator, meeting: Meeting) -> bool:
    """The meeting in which a third party had its part."""
    return mediator.meeting_id == meeting.id


@relation
def actor(mediator: Mediator, actor: Actor) -> bool:
    """The third party itself."""
    return mediator.actor_id == actor.id


@relation
def appointed_by(mediator: Mediator, actor: Actor) -> bool:
    """Who gave the third party its task."""
    return mediator.appointed_by_id == actor.id


@relation
def members(mediator: Mediator, seat: Seat) -> bool:
    """The seats of a third party's people."""
    return seat.mediator_id == mediator.id


@relation
def persons(mediator: Mediator, person: Person, seat: Seat) -> bool:
    """A third party's people."""
    return (seat.mediator_id == mediator.id) & (seat.person_id == person.id)
