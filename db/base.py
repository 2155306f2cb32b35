"""The words every table is spelled with: text that orders the same everywhere, enums with a CHECK, days and moments."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, MetaData, String
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

# Names every constraint, so that SQLite's batch migrations and PostgreSQL can both address it.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata

# PostgreSQL would order by the server's locale; SQLite knows no collation "C" and orders by bytes anyway.
Text: TypeEngine[str] = String().with_variant(String(collation="C"), "postgresql")

INT_MAX = 2**31 - 1
"""GraphQL's Int has 32 bits; a table refuses what the API could not say."""


def string(**options: Any) -> Any:
    """A NOT NULL text column (nullable when the annotation says so)."""
    return Field(sa_type=Text, **options)


def slug() -> Any:
    """The id that records use: unique in its table, never reused."""
    return Field(sa_type=Text, unique=True)


def record_key() -> Any:
    """The primary key of a citable thing: a row of `record`."""
    return Field(
        primary_key=True,
        foreign_key="record.id",
        sa_column_kwargs={"autoincrement": False},
    )


def link(target: str, *, index: bool = False, **options: Any) -> Any:
    """A foreign key that is owned by its target: deleting the target deletes the row."""
    return Field(foreign_key=target, ondelete="CASCADE", index=index, **options)


def reference(target: str, **options: Any) -> Any:
    """A foreign key to a thing that must outlive the row; always indexed, since it is walked backwards."""
    return Field(foreign_key=target, index=options.pop("index", True), **options)


def choice(values: type[StrEnum], *, name: str | None = None, **options: Any) -> Any:
    """An enum column: text with a CHECK, the same on both databases, and no server-side type to migrate."""
    kind: Any = Enum(
        values,
        values_callable=lambda vocabulary: [member.value for member in vocabulary],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name or values.__name__.lower(),
    )
    return Field(sa_type=kind, **options)


def within_int(column: str, lowest: int = 0) -> CheckConstraint:
    """A CHECK that keeps a whole number inside GraphQL's Int."""
    return CheckConstraint(f"{column} BETWEEN {lowest} AND {INT_MAX}", name=f"{column}_range")
