"""Meetings, who hosted them, and the parts that actors and persons had in them."""

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from db.base import choice, link, record_key, reference, slug, string, within_int
from db.enums import ActorPart, MeetingKind, MeetingModality, MeetingStatus, PersonPart
from db.fuzzy import End, Start, told_whole


class Meeting(Start, End, table=True):
    """One meeting, held or not."""

    __table_args__ = (
        Index("ix_meeting_start", "start_earliest", "id"),
        Index("ix_meeting_end_up", sql("coalesce(end_earliest, '9999-12-31')"), "id"),
        Index("ix_meeting_end_down", sql("coalesce(end_earliest, '0001-01-01')"), "id"),
        Index("ix_meeting_title", "title_fold", "id"),
        Index("ix_meeting_updated", "updated_at", "id"),
        Index("ix_meeting_process", "process_id", "start_earliest", "id"),
        Index("ix_meeting_kind", "kind", "start_earliest", "id"),
        within_int("round"),
        within_int("duration_minutes"),
        told_whole("end"),
    )
    id: int = record_key()
    slug: str = slug()
    title: str = string()
    title_fold: str = string()
    round: int | None = None
    kind: MeetingKind = choice(MeetingKind)
    modality: MeetingModality = choice(MeetingModality)
    status: MeetingStatus = choice(MeetingStatus)
    duration_minutes: int | None = None
    venue_id: int | None = reference("place.id", default=None)
    process_id: int | None = reference("process.id", default=None, index=False)
    part_of_id: int | None = reference("meeting.id", default=None)
    follows_id: int | None = reference("meeting.id", default=None)
    note: str | None = string(default=None)
    updated_at: str = string()


class Hosting(SQLModel, table=True):
    """An actor hosted a meeting; `start` repeats the meeting's, so that a host's meetings page by an index alone."""

    __table_args__ = (Index("ix_hosting_actor", "actor_id", "start", "meeting_id"),)
    meeting_id: int = link("meeting.id", primary_key=True)
    actor_id: int = reference("actor.id", primary_key=True, index=False)
    position: int
    start: str = string()


class MeetingConflict(SQLModel, table=True):
    """A meeting deals with a conflict beside the one of its process."""

    __tablename__ = "meeting_conflict"
    meeting_id: int = link("meeting.id", primary_key=True)
    conflict_id: int = reference("conflict.id", primary_key=True)
    position: int


class ActorMeeting(SQLModel, table=True):
    """Kept ready: the part an actor had in a meeting (derived by `db.parts`), ordered as its pages are."""

    __tablename__ = "actor_meeting"
    __table_args__ = (Index("ix_actor_meeting_page", "actor_id", "part", "start", "meeting_id"),)
    meeting_id: int = link("meeting.id", primary_key=True)
    part: ActorPart = choice(ActorPart, primary_key=True)
    actor_id: int = reference("actor.id", primary_key=True, index=False)
    start: str = string()


class PersonMeeting(SQLModel, table=True):
    """Kept ready: the part a person had in a meeting (derived by `db.parts`), ordered as its pages are."""

    __tablename__ = "person_meeting"
    __table_args__ = (Index("ix_person_meeting_page", "person_id", "part", "start", "meeting_id"),)
    meeting_id: int = link("meeting.id", primary_key=True)
    part: PersonPart = choice(PersonPart, primary_key=True)
    person_id: int = reference("person.id", primary_key=True, index=False)
    start: str = string()
