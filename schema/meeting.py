"""Meetings: who met whom, where, brought together by whom, and what came of it."""

import strawberry

import db
from engine.words import column, embedded, many, one, page, stored
from exchange.limits import LISTS
from resolvers import meeting as relations
from schema.bounds import CONFLICTS_OF_MEETING, FOLLOWING_MEETINGS
from schema.enums import MeetingKind, MeetingModality, MeetingStatus
from schema.forward import (
    ActorRef,
    ConflictRef,
    DelegationRef,
    MediatorRef,
    MeetingRef,
    OutcomeRef,
    Persons,
    ProcessRef,
    StatementRef,
)
from schema.fuzzy_date import FuzzyDate
from schema.place import Place
from schema.record import Record


@strawberry.type(description="One meeting: held, or proposed, scheduled, postponed or cancelled.")
@stored(db.Meeting)
class Meeting(Record):
    """One meeting, held or not."""

    slug: str = column(db.Meeting.slug, "Its id in records: istanbul-2025-06-02.")
    title: str = column(db.Meeting.title, "What it is called here: our words, not a headline.")
    round: int | None = column(
        db.Meeting.round, "The number of the round, where the sides or sources count them."
    )
    kind: MeetingKind = column(db.Meeting.kind, "What sort of meeting it is.")
    modality: MeetingModality = column(db.Meeting.modality, "How the sides faced each other.")
    status: MeetingStatus = column(db.Meeting.status, "Whether it took place.")
    start: FuzzyDate = embedded("start", "When it began.")
    end: FuzzyDate | None = embedded("end", "When it ended; null when not recorded.")
    duration_minutes: int | None = column(
        db.Meeting.duration_minutes, "How many minutes it lasted, as reported."
    )
    venue: Place | None = one(relations.venue, "Where it was held.")
    hosts: list[ActorRef] = many(
        relations.hosts,
        "Who hosted it, whatever its status; several when it was hosted jointly.",
        maximum=LISTS["hosts"],
    )
    process: ProcessRef | None = one(relations.process, "The track or series to which it belongs.")
    conflicts: list[ConflictRef] = many(
        relations.conflicts,
        "The conflicts it deals with: the one of its process and those named for the meeting, by name.",
        maximum=CONFLICTS_OF_MEETING,
        order=(db.Conflict.name_fold,),
    )
    part_of: MeetingRef | None = one(
        relations.part_of, "The larger meeting of which it was a session, or on whose sidelines it was held."
    )
    follows: MeetingRef | None = one(relations.follows, "The meeting before it in the series.")
    followed_by: list[MeetingRef] = many(
        relations.followed_by,
        "The meetings that followed it in the series, earliest first.",
        maximum=FOLLOWING_MEETINGS,
        order=(db.Meeting.start_earliest,),
    )
    delegations: list[DelegationRef] = many(
        relations.delegations,
        "The sides that were there or invited.",
        maximum=LISTS["delegations"],
        filtered=True,
    )
    mediators: list[MediatorRef] = many(
        relations.mediators,
        "The third parties and their roles; guarantors, observers and co-sponsors among them.",
        maximum=LISTS["mediators"],
        filtered=True,
    )
    outcomes: list[OutcomeRef] = many(
        relations.outcomes,
        "What came of it, proposals and demands among it; in the order of the record unless ordered.",
        maximum=LISTS["outcomes"],
        filtered=True,
        sortable=True,
    )
    statements: list[StatementRef] = many(
        relations.statements, "Who judged it how.", maximum=LISTS["statements"]
    )
    persons: Persons = page(
        relations.persons,
        "Everyone in the room: seats of a meeting that was held, without those who were only invited, or absent.",
    )
    note: str | None = column(
        db.Meeting.note, "A remark: where sources disagree, or the record is incomplete."
    )
