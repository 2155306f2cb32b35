"""The columns of a flat table, derived from its model: what each holds, what the schema says of it, how it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Boolean, Float, Integer
from sqlalchemy import Column as Stored
from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel

import db
from engine.listing import Cell, Plain, Slug
from engine.relation import table_of
from engine.telling import Columns, Told

TEXT, WORD, INTEGER, NUMBER, BOOLEAN, DATE, DATETIME = (
    "text",
    "word",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
)
"""Kinds of columns: a word is one of a closed vocabulary."""

POSITION: Final = "Its place in the list of the record, from 0."
REPEATED: Final = frozenset({"start", "date", "day"})
"""Columns that repeat a day of the row above them, for ordering."""

OWN: Final[dict[tuple[type[SQLModel], str], Told]] = {
    (db.Actor, "type"): Told(
        "type", "Country with an ISO 3166-1 code, Organization, or Group for every other actor."
    ),
    (db.Actor, "name"): Told("name", "The English name."),
    (db.Person, "name"): Told("name", "The main name, in English spelling."),
    (db.Source, "updated_at"): Told("updated_at", "When the record was last changed here."),
    (db.Hosting, "meeting_id"): Told("meeting", "The meeting."),
    (db.Hosting, "actor_id"): Told("host", "An actor that hosted it."),
    (db.MeetingConflict, "meeting_id"): Told("meeting", "The meeting."),
    (db.MeetingConflict, "conflict_id"): Told(
        "conflict", "A conflict that it deals with, beside the one of its process."
    ),
    (db.DelegationActor, "delegation_id"): Told("delegation", "The delegation."),
    (db.DelegationActor, "actor_id"): Told("actor", "An actor for whom it sat."),
    (db.OutcomeActor, "outcome_id"): Told("outcome", "The outcome."),
    (db.OutcomeActor, "role"): Told("role", "Whether the actor proposed it, was asked for it, or signed it."),
    (db.OutcomeActor, "actor_id"): Told("actor", "The actor."),
    (db.OutcomeConflict, "outcome_id"): Told("outcome", "The outcome."),
    (db.OutcomeConflict, "conflict_id"): Told(
        "conflict", "A conflict that it bears on, beside those of its process and meeting."
    ),
    (db.OutcomeLink, "outcome_id"): Told("outcome", "The outcome that bears on another."),
    (db.OutcomeLink, "target_id"): Told("other", "The outcome that it bears on."),
    (db.OutcomeStatusChange, "outcome_id"): Told("outcome", "The outcome."),
    (db.Quantity, "outcome_id"): Told("outcome", "The outcome."),
    (db.Document, "outcome_id"): Told("outcome", "The outcome that it writes down."),
    (db.StatementSpeaker, "statement_id"): Told("statement", "The statement."),
    (db.StatementSpeaker, "person_id"): Told("speaker", "A person who voiced it."),
    (db.ConflictParty, "conflict_id"): Told("conflict", "The conflict."),
    (db.ConflictParty, "actor_id"): Told("party", "An actor that is a party to it."),
    (db.Position, "person_id"): Told("person", "The person who held it."),
}
"""Columns that the schema does not show as such: link tables, what hangs below a record, names in one language."""


@dataclass(frozen=True)
class Column:
    """A column as a file has it; `choices` are values with their meanings, `refers` is the model whose ids it holds."""

    name: str
    kind: str
    description: str
    cell: Cell
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    refers: type[SQLModel] | None = None


def columns_of(model: type[SQLModel], told: Columns, owner: str | None = None) -> list[Column]:
    """The columns of a model's rows. `owner` is a foreign key whose row is joined, and told apart."""
    found = []
    for stored in table_of(model).columns:
        if stored.name in REPEATED or stored.name.endswith("fold") or stored.name in ("id", owner):
            continue
        found.append((_rank(model, stored.name, told), column_of(model, stored, told)))
    return [column for _, column in sorted(found, key=lambda one: one[0])]


def _rank(model: type[SQLModel], name: str, told: Columns) -> int:
    """The id first, then as the schema tells them, then what only orders and dates the row."""
    last = {"slug": -2, "position": len(told), "updated_at": len(told) + 1}
    if name in last:
        return last[name]
    return -1 if (model, name) in OWN else list(told).index((model, name))


def column_of(model: type[SQLModel], stored: Stored[object], told: Columns, row: int = 0) -> Column:
    """One column; `row` says how far above the table's own row it stands."""
    about = _told(model, stored.name, told)
    target = _target(stored)
    if target is not None:
        cell: Cell = Slug(stored.name, target, row)
        return Column(about.name, TEXT, about.description, cell, not stored.nullable, refers=target)
    kind = kind_of(stored)
    return Column(
        about.name, kind, about.description, Plain(stored.name, row), not stored.nullable, choices(stored)
    )


def _told(model: type[SQLModel], name: str, told: Columns) -> Told:
    if name == "slug":
        found = told.get((model, name))
        about = found.description if found else "Its id in records."
        return Told("id", about)
    if name == "position":
        return Told("position", POSITION)
    return OWN.get((model, name)) or told[model, name]


def _target(stored: Stored[object]) -> type[SQLModel] | None:
    return next((MODELS[key.column.table.name] for key in stored.foreign_keys), None)


MODELS: Final[dict[str, type[SQLModel]]] = {
    table_of(model).name: model
    for model in (getattr(db, name) for name in db.__all__)
    if isinstance(model, type)
}
"""By the names of their tables."""


def kind_of(stored: Stored[object]) -> str:
    """What a column holds."""
    for sort, kind in ((EnumColumn, WORD), (Boolean, BOOLEAN), (Integer, INTEGER), (Float, NUMBER)):
        if isinstance(stored.type, sort):
            return kind
    if stored.name.endswith(("_earliest", "_latest")):
        return DATE
    return DATETIME if stored.name == "updated_at" else TEXT


def choices(stored: Stored[object]) -> tuple[tuple[str, str], ...]:
    """The values of a closed vocabulary, and what each means."""
    words = stored.type.enum_class if isinstance(stored.type, EnumColumn) else None
    return meanings(words or ())


def meanings(words: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """Members of a vocabulary by their values."""
    return tuple((word.value, word.description) for word in words)
