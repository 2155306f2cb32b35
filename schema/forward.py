"""The one place where types name each other: what a file may refer to without importing it."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from engine.pages import Connection

if TYPE_CHECKING:
    from schema.actor import Actor, Country
    from schema.change import Change
    from schema.conflict import Conflict
    from schema.delegation import Delegation
    from schema.facet import MeetingPage, OutcomePage, PersonPage
    from schema.mediator import Mediator
    from schema.meeting import Meeting
    from schema.outcome import Outcome
    from schema.person import Person
    from schema.process import Process
    from schema.seat import Seat
    from schema.source import Source
    from schema.statement import Statement

ActorRef = Annotated["Actor", strawberry.lazy("schema.actor")]
ChangeRef = Annotated["Change", strawberry.lazy("schema.change")]
ConflictRef = Annotated["Conflict", strawberry.lazy("schema.conflict")]
CountryRef = Annotated["Country", strawberry.lazy("schema.actor")]
DelegationRef = Annotated["Delegation", strawberry.lazy("schema.delegation")]
MediatorRef = Annotated["Mediator", strawberry.lazy("schema.mediator")]
MeetingRef = Annotated["Meeting", strawberry.lazy("schema.meeting")]
OutcomeRef = Annotated["Outcome", strawberry.lazy("schema.outcome")]
PersonRef = Annotated["Person", strawberry.lazy("schema.person")]
ProcessRef = Annotated["Process", strawberry.lazy("schema.process")]
SeatRef = Annotated["Seat", strawberry.lazy("schema.seat")]
SourceRef = Annotated["Source", strawberry.lazy("schema.source")]
StatementRef = Annotated["Statement", strawberry.lazy("schema.statement")]

Actors = Connection[ActorRef]
Changes = Connection[ChangeRef]
Conflicts = Connection[ConflictRef]
Delegations = Connection[DelegationRef]
Mediators = Connection[MediatorRef]
Meetings = Annotated["MeetingPage", strawberry.lazy("schema.facet")]
Outcomes = Annotated["OutcomePage", strawberry.lazy("schema.facet")]
Persons = Annotated["PersonPage", strawberry.lazy("schema.facet")]
Processes = Connection[ProcessRef]
Seats = Connection[SeatRef]
Sources = Connection[SourceRef]
Statements = Connection[StatementRef]
