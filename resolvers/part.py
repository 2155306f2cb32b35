"""The ways to have had a part in a meeting: what the rows of `ActorMeeting` and `PersonMeeting` mean."""

from db import Actor, Delegation, DelegationActor, Mediator, Meeting, Person, Seat
from db.enums import DelegationRole, MeetingStatus, SeatRole
from db.parts import AWAY, MEDIATING
from engine.expr import missing, not_, one_of
from engine.relation import relation
from resolvers import delegation as delegations


@relation
def sent_party(actor: Actor, meeting: Meeting, sent: DelegationActor, delegation: Delegation) -> bool:
    """An actor has a delegation that is a side of the talks."""
    return (
        (sent.actor_id == actor.id)
        & (sent.delegation_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
        & (delegation.role == DelegationRole.PARTY)
    )


@relation
def sent_delegation(actor: Actor, meeting: Meeting, sent: DelegationActor, delegation: Delegation) -> bool:
    """An actor has a delegation of any role."""
    return (
        (sent.actor_id == actor.id)
        & (sent.delegation_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
    )


@relation
def sent_people(
    actor: Actor, meeting: Meeting, sent: DelegationActor, delegation: Delegation, seat: Seat
) -> bool:
    """The meeting was held, and somebody of an actor's delegation was in the room."""
    return (
        (sent.actor_id == actor.id)
        & (sent.delegation_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
        & (meeting.status == MeetingStatus.HELD)
        & (seat.delegation_id == delegation.id)
        & not_(one_of(seat.attendance, AWAY))
    )


@relation
def sent_to_held(actor: Actor, meeting: Meeting, sent: DelegationActor, delegation: Delegation) -> bool:
    """The meeting was held, and an actor has a delegation of any role."""
    return (
        (sent.actor_id == actor.id)
        & (sent.delegation_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
        & (meeting.status == MeetingStatus.HELD)
    )


sent_unnamed = sent_to_held.without("delegation", delegations.members)
"""The meeting was held, and the record names nobody of an actor's delegation: it is taken to have come."""


@relation
def mediated_itself(actor: Actor, meeting: Meeting, mediator: Mediator) -> bool:
    """An actor mediated, facilitated, chaired or offered its good offices."""
    return (
        (mediator.actor_id == actor.id)
        & (mediator.meeting_id == meeting.id)
        & one_of(mediator.role, MEDIATING)
    )


@relation
def mediated_through_person(
    actor: Actor, meeting: Meeting, mediator: Mediator, seat: Seat, person: Person
) -> bool:
    """A person of an actor was among the people of such a mediator."""
    return (
        (mediator.meeting_id == meeting.id)
        & one_of(mediator.role, MEDIATING)
        & (seat.mediator_id == mediator.id)
        & (seat.person_id == person.id)
        & (person.actor_id == actor.id)
    )


@relation
def mediated_by_delegation(
    actor: Actor, meeting: Meeting, sent: DelegationActor, delegation: Delegation
) -> bool:
    """An actor has a delegation that mediated."""
    return (
        (sent.actor_id == actor.id)
        & (sent.delegation_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
        & (delegation.role == DelegationRole.MEDIATOR)
    )


@relation
def sat(person: Person, meeting: Meeting, seat: Seat) -> bool:
    """A person has a seat on a delegation or among a mediator's people."""
    return (seat.person_id == person.id) & (seat.meeting_id == meeting.id)


@relation
def headed(person: Person, meeting: Meeting, seat: Seat) -> bool:
    """A person headed a delegation."""
    return (
        (seat.person_id == person.id)
        & (seat.meeting_id == meeting.id)
        & (seat.role == SeatRole.HEAD)
        & not_(missing(seat.delegation_id))
    )


@relation
def came(person: Person, meeting: Meeting, seat: Seat) -> bool:
    """The meeting was held, and a person took part in it."""
    return (
        (seat.person_id == person.id)
        & (seat.meeting_id == meeting.id)
        & (meeting.status == MeetingStatus.HELD)
        & not_(one_of(seat.attendance, AWAY))
    )
