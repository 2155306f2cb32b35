"""Outcomes: of which meeting, for which conflicts, who proposed, was asked and signed, what became of them."""

from db import (
    Actor,
    Conflict,
    Document,
    Meeting,
    MeetingConflict,
    Outcome,
    OutcomeActor,
    OutcomeConflict,
    OutcomeLink,
    OutcomeStatusChange,
    Process,
    Quantity,
)
from db.enums import OutcomeActorRole
from engine.relation import relation, union


@relation
def meeting(outcome: Outcome, meeting: Meeting) -> bool:
    """The meeting that an outcome came of."""
    return outcome.meeting_id == meeting.id


@relation
def process(outcome: Outcome, process: Process) -> bool:
    """The process to which an outcome belongs."""
    return outcome.process_id == process.id


@relation
def conflicts_named(outcome: Outcome, conflict: Conflict, named: OutcomeConflict) -> bool:
    """Conflicts that the record of an outcome names."""
    return (named.outcome_id == outcome.id) & (named.conflict_id == conflict.id)


@relation
def conflict_of_process(outcome: Outcome, conflict: Conflict, process: Process) -> bool:
    """The conflict that an outcome's process deals with."""
    return (outcome.process_id == process.id) & (process.conflict_id == conflict.id)


@relation
def conflicts_of_meeting(outcome: Outcome, conflict: Conflict, named: MeetingConflict) -> bool:
    """Conflicts that the record of an outcome's meeting names."""
    return (named.meeting_id == outcome.meeting_id) & (named.conflict_id == conflict.id)


conflicts = union(
    "conflicts",
    "The conflicts that an outcome bears on: those named for it or its meeting, and the one of its process.",
    conflicts_named,
    conflict_of_process,
    conflicts_of_meeting,
)


@relation
def proposed_by(outcome: Outcome, actor: Actor, tie: OutcomeActor) -> bool:
    """Who proposed or demanded an outcome."""
    return (
        (tie.outcome_id == outcome.id)
        & (tie.actor_id == actor.id)
        & (tie.role == OutcomeActorRole.PROPOSED_BY)
    )


@relation
def addressed_to(outcome: Outcome, actor: Actor, tie: OutcomeActor) -> bool:
    """Who was asked for an outcome."""
    return (
        (tie.outcome_id == outcome.id)
        & (tie.actor_id == actor.id)
        & (tie.role == OutcomeActorRole.ADDRESSED_TO)
    )


@relation
def signatories(outcome: Outcome, actor: Actor, tie: OutcomeActor) -> bool:
    """Who signed an outcome."""
    return (
        (tie.outcome_id == outcome.id) & (tie.actor_id == actor.id) & (tie.role == OutcomeActorRole.SIGNATORY)
    )


@relation
def quantities(outcome: Outcome, quantity: Quantity) -> bool:
    """The figures of an outcome."""
    return quantity.outcome_id == outcome.id


@relation
def status_history(outcome: Outcome, change: OutcomeStatusChange) -> bool:
    """The steps in the life of an outcome."""
    return change.outcome_id == outcome.id


@relation
def documents(outcome: Outcome, document: Document) -> bool:
    """The documents in which an outcome is written down."""
    return document.outcome_id == outcome.id


@relation
def led_to(outcome: Outcome, meeting: Meeting) -> bool:
    """The meeting that was held because of an outcome."""
    return outcome.led_to_id == meeting.id


@relation
def links(outcome: Outcome, link: OutcomeLink) -> bool:
    """How an outcome bears on others."""
    return link.outcome_id == outcome.id


@relation
def link_target(link: OutcomeLink, outcome: Outcome) -> bool:
    """The outcome that a link points to."""
    return link.target_id == outcome.id
