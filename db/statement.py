"""Judgements voiced about a meeting."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from db.base import choice, link, record_key, reference, slug, string
from db.enums import Stance
from db.fuzzy import Dated, told_whole


class Statement(Dated, table=True):
    """Who judged a meeting how; `day` is its own earliest day, else the meeting's, and orders it."""

    __table_args__ = (
        Index("ix_statement_meeting", "meeting_id", "position", "id"),
        Index("ix_statement_actor", "actor_id", "day", "id"),
        Index("ix_statement_day", "day", "id"),
        Index("ix_statement_updated", "updated_at", "id"),
        told_whole("date"),
    )
    id: int = record_key()
    slug: str = slug()
    meeting_id: int = link("meeting.id")
    position: int
    actor_id: int | None = reference("actor.id", default=None, index=False)
    stance: Stance = choice(Stance)
    summary: str = string()
    summary_fold: str = string()
    day: str = string()
    updated_at: str = string()


class StatementSpeaker(SQLModel, table=True):
    """A person voiced a statement; several when it was joint. `day` repeats the statement's."""

    __tablename__ = "statement_speaker"
    __table_args__ = (Index("ix_statement_speaker_page", "person_id", "day", "statement_id"),)
    statement_id: int = link("statement.id", primary_key=True)
    person_id: int = reference("person.id", primary_key=True, index=False)
    position: int
    day: str = string()
