"""Timelines: how a process went on, and what became of what was agreed."""

import strawberry

import db
from db.enums import OutcomeKind, OutcomeStatus
from engine.expr import missing, not_, one_of
from engine.words import counted, itself, measure, steps
from resolvers import process as relations
from schema.bounds import PROCESS_MEETINGS
from schema.forward import MeetingRef

AGREED = (
    OutcomeStatus.AGREED,
    OutcomeStatus.PARTLY_IMPLEMENTED,
    OutcomeStatus.IMPLEMENTED,
    OutcomeStatus.VIOLATED,
)
"""Statuses of what has once been agreed."""


def _next_meeting(outcome: db.Outcome) -> bool:
    return outcome.kind == OutcomeKind.NEXT_MEETING


def _led_on(outcome: db.Outcome) -> bool:
    return (outcome.kind == OutcomeKind.NEXT_MEETING) & not_(missing(outcome.led_to_id))


def _agreed(outcome: db.Outcome) -> bool:
    return (outcome.kind != OutcomeKind.NEXT_MEETING) & one_of(outcome.status, AGREED)


def _partly(outcome: db.Outcome) -> bool:
    return (outcome.kind != OutcomeKind.NEXT_MEETING) & (outcome.status == OutcomeStatus.PARTLY_IMPLEMENTED)


def _implemented(outcome: db.Outcome) -> bool:
    return (outcome.kind != OutcomeKind.NEXT_MEETING) & (outcome.status == OutcomeStatus.IMPLEMENTED)


def _violated(outcome: db.Outcome) -> bool:
    return (outcome.kind != OutcomeKind.NEXT_MEETING) & (outcome.status == OutcomeStatus.VIOLATED)


@strawberry.type(description="One meeting of a timeline.")
class TimelineStep:
    """One meeting of a timeline."""

    meeting: MeetingRef = itself("The meeting.")
    days_since_previous: int | None = measure(
        "days_before",
        "Days since the meeting before began, by the earliest possible days; null for the first.",
    )


@strawberry.type(description="How a process went on, and what became of what was agreed in it.")
class Timeline:
    """How a process went on, and what became of what was agreed in it."""

    steps: list[TimelineStep] = steps(
        relations.held_meetings,
        db.Meeting.start_earliest,
        "The meetings that were held, oldest first.",
        maximum=PROCESS_MEETINGS,
    )
    meetings: int = counted(relations.meetings, "How many meetings it has, held or not.")
    held: int = counted(relations.held_meetings, "How many of them were held.")
    next_meetings: int = counted(
        relations.outcomes, "How often a further meeting was proposed or agreed.", _next_meeting
    )
    next_meetings_followed: int = counted(
        relations.outcomes, "How often that led to a meeting on record.", _led_on
    )
    agreed: int = counted(
        relations.outcomes,
        "How many other outcomes were agreed, whatever became of them: AGREED, PARTLY_IMPLEMENTED, IMPLEMENTED, VIOLATED.",
        _agreed,
    )
    partly_implemented: int = counted(
        relations.outcomes, "How many of these were carried out in part.", _partly
    )
    implemented: int = counted(relations.outcomes, "How many of these were carried out.", _implemented)
    violated: int = counted(relations.outcomes, "How many of these were broken.", _violated)
