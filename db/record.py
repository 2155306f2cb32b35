"""The one id space of citable things, the names that lead to them, and the changes made to them."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from db.base import choice, link, reference, string
from db.enums import Operation, RecordType


class Record(SQLModel, table=True):
    """A citable thing: its number is the primary key of its noun's table and the target of citations, names and ids."""

    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    type: RecordType = choice(RecordType, index=True)
    merged_into: int | None = reference("record.id", default=None)


class RecordAlias(SQLModel, table=True):
    """A former slug that keeps resolving after a record was renamed or merged."""

    __tablename__ = "record_alias"
    type: RecordType = choice(RecordType, primary_key=True)
    slug: str = string(primary_key=True)
    record_id: int = link("record.id", index=True)


class Change(SQLModel, table=True):
    """One write to one record: who, when, why, and the record form before and after (JSON text).

    `id` is the place in the sequence of all changes. `record_id` is no foreign key: the log outlives what was deleted.
    Sources, whose numbers are their own, have none.
    """

    __table_args__ = (
        Index("ix_change_slug", "type", "slug", "id"),
        Index("ix_change_record", "record_id", "id"),
        Index("ix_change_at", "at", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    at: str = string()
    record_id: int | None = Field(default=None)
    type: RecordType = choice(RecordType)
    slug: str = string()
    operation: Operation = choice(Operation)
    agent: str = string()
    reason: str | None = string(default=None)
    before: str | None = string(default=None)
    after: str | None = string(default=None)
