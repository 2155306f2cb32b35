"""Who sat at a meeting: delegations, mediators and their seats."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.base import choice, link, record_key, reference, slug, string, within_int
from db.enums import Attendance, DelegationRole, MediatorRole, SeatRole


class Delegation(SQLModel, table=True):
    """One side at one meeting; `start` repeats the meeting's."""

    __table_args__ = (
        Index("ix_delegation_meeting", "meeting_id", "position", "id"),
        Index("ix_delegation_start", "start", "id"),
        Index("ix_delegation_updated", "updated_at", "id"),
        within_int("size"),
    )
    id: int = record_key()
    slug: str = slug()
    meeting_id: int = link("meeting.id")
    position: int
    role: DelegationRole = choice(DelegationRole)
    size: int | None = None
    note: str | None = string(default=None)
    start: str = string()
    updated_at: str = string()


class DelegationActor(SQLModel, table=True):
    """A delegation sat for an actor; several when it was joint, none when persons acted for themselves."""

    __tablename__ = "delegation_actor"
    __table_args__ = (Index("ix_delegation_actor_page", "actor_id", "start", "delegation_id"),)
    delegation_id: int = link("delegation.id", primary_key=True)
    actor_id: int = reference("actor.id", primary_key=True, index=False)
    position: int
    start: str = string()


class Mediator(SQLModel, table=True):
    """One third party's part, in one role, in one meeting; `start` repeats the meeting's."""

    __table_args__ = (
        Index("ix_mediator_meeting", "meeting_id", "position", "id"),
        Index("ix_mediator_actor", "actor_id", "start", "id"),
        Index("ix_mediator_start", "start", "id"),
        Index("ix_mediator_updated", "updated_at", "id"),
    )
    id: int = record_key()
    slug: str = slug()
    meeting_id: int = link("meeting.id")
    position: int
    actor_id: int | None = reference("actor.id", default=None, index=False)
    role: MediatorRole = choice(MediatorRole)
    appointed_by_id: int | None = reference("actor.id", default=None)
    start: str = string()
    updated_at: str = string()


class Seat(SQLModel, table=True):
    """A person on a delegation or among a mediator's people, once on each; `start` repeats the meeting's."""

    __table_args__ = (
        Index("ix_seat_delegation", "delegation_id", "position", "id"),
        Index("ix_seat_mediator", "mediator_id", "position", "id"),
        Index("ix_seat_person", "person_id", "start", "id"),
        Index("ix_seat_meeting", "meeting_id", "person_id"),
        CheckConstraint("(delegation_id IS NULL) <> (mediator_id IS NULL)", name="one_side"),
        UniqueConstraint("delegation_id", "person_id"),
        UniqueConstraint("mediator_id", "person_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    slug: str = slug()
    meeting_id: int = link("meeting.id")
    delegation_id: int | None = link("delegation.id", default=None)
    mediator_id: int | None = link("mediator.id", default=None)
    position: int
    person_id: int = reference("person.id", index=False)
    role: SeatRole = choice(SeatRole)
    capacity: str | None = string(default=None)
    capacity_fold: str | None = string(default=None)
    attendance: Attendance = choice(Attendance)
    start: str = string()
