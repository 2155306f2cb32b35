"""Sources, and the citations that tie a fact to them."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from db.base import choice, link, reference, slug, string
from db.enums import TitleKind
from db.fuzzy import Published, told_whole


class Source(Published, table=True):
    """A published page or document; one row per canonical address."""

    __table_args__ = (
        Index("ix_source_published", "published_earliest", "id"),
        told_whole("published"),
    )
    id: int | None = Field(default=None, primary_key=True)
    slug: str = slug()
    url: str | None = string(default=None, unique=True)
    title: str | None = string(default=None)
    title_kind: TitleKind = choice(TitleKind)
    publisher: str | None = string(default=None)
    publisher_fold: str | None = string(default=None)
    language: str | None = string(default=None)
    updated_at: str = string()


class SourceAlias(SQLModel, table=True):
    """The id under which a file or partner knows a source: `<file or partner>/<local id>`."""

    __tablename__ = "source_alias"
    slug: str = string(primary_key=True)
    source_id: int = link("source.id", index=True)


class Citation(SQLModel, table=True):
    """A record, or one field of it, rests on a source; `claim` is what this source says where it differs."""

    __table_args__ = (
        Index("ix_citation_record", "record_id", "position", "id"),
        Index("ix_citation_source", "source_id", "record_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    record_id: int = link("record.id")
    source_id: int = reference("source.id", index=False)
    position: int
    field: str | None = string(default=None)
    claim: str | None = string(default=None)
    attribution: str | None = string(default=None)
    note: str | None = string(default=None)
