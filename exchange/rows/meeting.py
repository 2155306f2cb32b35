"""Rows of a meeting and of everything that hangs on it."""

from typing import Final

from db import Hosting, Meeting, MeetingConflict
from db.enums import MeetingKind, MeetingModality, RecordType
from db.text import fold
from exchange import record
from exchange.rows import keys, place
from exchange.rows.common import Context, Rows, citable, first_day, fuzzy
from exchange.rows.delegation import Held, delegation, mediator
from exchange.rows.outcome import outcome
from exchange.rows.statement import statement

MODALITIES: Final = {
    MeetingKind.PHONE_CALL: MeetingModality.PHONE,
    MeetingKind.PROXIMITY_TALKS: MeetingModality.PROXIMITY,
    MeetingKind.SHUTTLE: MeetingModality.SHUTTLE,
}
"""What a kind says about how the sides faced each other."""


def meeting(rows: Rows, ids: Context, form: record.Meeting) -> None:
    """The meeting with its hosts, sides, outcomes and statements."""
    number = ids.id(RecordType.MEETING, form.id)
    _meeting(rows, ids, form, number)
    for at, host in enumerate(form.hosts):
        rows.add(
            Hosting,
            meeting_id=number,
            actor_id=ids.id(RecordType.ACTOR, host),
            position=at,
            start=first_day(form.start),
        )
    for at, conflict in enumerate(form.conflicts):
        number_of = ids.id(RecordType.CONFLICT, conflict)
        rows.add(MeetingConflict, meeting_id=number, conflict_id=number_of, position=at)
    citable(rows, ids, number, form)
    _parts(rows, ids, form, number)


def _meeting(rows: Rows, ids: Context, form: record.Meeting, number: int) -> None:
    rows.add(
        Meeting,
        id=number,
        slug=form.id,
        title=form.title,
        title_fold=fold(form.title),
        round=form.round,
        kind=form.kind,
        modality=form.modality or MODALITIES.get(form.kind, MeetingModality.UNKNOWN),
        status=form.status,
        duration_minutes=form.duration_minutes,
        venue_id=ids.places[place.slug(form.venue)] if form.venue else None,
        process_id=ids.maybe(RecordType.PROCESS, form.process),
        part_of_id=ids.maybe(RecordType.MEETING, form.part_of),
        follows_id=ids.maybe(RecordType.MEETING, form.follows),
        note=form.note,
        updated_at=ids.moment,
        **fuzzy("start", form.start),
        **fuzzy("end", form.end),
    )


def _parts(rows: Rows, ids: Context, form: record.Meeting, number: int) -> None:
    held = Held(number, form.status, first_day(form.start))
    for at, (slug, side) in enumerate(keys.delegations(form)):
        delegation(rows, ids, held, (slug, at), side)
    for at, (slug, third) in enumerate(keys.mediators(form)):
        mediator(rows, ids, held, (slug, at), third)
    for at, one in enumerate(form.outcomes):
        outcome(rows, ids, one, (number, at, form))
    for at, (slug, voiced) in enumerate(keys.statements(form)):
        statement(rows, ids, held, (slug, at), voiced)
