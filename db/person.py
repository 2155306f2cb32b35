"""Persons and the offices they held."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from db.base import link, record_key, reference, slug, string
from db.fuzzy import Since, Until, told_whole


class Person(SQLModel, table=True):
    """A person, and the actor that he or she mainly represents."""

    __table_args__ = (
        Index("ix_person_name", "name_fold", "id"),
        Index("ix_person_actor", "actor_id", "name_fold", "id"),
        Index("ix_person_updated", "updated_at", "id"),
    )
    id: int = record_key()
    slug: str = slug()
    name: str = string()
    name_fold: str = string()
    actor_id: int | None = reference("actor.id", default=None, index=False)
    updated_at: str = string()


class Position(Since, Until, table=True):
    """An office that a person held, dated where known."""

    __table_args__ = (
        Index("ix_position_person", "person_id", "position", "id"),
        told_whole("since"),
        told_whole("until"),
    )
    id: int = record_key()
    person_id: int = link("person.id")
    position: int
    title: str = string()
    actor_id: int | None = reference("actor.id", default=None)
