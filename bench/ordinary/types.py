"""The types that meetings are made of: columns are attributes, relations are resolvers that ask a loader."""

import strawberry
from sqlmodel.sql.expression import SelectOfScalar
from strawberry import ID, Info, Private

import db
from bench.ordinary.loaders import Loaders
from db.enums import (
    Attendance,
    DatePrecision,
    DelegationRole,
    MediatorRole,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    OutcomeKind,
    OutcomeStatus,
    SeatRole,
)

for vocabulary in (
    Attendance,
    DatePrecision,
    DelegationRole,
    MediatorRole,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    OutcomeKind,
    OutcomeStatus,
    SeatRole,
):
    strawberry.enum(vocabulary)

Asked = Info[Loaders, None]


@strawberry.type
class FuzzyDate:
    edtf: str
    earliest: str | None
    latest: str | None
    precision: DatePrecision


def fuzzy(row: object, prefix: str) -> FuzzyDate:
    """The date of a row."""
    return FuzzyDate(
        edtf=getattr(row, f"{prefix}_edtf"),
        earliest=getattr(row, f"{prefix}_earliest"),
        latest=getattr(row, f"{prefix}_latest"),
        precision=getattr(row, f"{prefix}_precision"),
    )


@strawberry.type
class Actor:
    name: str


@strawberry.type
class Process:
    name: str


@strawberry.type
class Person:
    slug: str
    name: str


@strawberry.type
class Place:
    name: str | None
    city: str | None
    country_id: Private[int | None]

    @strawberry.field
    async def country(self, info: Asked) -> Actor | None:
        return await actor(info, self.country_id)


@strawberry.type
class Seat:
    role: SeatRole
    capacity: str | None
    attendance: Attendance
    person_id: Private[int]

    @strawberry.field
    async def person(self, info: Asked) -> Person:
        return await person(info, self.person_id)


@strawberry.input
class DelegationRoleWhere:
    eq: DelegationRole | None = None


@strawberry.input
class DelegationWhere:
    role: DelegationRoleWhere | None = None


@strawberry.type
class Delegation:
    key: Private[int]
    role: DelegationRole

    @strawberry.field
    async def actor(self, info: Asked) -> Actor | None:
        sent = await info.context.senders.load(self.key)
        return await actor(info, sent[0].actor_id) if sent else None

    @strawberry.field
    async def members(self, info: Asked) -> list[Seat]:
        seats = await info.context.members.load(self.key)
        return [
            Seat(role=s.role, capacity=s.capacity, attendance=s.attendance, person_id=s.person_id)
            for s in seats
        ]

    @strawberry.field
    async def heads(self, info: Asked) -> list[Person]:
        seats = await info.context.heads.load(self.key)
        rows = await info.context.persons.load_many([seat.person_id for seat in seats])
        return [Person(slug=row.slug, name=row.name) for row in rows if row]


@strawberry.type
class Mediator:
    role: MediatorRole
    actor_id: Private[int | None]

    @strawberry.field
    async def actor(self, info: Asked) -> Actor | None:
        return await actor(info, self.actor_id)


@strawberry.type
class Outcome:
    kind: OutcomeKind
    status: OutcomeStatus
    title: str
    date: FuzzyDate


@strawberry.type
class Meeting:
    row: Private[db.Meeting]
    id: ID
    slug: str
    title: str
    kind: MeetingKind
    modality: MeetingModality
    status: MeetingStatus
    round: int | None
    start: FuzzyDate
    end: FuzzyDate | None
    note: str | None

    @classmethod
    def of(cls, row: db.Meeting) -> "Meeting":
        return cls(
            row=row,
            id=ID(f"Meeting:{row.slug}"),
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            modality=row.modality,
            status=row.status,
            round=row.round,
            start=fuzzy(row, "start"),
            end=fuzzy(row, "end") if row.end_edtf else None,
            note=row.note,
        )

    @strawberry.field
    async def venue(self, info: Asked) -> Place | None:
        if self.row.venue_id is None:
            return None
        row = await info.context.places.load(self.row.venue_id)
        return Place(name=row.name, city=row.city, country_id=row.country_id) if row else None

    @strawberry.field
    async def process(self, info: Asked) -> Process | None:
        if self.row.process_id is None:
            return None
        row = await info.context.processes.load(self.row.process_id)
        return Process(name=row.name) if row else None

    @strawberry.field
    async def hosts(self, info: Asked) -> list[Actor]:
        hostings = await info.context.hostings.load(self.row.id)
        rows = await info.context.actors.load_many([hosting.actor_id for hosting in hostings])
        return [Actor(name=row.name) for row in rows if row]

    @strawberry.field
    async def delegations(self, info: Asked, where: DelegationWhere | None = None) -> list[Delegation]:
        rows = await info.context.delegations.load(self.row.id)
        role = where and where.role and where.role.eq
        return [Delegation(key=row.id, role=row.role) for row in rows if role is None or row.role == role]

    @strawberry.field
    async def mediators(self, info: Asked) -> list[Mediator]:
        rows = await info.context.mediators.load(self.row.id)
        return [Mediator(role=row.role, actor_id=row.actor_id) for row in rows]

    @strawberry.field
    async def outcomes(self, info: Asked) -> list[Outcome]:
        rows = await info.context.outcomes.load(self.row.id)
        return [
            Outcome(
                kind=row.kind,
                status=row.status,
                title=row.title,
                date=fuzzy(row, "date"),
            )
            for row in rows
        ]


@strawberry.type
class MeetingConnection:
    nodes: list[Meeting]
    counted: Private[SelectOfScalar[int]]

    @strawberry.field
    async def total_count(self, info: Asked) -> int:
        (count,) = await info.context.reader.all(self.counted)
        return count


async def actor(info: Asked, key: int | None) -> Actor | None:
    """An actor by its key."""
    row = None if key is None else await info.context.actors.load(key)
    return Actor(name=row.name) if row else None


async def person(info: Asked, key: int) -> Person:
    """A person by the key of a seat."""
    row = await info.context.persons.load(key)
    assert row is not None
    return Person(slug=row.slug, name=row.name)
