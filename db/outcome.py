"""What came of meetings: outcomes, their quantities, life, links and documents."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from db.base import choice, link, record_key, reference, slug, string
from db.enums import (
    OutcomeActorRole,
    OutcomeKind,
    OutcomeLinkKind,
    OutcomeStatus,
    QuantityBound,
    QuantityCategory,
)
from db.fuzzy import Dated, Expected, Happened, told_whole


class Outcome(Happened, Expected, table=True):
    """What came of a meeting, or an agreement known without its meeting; the date is its own or the meeting's."""

    __table_args__ = (
        Index("ix_outcome_meeting", "meeting_id", "position", "id"),
        Index("ix_outcome_date", "date_earliest", "id"),
        Index("ix_outcome_kind", "kind", "date_earliest", "id"),
        Index("ix_outcome_title", "title_fold", "id"),
        Index("ix_outcome_updated", "updated_at", "id"),
        told_whole("expected"),
    )
    id: int = record_key()
    slug: str = slug()
    meeting_id: int | None = link("meeting.id", default=None)
    position: int
    process_id: int | None = reference("process.id", default=None)
    kind: OutcomeKind = choice(OutcomeKind)
    status: OutcomeStatus = choice(OutcomeStatus)
    title: str = string()
    title_fold: str = string()
    summary: str | None = string(default=None)
    date_inherited: bool
    led_to_id: int | None = reference("meeting.id", default=None)
    note: str | None = string(default=None)
    updated_at: str = string()


class OutcomeActor(SQLModel, table=True):
    """An actor proposed, was asked for, or signed an outcome; `date` repeats the outcome's earliest day."""

    __tablename__ = "outcome_actor"
    __table_args__ = (Index("ix_outcome_actor_page", "actor_id", "role", "date", "outcome_id"),)
    outcome_id: int = link("outcome.id", primary_key=True)
    role: OutcomeActorRole = choice(OutcomeActorRole, primary_key=True)
    actor_id: int = reference("actor.id", primary_key=True, index=False)
    position: int
    date: str = string()


class OutcomeConflict(SQLModel, table=True):
    """An outcome bears on a conflict beside those of its process and meeting."""

    __tablename__ = "outcome_conflict"
    outcome_id: int = link("outcome.id", primary_key=True)
    conflict_id: int = reference("conflict.id", primary_key=True)
    position: int


class Quantity(SQLModel, table=True):
    """A figure of an outcome: how many of what, from whom to whom. At most six decimals."""

    __table_args__ = (Index("ix_quantity_outcome", "outcome_id", "position", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    outcome_id: int = link("outcome.id")
    position: int
    amount: float
    bound: QuantityBound = choice(QuantityBound)
    category: QuantityCategory = choice(QuantityCategory)
    unit: str = string()
    per: str | None = string(default=None)
    from_id: int | None = reference("actor.id", default=None)
    to_id: int | None = reference("actor.id", default=None)


class OutcomeStatusChange(Dated, table=True):
    """A step in the life of an outcome, dated where known."""

    __tablename__ = "outcome_status_change"
    __table_args__ = (
        Index("ix_outcome_status_change_outcome", "outcome_id", "position", "id"),
        told_whole("date"),
    )
    id: int = record_key()
    outcome_id: int = link("outcome.id")
    position: int
    status: OutcomeStatus = choice(OutcomeStatus)
    note: str | None = string(default=None)


class OutcomeLink(SQLModel, table=True):
    """An outcome bears on another."""

    __tablename__ = "outcome_link"
    outcome_id: int = link("outcome.id", primary_key=True)
    kind: OutcomeLinkKind = choice(OutcomeLinkKind, primary_key=True)
    target_id: int = link("outcome.id", primary_key=True, index=True)
    position: int


class Document(SQLModel, table=True):
    """A document in which an outcome is written down."""

    __table_args__ = (Index("ix_document_outcome", "outcome_id", "position", "id"),)
    id: int = record_key()
    outcome_id: int = link("outcome.id")
    position: int
    title: str = string()
    url: str | None = string(default=None)
    language: str | None = string(default=None)
