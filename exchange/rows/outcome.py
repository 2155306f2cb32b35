"""Rows of an outcome and its parts."""

from itertools import chain

from db import (
    Document,
    Outcome,
    OutcomeActor,
    OutcomeConflict,
    OutcomeLink,
    OutcomeStatusChange,
    Quantity,
)
from db.enums import OutcomeActorRole, OutcomeStatus, RecordType
from db.text import fold
from exchange import record
from exchange.rows import keys
from exchange.rows.common import Context, Rows, citable, first_day, fuzzy

Place = tuple[int, int, record.Meeting] | None
"""The meeting's number, the order among its outcomes, and the meeting; None when the outcome stands alone."""


def outcome(rows: Rows, ids: Context, form: record.Outcome, place: Place = None) -> None:
    """What came of it; date and process are its own, else the meeting's."""
    number = ids.id(RecordType.OUTCOME, form.id)
    date = form.date or (place[2].start if place else "")
    process = form.process or (place[2].process if place else None)
    rows.add(
        Outcome,
        id=number,
        slug=form.id,
        meeting_id=place[0] if place else None,
        position=place[1] if place else 0,
        process_id=ids.maybe(RecordType.PROCESS, process),
        kind=form.kind,
        status=form.status,
        title=form.title,
        title_fold=fold(form.title),
        summary=form.summary,
        date_inherited=form.date is None,
        led_to_id=ids.maybe(RecordType.MEETING, form.led_to),
        note=form.note,
        updated_at=ids.moment,
        **fuzzy("date", date),
        **fuzzy("expected", form.expected),
    )
    citable(rows, ids, number, form)
    _actors(rows, ids, form, (number, first_day(date)))
    _figures(rows, ids, form, number)
    _life(rows, ids, form, number)
    _papers(rows, ids, form, number)


def _actors(rows: Rows, ids: Context, form: record.Outcome, place: tuple[int, str]) -> None:
    number, day = place
    tied = chain(
        ((OutcomeActorRole.PROPOSED_BY, *one) for one in enumerate(form.proposed_by)),
        ((OutcomeActorRole.ADDRESSED_TO, *one) for one in enumerate(form.addressed_to)),
        ((OutcomeActorRole.SIGNATORY, *one) for one in enumerate(form.signatories)),
    )
    for role, at, name in tied:
        actor_id = ids.id(RecordType.ACTOR, name)
        rows.add(OutcomeActor, outcome_id=number, role=role, actor_id=actor_id, position=at, date=day)
    for at, name in enumerate(form.conflicts):
        conflict_id = ids.id(RecordType.CONFLICT, name)
        rows.add(OutcomeConflict, outcome_id=number, conflict_id=conflict_id, position=at)


def _figures(rows: Rows, ids: Context, form: record.Outcome, number: int) -> None:
    for at, one in enumerate(form.quantities):
        rows.add(
            Quantity,
            outcome_id=number,
            position=at,
            amount=one.count,
            bound=one.bound,
            category=one.category,
            unit=one.unit,
            per=one.per,
            from_id=ids.maybe(RecordType.ACTOR, one.from_),
            to_id=ids.maybe(RecordType.ACTOR, one.to),
        )


def _life(rows: Rows, ids: Context, form: record.Outcome, number: int) -> None:
    """The steps told, and the present status as the last one where the steps do not say it."""
    for at, (key, status) in enumerate(zip(keys.steps(form), keys.statuses(form), strict=True)):
        step = form.status_history[at] if at < len(form.status_history) else None
        step_id = ids.id(RecordType.STATUS_CHANGE, key)
        rows.add(
            OutcomeStatusChange,
            id=step_id,
            outcome_id=number,
            position=at,
            status=OutcomeStatus[status],
            note=step and step.note,
            **fuzzy("date", step.date if step else None),
        )
        if step:
            citable(rows, ids, step_id, step)


def _papers(rows: Rows, ids: Context, form: record.Outcome, number: int) -> None:
    for at, link in enumerate(form.links):
        target = ids.id(RecordType.OUTCOME, link.outcome)
        rows.add(OutcomeLink, outcome_id=number, kind=link.kind, target_id=target, position=at)
    for at, (key, paper) in enumerate(zip(keys.documents(form), form.documents, strict=True)):
        paper_id = ids.id(RecordType.DOCUMENT, key)
        rows.add(
            Document,
            id=paper_id,
            outcome_id=number,
            position=at,
            title=paper.title,
            url=paper.url,
            language=paper.language,
        )
        citable(rows, ids, paper_id, paper)
