"""Sources: which meetings rest on them."""

from db import Citation, Delegation, Mediator, Meeting, Outcome, Source, Statement
from engine.relation import relation, union


@relation
def meetings_citing(source: Source, meeting: Meeting, citation: Citation) -> bool:
    """Meetings that cite a source themselves."""
    return (citation.source_id == source.id) & (citation.record_id == meeting.id)


@relation
def meetings_by_delegation(
    source: Source, meeting: Meeting, citation: Citation, delegation: Delegation
) -> bool:
    """Meetings with a delegation that rests on a source."""
    return (
        (citation.source_id == source.id)
        & (citation.record_id == delegation.id)
        & (delegation.meeting_id == meeting.id)
    )


@relation
def meetings_by_mediator(source: Source, meeting: Meeting, citation: Citation, mediator: Mediator) -> bool:
    """Meetings with a mediator whose part rests on a source."""
    return (
        (citation.source_id == source.id)
        & (citation.record_id == mediator.id)
        & (mediator.meeting_id == meeting.id)
    )


@relation
def meetings_by_outcome(source: Source, meeting: Meeting, citation: Citation, outcome: Outcome) -> bool:
    """Meetings with an outcome that rests on a source."""
    return (
        (citation.source_id == source.id)
        & (citation.record_id == outcome.id)
        & (outcome.meeting_id == meeting.id)
    )


@relation
def meetings_by_statement(source: Source, meeting: Meeting, citation: Citation, statement: Statement) -> bool:
    """Meetings with a statement that rests on a source."""
    return (
        (citation.source_id == source.id)
        & (citation.record_id == statement.id)
        & (statement.meeting_id == meeting.id)
    )


meetings = union(
    "meetings",
    "Meetings that rest on a source, by themselves or by what is told of them.",
    meetings_citing,
    meetings_by_delegation,
    meetings_by_mediator,
    meetings_by_outcome,
    meetings_by_statement,
)
