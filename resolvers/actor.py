"""Actors: what they hosted, attended, mediated, proposed, signed and said, and whom they belong to."""

from db import Actor, ActorMeeting, Conflict, ConflictParty, Hosting, Meeting
from db.enums import ActorPart, ActorType
from engine.relation import kept, relation
from resolvers import delegation, mediator, outcome, part, person, statement


@relation
def hosted_meetings(actor: Actor, meeting: Meeting, hosting: Hosting) -> bool:
    """All rounds an actor hosted, alone or with others, whatever became of them."""
    return (hosting.actor_id == actor.id) & (hosting.meeting_id == meeting.id)


@kept(part.sent_party)
@relation
def party_meetings(actor: Actor, meeting: Meeting, ready: ActorMeeting) -> bool:
    """Meetings at which an actor was a side of the talks."""
    return (ready.actor_id == actor.id) & (ready.meeting_id == meeting.id) & (ready.part == ActorPart.PARTY)


@kept(part.sent_delegation)
@relation
def delegated_meetings(actor: Actor, meeting: Meeting, ready: ActorMeeting) -> bool:
    """Meetings for which an actor has a delegation of any role, whether it came or not."""
    return (
        (ready.actor_id == actor.id) & (ready.meeting_id == meeting.id) & (ready.part == ActorPart.ATTENDEE)
    )


@kept(part.sent_people, part.sent_unnamed)
@relation
def attended_meetings(actor: Actor, meeting: Meeting, ready: ActorMeeting) -> bool:
    """Meetings that were held with an actor's delegation in the room."""
    return (
        (ready.actor_id == actor.id) & (ready.meeting_id == meeting.id) & (ready.part == ActorPart.ATTENDED)
    )


@kept(part.mediated_itself, part.mediated_through_person, part.mediated_by_delegation)
@relation
def mediated_meetings(actor: Actor, meeting: Meeting, ready: ActorMeeting) -> bool:
    """Meetings that an actor mediated, itself, through its persons or by a delegation."""
    return (
        (ready.actor_id == actor.id) & (ready.meeting_id == meeting.id) & (ready.part == ActorPart.MEDIATED)
    )


@relation
def state(actor: Actor, state: Actor) -> bool:
    """The state that an actor governs, belongs to or claims."""
    return (actor.state_id == state.id) & (state.type == ActorType.COUNTRY)


@relation
def conflicts(actor: Actor, conflict: Conflict, party: ConflictParty) -> bool:
    """The conflicts to which an actor is a party."""
    return (party.actor_id == actor.id) & (party.conflict_id == conflict.id)


delegations = delegation.actors.reverse
mediations = mediator.actor.reverse
proposed_outcomes = outcome.proposed_by.reverse
addressed_outcomes = outcome.addressed_to.reverse
signed_outcomes = outcome.signatories.reverse
statements = statement.actor.reverse
persons = person.actor.reverse
