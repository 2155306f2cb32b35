"""States, organisations and groups."""

from db.enums import ActorKind
from exchange.record.common import Citable, Names, StandAlone
from exchange.record.fields import ActorId, CountryRef, Line


class Actor(StandAlone, Citable):
    """An actor. States with an ISO code exist already; a record `TR` adds names or ids to one."""

    id: ActorId
    name: Line
    kind: ActorKind
    names: Names
    state: CountryRef | None = None
