"""Outcomes: what came of meetings."""

import strawberry

import db
from engine.inputs import by, dated, filters, matches, orders, some, year_of
from engine.words import column, embedded, many, one, page, stored
from exchange.limits import LISTS
from resolvers import change as changes
from resolvers import outcome as relations
from resolvers import record
from schema.bounds import CONFLICTS_OF_OUTCOME
from schema.citation import Citation
from schema.document import Document
from schema.enums import OutcomeKind, OutcomeLinkKind, OutcomeStatus
from schema.forward import ActorRef, Changes, ConflictRef, MeetingRef, OutcomeRef, ProcessRef
from schema.fuzzy_date import FuzzyDate
from schema.quantity import Quantity
from schema.record import Record


@strawberry.type(description="A step in the life of an outcome.")
@stored(db.OutcomeStatusChange)
class OutcomeStatusChange:
    """A step in the life of an outcome."""

    status: OutcomeStatus = column(db.OutcomeStatusChange.status, "How far it had come.")
    date: FuzzyDate | None = embedded("date", "When; null when not known.")
    note: str | None = column(db.OutcomeStatusChange.note, "What happened.")
    citations: list[Citation] = many(
        record.citations, "The sources on which the step rests.", maximum=LISTS["citations"]
    )


@strawberry.type(description="How an outcome bears on another.")
@stored(db.OutcomeLink)
class OutcomeLink:
    """How an outcome bears on another."""

    kind: OutcomeLinkKind = column(db.OutcomeLink.kind, "What this outcome does to the other.")
    outcome: OutcomeRef = one(relations.link_target, "The other outcome.")


@strawberry.type(
    description="What came of a meeting: agreed, proposed, demanded or refused. "
    "Or an agreement that is known without its meeting."
)
@stored(db.Outcome)
class Outcome(Record):
    """What came of a meeting."""

    slug: str = column(db.Outcome.slug, "Its id in records: istanbul-2025-06-02-remains.")
    meeting: MeetingRef | None = one(
        relations.meeting, "The meeting it came of; null for an agreement known without its meeting."
    )
    process: ProcessRef | None = one(relations.process, "The track or series to which it belongs.")
    conflicts: list[ConflictRef] = many(
        relations.conflicts,
        "The conflicts it bears on: the one of its process and those named for it or for its meeting, by name.",
        maximum=CONFLICTS_OF_OUTCOME,
        order=(db.Conflict.name_fold,),
    )
    kind: OutcomeKind = column(db.Outcome.kind, "What sort of outcome it is.")
    status: OutcomeStatus = column(db.Outcome.status, "How far it has come, as last known.")
    status_history: list[OutcomeStatusChange] = many(
        relations.status_history,
        "How it came there: at least the present status, each step dated where known.",
        maximum=LISTS["status_history"],
    )
    title: str = column(db.Outcome.title, "What it is, in a short phrase of ours.")
    summary: str | None = column(db.Outcome.summary, "What it says, in our words.")
    proposed_by: list[ActorRef] = many(
        relations.proposed_by, "Who proposed or demanded it.", maximum=LISTS["proposed_by"]
    )
    addressed_to: list[ActorRef] = many(
        relations.addressed_to, "Who was asked.", maximum=LISTS["addressed_to"]
    )
    signatories: list[ActorRef] = many(relations.signatories, "Who signed it.", maximum=LISTS["signatories"])
    quantities: list[Quantity] = many(
        relations.quantities, "Its figures: how many of what, from whom to whom.", maximum=LISTS["quantities"]
    )
    date: FuzzyDate = embedded("date", "Its own date, else the day its meeting began.")
    date_inherited: bool = column(db.Outcome.date_inherited, "Whether the date is the meeting's.")
    expected: FuzzyDate | None = embedded("expected", "When what was proposed or planned is to happen.")
    led_to: MeetingRef | None = one(
        relations.led_to, "The meeting that was held because of it: what a NEXT_MEETING became."
    )
    links: list[OutcomeLink] = many(
        relations.links, "How it bears on other outcomes.", maximum=LISTS["links"]
    )
    documents: list[Document] = many(
        relations.documents, "Where it is written down.", maximum=LISTS["documents"]
    )
    note: str | None = column(db.Outcome.note, "A remark: where sources disagree.")
    history: Changes = page(
        changes.outcome,
        "Every change of the outcome, or of the meeting that it came of, the first one first.",
    )


filters(
    db.Outcome,
    slug=matches(db.Outcome.slug, "Its id in records."),
    title=matches(db.Outcome.title, "What it is, in a short phrase."),
    kind=matches(db.Outcome.kind, "What sort of outcome it is."),
    status=matches(db.Outcome.status, "How far it has come, as last known."),
    date=dated(db.Outcome.date_edtf, "Its own date, else the day its meeting began."),
    year=year_of(db.Outcome.date_earliest, "The year of its date, at the earliest."),
    expected=dated(db.Outcome.expected_edtf, "When what was proposed or planned is to happen."),
    updated_at=matches(db.Outcome.updated_at, "When the record was last changed."),
    meeting=some(relations.meeting, "The meeting it came of matches."),
    led_to=some(relations.led_to, "The meeting that was held because of it matches."),
    process=some(relations.process, "The process to which it belongs matches."),
    conflict=some(relations.conflicts, "Some conflict it bears on matches."),
    proposed_by=some(relations.proposed_by, "Some actor that proposed or demanded it matches."),
    addressed_to=some(relations.addressed_to, "Some actor that was asked matches."),
    signatory=some(relations.signatories, "Some actor that signed it matches."),
)
orders(
    db.Outcome,
    DATE=by(db.Outcome.date_earliest, "Its date, by the earliest possible day."),
    TITLE=by(db.Outcome.title_fold, "Title, without regard to case and accents."),
    UPDATED_AT=by(db.Outcome.updated_at, "When the record was last changed."),
)
