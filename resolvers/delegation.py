"""Delegations: at which meeting, for whom, led by whom, with whom."""

from db import Actor, Delegation, DelegationActor, Meeting, Person, Seat
from db.enums import SeatRole
from engine.relation import relation


@relation
def meeting(delegation: Delegation, meeting: Meeting) -> bool:
    """The meeting to which a delegation came."""
    return delegation.meeting_id == meeting.id


@relation
def actors(delegation: Delegation, actor: Actor, sent: DelegationActor) -> bool:
    """The actors for whom a delegation sat."""
    return (sent.delegation_id == delegation.id) & (sent.actor_id == actor.id)


@relation
def members(delegation: Delegation, seat: Seat) -> bool:
    """The seats of a delegation, heads first."""
    return seat.delegation_id == delegation.id


@relation
def persons(delegation: Delegation, person: Person, seat: Seat) -> bool:
    """The persons of a delegation, heads among them."""
    return (seat.delegation_id == delegation.id) & (seat.person_id == person.id)


@relation
def heads(delegation: Delegation, person: Person, seat: Seat) -> bool:
    """The persons who led a delegation."""
    return (
        (seat.delegation_id == delegation.id) & (seat.person_id == person.id) & (seat.role == SeatRole.HEAD)
    )
