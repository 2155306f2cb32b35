"""Meetings, with everything that hangs on them."""

from typing import Annotated, Any, Self

from pydantic import model_validator

from db.enums import MeetingKind, MeetingModality, MeetingStatus
from exchange import dates
from exchange.record.common import Form, Sourced, StandAlone, short
from exchange.record.delegation import Delegation, Mediator
from exchange.record.fields import (
    ActorRef,
    BoundedDate,
    ConflictRef,
    CountryRef,
    Date,
    Latitude,
    Line,
    Longitude,
    MeetingRef,
    Once,
    Passage,
    ProcessRef,
    Slug,
    Whole,
    at_most,
)
from exchange.record.outcome import Outcome
from exchange.record.statement import Statement


class Venue(Form):
    """Where it was: a venue, a city, a country, as far as known; WGS 84 coordinates in degrees."""

    name: Line | None = None
    city: Line | None = None
    country: CountryRef | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together.")
        if self == Venue.model_construct():
            raise ValueError("The venue says nothing: leave it out.")
        return self


class Meeting(StandAlone, Sourced):
    """One meeting, held or not. Without `modality` it follows from the kind where the kind says it."""

    id: Slug
    process: ProcessRef | None = None
    conflicts: Annotated[list[ConflictRef], at_most("conflicts"), Once]
    title: Line
    round: Whole | None = None
    kind: MeetingKind
    modality: MeetingModality | None = None
    status: MeetingStatus
    start: BoundedDate
    end: Date | None = None
    duration_minutes: Whole | None = None
    venue: Venue | None = None
    hosts: Annotated[list[ActorRef], at_most("hosts"), Once]
    follows: MeetingRef | None = None
    part_of: MeetingRef | None = None
    mediators: Annotated[list[Mediator], at_most("mediators")]
    delegations: Annotated[list[Delegation], at_most("delegations")]
    outcomes: Annotated[list[Outcome], at_most("outcomes")]
    statements: Annotated[list[Statement], at_most("statements")]
    note: Passage | None = None

    @model_validator(mode="before")
    @classmethod
    def _conflict(cls, data: Any) -> Any:
        return short(data, "conflict", "conflicts")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        latest = dates.parse(self.end).latest if self.end else None
        if latest is not None and latest < (dates.parse(self.start).earliest or ""):
            raise ValueError("The meeting ends before it starts.")
        return self
