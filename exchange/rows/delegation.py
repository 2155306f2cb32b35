"""Rows of delegations, mediators and their seats."""

from typing import NamedTuple

from db import Delegation, DelegationActor, Mediator, Seat
from db.enums import Attendance, MeetingStatus, RecordType, SeatRole
from db.text import fold
from exchange import record
from exchange.rows.common import Context, Rows, citable


class Held(NamedTuple):
    """What parts of a meeting repeat of it."""

    meeting_id: int
    status: MeetingStatus
    start: str


def delegation(rows: Rows, ids: Context, held: Held, place: tuple[str, int], form: record.Delegation) -> None:
    """One side: whom it sat for, who sat on it."""
    slug, at = place
    number = ids.id(RecordType.DELEGATION, slug)
    rows.add(
        Delegation,
        id=number,
        slug=slug,
        meeting_id=held.meeting_id,
        position=at,
        role=form.role,
        size=form.size,
        note=form.note,
        start=held.start,
        updated_at=ids.moment,
    )
    for order, name in enumerate(form.actors):
        actor_id = ids.id(RecordType.ACTOR, name)
        rows.add(DelegationActor, delegation_id=number, actor_id=actor_id, position=order, start=held.start)
    for order, member in enumerate(form.people()):
        role = SeatRole.HEAD if member.person in form.heads else SeatRole.MEMBER
        _seat(rows, ids, held, (slug, number, None, order, role), member)
    citable(rows, ids, number, form)


def mediator(rows: Rows, ids: Context, held: Held, place: tuple[str, int], form: record.Mediator) -> None:
    """One third party's part and its people."""
    slug, at = place
    number = ids.id(RecordType.MEDIATOR, slug)
    rows.add(
        Mediator,
        id=number,
        slug=slug,
        meeting_id=held.meeting_id,
        position=at,
        actor_id=ids.maybe(RecordType.ACTOR, form.actor),
        role=form.role,
        appointed_by_id=ids.maybe(RecordType.ACTOR, form.appointed_by),
        start=held.start,
        updated_at=ids.moment,
    )
    for order, member in enumerate(form.members):
        # A delegation may have the same slug as a mediator; their seats must not.
        _seat(rows, ids, held, (f"{slug}.mediating", None, number, order, SeatRole.MEMBER), member)
    citable(rows, ids, number, form)


def _seat(
    rows: Rows,
    ids: Context,
    held: Held,
    side: tuple[str, int | None, int | None, int, SeatRole],
    member: record.Member,
) -> None:
    slug, delegation_id, mediator_id, order, role = side
    usual = Attendance.PRESENT if held.status == MeetingStatus.HELD else Attendance.UNKNOWN
    rows.add(
        Seat,
        slug=f"{slug}.{member.person}",
        meeting_id=held.meeting_id,
        delegation_id=delegation_id,
        mediator_id=mediator_id,
        position=order,
        person_id=ids.id(RecordType.PERSON, member.person),
        role=role,
        capacity=member.capacity,
        capacity_fold=member.capacity and fold(member.capacity),
        attendance=member.attendance or usual,
        start=held.start,
    )
