"""Identifiers that other datasets give to our records."""

from sqlalchemy import Index
from sqlmodel import Field

from db.base import choice, link, string
from db.enums import IdScheme
from db.fuzzy import Since, Until, told_whole


class ExternalId(Since, Until, table=True):
    """One identifier of a record in a scheme, with the release and the time in which it holds."""

    __tablename__ = "external_id"
    __table_args__ = (
        Index("ix_external_id_record", "record_id", "position", "id"),
        Index("ix_external_id_value", "scheme", "value", "id"),
        told_whole("since"),
        told_whole("until"),
    )
    id: int | None = Field(default=None, primary_key=True)
    record_id: int = link("record.id")
    position: int
    scheme: IdScheme = choice(IdScheme)
    value: str = string()
    url: str | None = string(default=None)
    release: str | None = string(default=None)
