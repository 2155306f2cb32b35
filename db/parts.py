"""The parts of actors and persons in meetings, derived from delegations, mediators and seats into two tables kept for paging.

What each part means is said by the relations of `resolvers/part.py`; a test compares the two on every meeting.
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import (
    Select,
    Table,
    and_,
    delete,
    exists,
    insert,
    literal,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, SQLModel

from db.delegation import Delegation, DelegationActor, Mediator, Seat
from db.enums import (
    ActorPart,
    Attendance,
    DelegationRole,
    MediatorRole,
    MeetingStatus,
    PersonPart,
    SeatRole,
)
from db.meeting import ActorMeeting, Meeting, PersonMeeting
from db.person import Person

MEDIATING = (
    MediatorRole.MEDIATOR,
    MediatorRole.FACILITATOR,
    MediatorRole.GOOD_OFFICES,
    MediatorRole.CHAIR,
)
"""Roles that count as mediating; guarantors, observers and co-sponsors do not."""

AWAY = (Attendance.INVITED, Attendance.ABSENT)
"""Attendance of those who were not in the room."""


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


_MEETING, _PERSON = _table(Meeting), _table(Person)
_DELEGATION, _DELEGATION_ACTOR = _table(Delegation), _table(DelegationActor)
_MEDIATOR, _SEAT = _table(Mediator), _table(Seat)

Rule = Select[tuple[int, int, str]]
_BATCH = 500  # meetings a statement; bounds the parameters, not the result


Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]


def refresh_parts(session: Session, meetings: Collection[int] | None = None) -> None:
    """Derive the parts of these meetings anew (of all when None), in the caller's transaction."""
    session.flush()
    if meetings is None:
        _refresh(session, lambda _: true())
        return
    ids = sorted(meetings)
    for start in range(0, len(ids), _BATCH):
        _refresh(session, _among(ids[start : start + _BATCH]))


def _among(ids: list[int]) -> Wanted:
    return lambda meeting: meeting.in_(ids)


def _refresh(session: Session, wanted: Wanted) -> None:
    """Derive again, and touch only the rows that differ; the rules give (meeting, who, start)."""
    connection = session.connection()
    targets = (
        (_table(ActorMeeting), "actor_id", _actor_rules()),
        (_table(PersonMeeting), "person_id", _person_rules()),
    )
    for target, who, rules in targets:
        columns = [target.c[name] for name in ("meeting_id", "part", who, "start")]
        derived = union_all(*(_rows(target, part, rule.where(wanted(_MEETING.c.id))) for part, rule in rules))
        kept = wanted(target.c.meeting_id)
        connection.execute(delete(target).where(kept, tuple_(*columns).not_in(derived)))
        found = derived.subquery()
        fresh = select(found).where(tuple_(*found.c).not_in(select(*columns).where(kept)))
        connection.execute(insert(target).from_select(columns, fresh))


def _rows(target: Table, part: ActorPart | PersonPart, rule: Rule) -> Select[Any]:
    """What a rule gives, as rows of the table."""
    found = rule.subquery()
    return select(found.c[0], literal(part, type_=target.c.part.type), found.c[1], found.c[2])


def _actor_rules() -> list[tuple[ActorPart, Rule]]:
    delegations = (
        select(_MEETING.c.id, _DELEGATION_ACTOR.c.actor_id, _MEETING.c.start_earliest)
        .join_from(_MEETING, _DELEGATION, _DELEGATION.c.meeting_id == _MEETING.c.id)
        .join(_DELEGATION_ACTOR, _DELEGATION_ACTOR.c.delegation_id == _DELEGATION.c.id)
        .distinct()
    )
    seats = select(_SEAT.c.id).where(_SEAT.c.delegation_id == _DELEGATION.c.id).correlate(_DELEGATION)
    came = or_(~exists(seats), exists(seats.where(_SEAT.c.attendance.not_in(AWAY))))
    held = _MEETING.c.status == MeetingStatus.HELD
    return [
        (
            ActorPart.PARTY,
            delegations.where(_DELEGATION.c.role == DelegationRole.PARTY),
        ),
        (ActorPart.ATTENDEE, delegations),
        (ActorPart.ATTENDED, delegations.where(held, came)),
        (ActorPart.MEDIATED, _mediated()),
    ]


def _mediated() -> Rule:
    """Three ways to have mediated: as a mediator, through a person among a mediator's people, by a delegation."""
    itself = select(_MEDIATOR.c.meeting_id, _MEDIATOR.c.actor_id).where(
        _MEDIATOR.c.role.in_(MEDIATING), _MEDIATOR.c.actor_id.is_not(None)
    )
    through_persons = (
        select(_MEDIATOR.c.meeting_id, _PERSON.c.actor_id)
        .join_from(_MEDIATOR, _SEAT, _SEAT.c.mediator_id == _MEDIATOR.c.id)
        .join(_PERSON, _PERSON.c.id == _SEAT.c.person_id)
        .where(_MEDIATOR.c.role.in_(MEDIATING), _PERSON.c.actor_id.is_not(None))
    )
    by_delegation = (
        select(_DELEGATION.c.meeting_id, _DELEGATION_ACTOR.c.actor_id)
        .join_from(
            _DELEGATION,
            _DELEGATION_ACTOR,
            _DELEGATION_ACTOR.c.delegation_id == _DELEGATION.c.id,
        )
        .where(_DELEGATION.c.role == DelegationRole.MEDIATOR)
    )
    ways = union(itself, through_persons, by_delegation).subquery()
    return select(_MEETING.c.id, ways.c[1], _MEETING.c.start_earliest).join_from(
        _MEETING, ways, ways.c[0] == _MEETING.c.id
    )


def _person_rules() -> list[tuple[PersonPart, Rule]]:
    seats = (
        select(_MEETING.c.id, _SEAT.c.person_id, _MEETING.c.start_earliest)
        .join_from(_MEETING, _SEAT, _SEAT.c.meeting_id == _MEETING.c.id)
        .distinct()
    )
    head = and_(_SEAT.c.role == SeatRole.HEAD, _SEAT.c.delegation_id.is_not(None))
    came = and_(_MEETING.c.status == MeetingStatus.HELD, _SEAT.c.attendance.not_in(AWAY))
    return [
        (PersonPart.LED, seats.where(head)),
        (PersonPart.SEATED, seats),
        (PersonPart.PRESENT, seats.where(came)),
    ]
