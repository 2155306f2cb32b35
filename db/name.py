"""Names of actors and persons in many languages, with the time in which they held."""

from sqlalchemy import Index
from sqlmodel import Field

from db.base import choice, link, string
from db.enums import NameKind
from db.fuzzy import Since, Until, told_whole


class Name(Since, Until, table=True):
    """One name of a record in one language (BCP 47), in the order in which names are preferred."""

    __table_args__ = (
        Index("ix_name_record", "record_id", "position", "id"),
        Index("ix_name_language", "record_id", "language", "position", "id"),
        told_whole("since"),
        told_whole("until"),
    )
    id: int | None = Field(default=None, primary_key=True)
    record_id: int = link("record.id")
    position: int
    text: str = string()
    fold: str = string()
    language: str | None = string(default=None)
    kind: NameKind = choice(NameKind)
