"""Actors: states, organisations and groups in one table, so that a group that becomes a government keeps its id."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import SQLModel

from db.base import choice, record_key, reference, slug, string
from db.enums import ActorKind, ActorType


class Actor(SQLModel, table=True):
    """A state, an organisation or a group. `code` and what follows from it are set for states with an ISO 3166-1 code."""

    __table_args__ = (
        Index("ix_actor_name", "name_fold", "id"),
        Index("ix_actor_updated", "updated_at", "id"),
        CheckConstraint(
            "type <> 'Country' OR (code IS NOT NULL AND alpha3 IS NOT NULL AND \"numeric\" IS NOT NULL AND flag IS NOT NULL)",
            name="country_codes",
        ),
    )
    id: int = record_key()
    slug: str = slug()
    type: ActorType = choice(ActorType)
    kind: ActorKind = choice(ActorKind, index=True)
    name: str = string()
    name_fold: str = string()
    code: str | None = string(default=None, unique=True)
    alpha3: str | None = string(default=None)
    numeric: str | None = string(default=None)
    flag: str | None = string(default=None)
    state_id: int | None = reference("actor.id", default=None)
    updated_at: str = string()
