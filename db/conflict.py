"""Conflicts, their parties, and the processes that deal with them."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from db.base import link, record_key, reference, slug, string
from db.fuzzy import Since, Until, told_whole


class Conflict(Since, Until, table=True):
    """A conflict; `since` and `until` are when it started and ended."""

    __table_args__ = (
        Index("ix_conflict_name", "name_fold", "id"),
        Index("ix_conflict_updated", "updated_at", "id"),
        told_whole("since"),
        told_whole("until"),
    )
    id: int = record_key()
    slug: str = slug()
    name: str = string()
    name_fold: str = string()
    updated_at: str = string()


class ConflictParty(SQLModel, table=True):
    """An actor is a party to a conflict."""

    __tablename__ = "conflict_party"
    conflict_id: int = link("conflict.id", primary_key=True)
    actor_id: int = reference("actor.id", primary_key=True)
    position: int


class Process(SQLModel, table=True):
    """A track or series of meetings."""

    __table_args__ = (
        Index("ix_process_name", "name_fold", "id"),
        Index("ix_process_updated", "updated_at", "id"),
    )
    id: int = record_key()
    slug: str = slug()
    name: str = string()
    name_fold: str = string()
    summary: str | None = string(default=None)
    conflict_id: int | None = reference("conflict.id", default=None)
    updated_at: str = string()
