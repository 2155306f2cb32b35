"""Changes: of which record each was one."""

from db import Change, Delegation, Mediator, Outcome, Record, Source, Statement
from db.enums import RecordType
from engine.relation import relation, union
from exchange import TYPES as RECORD_FORMS

TYPES = tuple(kind.value for kind in RECORD_FORMS)
"""The types of records that are sent on their own, and so have changes."""
BY_SLUG = (RecordType.SOURCE.value,)
"""Those that the log has no number of."""


@relation
def of_record(record: Record, change: Change) -> bool:
    """The changes of a record that is sent on its own."""
    return change.record_id == record.id


@relation
def of_source(source: Source, change: Change) -> bool:
    """The changes of a source, whose numbers are its own."""
    return (change.slug == source.slug) & (change.type == RecordType.SOURCE)


@relation
def of_delegation(delegation: Delegation, change: Change) -> bool:
    """The changes of the meeting that a delegation came to."""
    return change.record_id == delegation.meeting_id


@relation
def of_mediator(mediator: Mediator, change: Change) -> bool:
    """The changes of the meeting that was mediated."""
    return change.record_id == mediator.meeting_id


@relation
def of_statement(statement: Statement, change: Change) -> bool:
    """The changes of the meeting that a statement judges."""
    return change.record_id == statement.meeting_id


@relation
def of_outcome(outcome: Outcome, change: Change) -> bool:
    """The changes of an outcome that stands alone."""
    return change.record_id == outcome.id


@relation
def of_meeting_of_outcome(outcome: Outcome, change: Change) -> bool:
    """The changes of the meeting that an outcome came of."""
    return change.record_id == outcome.meeting_id


outcome = union(
    "outcome",
    "The changes of an outcome, or of the meeting that tells it.",
    of_outcome,
    of_meeting_of_outcome,
)
