"""The ordinary server: what may be asked, and the application of a worker."""

import os
from enum import Enum
from typing import Any, NewType

import strawberry
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

import db
from bench.floor import ADDRESS
from bench.ordinary.loaders import Loaders
from bench.ordinary.reading import reader
from bench.ordinary.types import Asked, Meeting, MeetingConnection
from db.enums import MeetingKind, OutcomeKind, PersonPart

CountryCode = NewType("CountryCode", str)
Date = NewType("Date", str)


@strawberry.enum
class OrderDirection(Enum):
    ASC = "ASC"
    DESC = "DESC"


@strawberry.enum
class MeetingOrderField(Enum):
    START = "START"


@strawberry.input
class MeetingOrder:
    field: MeetingOrderField
    direction: OrderDirection = OrderDirection.ASC


@strawberry.input
class CodeWhere:
    eq: CountryCode


@strawberry.input
class ActorWhere:
    code: CodeWhere


@strawberry.input
class OutcomeKindWhere:
    eq: OutcomeKind


@strawberry.input
class OutcomeWhere:
    kind: OutcomeKindWhere


@strawberry.input
class OutcomeListWhere:
    some: OutcomeWhere


@strawberry.input
class MeetingKindWhere:
    eq: MeetingKind


@strawberry.input
class DateWhere:
    gte: Date


@strawberry.input
class MeetingWhere:
    kind: MeetingKindWhere | None = None
    start: DateWhere | None = None
    host: ActorWhere | None = None
    outcomes: OutcomeListWhere | None = None

    def apply(self, meetings: SelectOfScalar[Any]) -> SelectOfScalar[Any]:
        """The meetings for which every member given holds."""
        if self.kind:
            meetings = meetings.where(db.Meeting.kind == self.kind.eq)
        if self.start:
            meetings = meetings.where(db.Meeting.start_earliest >= self.start.gte)
        if self.host:
            hosting = select(db.Hosting).join(db.Actor).where(db.Hosting.meeting_id == db.Meeting.id)
            meetings = meetings.where(hosting.where(db.Actor.code == self.host.code.eq).exists())
        if self.outcomes:
            outcome = select(db.Outcome).where(db.Outcome.meeting_id == db.Meeting.id)
            meetings = meetings.where(outcome.where(db.Outcome.kind == self.outcomes.some.kind.eq).exists())
        return meetings


@strawberry.type
class Country:
    key: strawberry.Private[int]
    name: str

    @strawberry.field
    async def hosted_meetings(self, info: Asked, first: int = 20) -> MeetingConnection:
        hosted = select(db.Meeting).join(db.Hosting).where(db.Hosting.actor_id == self.key)
        order = (col(db.Hosting.start), col(db.Hosting.meeting_id))
        return await _page(info, hosted, order, first)


@strawberry.type
class Leader:
    key: strawberry.Private[int]
    name: str

    @strawberry.field
    async def led_meetings(
        self, info: Asked, order_by: list[MeetingOrder] | None = None, first: int = 20
    ) -> MeetingConnection:
        led = (
            select(db.Meeting)
            .join(db.PersonMeeting)
            .where(db.PersonMeeting.person_id == self.key, db.PersonMeeting.part == PersonPart.LED)
        )
        start = col(db.PersonMeeting.start)
        order = (start.desc() if _descending(order_by) else start, col(db.PersonMeeting.meeting_id))
        return await _page(info, led, order, first)


@strawberry.type
class Query:
    @strawberry.field
    async def country(self, info: Asked, code: CountryCode) -> Country | None:
        rows = await info.context.reader.all(select(db.Actor).where(db.Actor.code == code))
        return Country(key=rows[0].id, name=rows[0].name) if rows else None

    @strawberry.field
    async def person(self, info: Asked, slug: str) -> Leader | None:
        rows = await info.context.reader.all(select(db.Person).where(db.Person.slug == slug))
        return Leader(key=rows[0].id, name=rows[0].name) if rows else None

    @strawberry.field
    async def meeting(self, info: Asked, slug: str) -> Meeting | None:
        rows = await info.context.reader.all(select(db.Meeting).where(db.Meeting.slug == slug))
        return Meeting.of(rows[0]) if rows else None

    @strawberry.field
    async def meetings(
        self,
        info: Asked,
        where: MeetingWhere | None = None,
        order_by: list[MeetingOrder] | None = None,
        first: int = 20,
    ) -> MeetingConnection:
        meetings = (where or MeetingWhere()).apply(select(db.Meeting))
        start = col(db.Meeting.start_earliest)
        order = (start.desc() if _descending(order_by) else start, col(db.Meeting.id))
        return await _page(info, meetings, order, first)


def _descending(order: list[MeetingOrder] | None) -> bool:
    return bool(order) and order[0].direction is OrderDirection.DESC  # type: ignore[index]


async def _page(
    info: Asked, meetings: SelectOfScalar[db.Meeting], order: tuple[Any, ...], first: int
) -> MeetingConnection:
    rows = await info.context.reader.all(meetings.order_by(*order).limit(first))
    counted = select(func.count()).select_from(meetings.subquery())
    return MeetingConnection(nodes=[Meeting.of(row) for row in rows], counted=counted)


class Server(GraphQL[Loaders, None]):
    """Gives each request loaders of its own."""

    def __init__(self, url: str) -> None:
        super().__init__(schema, graphql_ide=None)
        self._reader = reader(url)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Loaders:
        return Loaders(self._reader)


def scalar(name: str) -> Any:
    """A text with a name of its own."""
    return strawberry.scalar(name=name, serialize=str, parse_value=str)


schema = strawberry.Schema(
    Query, config=StrawberryConfig(scalar_map={CountryCode: scalar("CountryCode"), Date: scalar("Date")})
)


def create() -> Server:
    """The application over the database that the environment names."""
    return Server(os.environ[ADDRESS])
