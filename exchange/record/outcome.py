"""What came of a meeting, or an agreement that is known without its meeting."""

from typing import Annotated, Any

from pydantic import AliasChoices, Field, model_validator

from db.enums import OutcomeKind, OutcomeLinkKind, OutcomeStatus, QuantityBound, QuantityCategory
from exchange.record.common import Citable, Form, Sourced, StandAlone, short
from exchange.record.fields import (
    ActorRef,
    Amount,
    BoundedDate,
    ConflictRef,
    Date,
    Language,
    Line,
    MeetingRef,
    Once,
    OutcomeRef,
    Passage,
    ProcessRef,
    Slug,
    Url,
    at_most,
)


class Quantity(Form):
    """A figure: how many of what, from whom to whom. `amount` is another word for `count`."""

    count: Amount = Field(validation_alias=AliasChoices("count", "amount"))
    bound: QuantityBound = QuantityBound.EXACT
    category: QuantityCategory
    unit: Line
    per: Line | None = None
    from_: ActorRef | None = Field(default=None, alias="from")
    to: ActorRef | None = None


class StatusChange(Citable):
    """A step in the life of an outcome."""

    status: OutcomeStatus
    date: Date | None = None
    note: Passage | None = None


class Link(Form):
    """This outcome bears on another."""

    kind: OutcomeLinkKind
    outcome: OutcomeRef

    def key(self) -> tuple[str, str]:
        return (self.kind, self.outcome)


class Document(Citable):
    """A document in which the outcome is written down."""

    title: Line
    url: Url | None = None
    language: Language | None = None


class Outcome(StandAlone, Sourced):
    """What came of a meeting. On its own it needs its date, and its process or a conflict."""

    id: Slug
    kind: OutcomeKind
    status: OutcomeStatus
    title: Line
    summary: Passage | None = None
    process: ProcessRef | None = None
    conflicts: Annotated[list[ConflictRef], at_most("conflicts"), Once]
    proposed_by: Annotated[list[ActorRef], at_most("proposed_by"), Once]
    addressed_to: Annotated[list[ActorRef], at_most("addressed_to"), Once]
    signatories: Annotated[list[ActorRef], at_most("signatories"), Once]
    quantities: Annotated[list[Quantity], at_most("quantities")]
    date: BoundedDate | None = None
    expected: Date | None = None
    led_to: MeetingRef | None = None
    links: Annotated[list[Link], at_most("links"), Once]
    status_history: Annotated[list[StatusChange], at_most("status_history")]
    documents: Annotated[list[Document], at_most("documents")]
    note: Passage | None = None

    @model_validator(mode="before")
    @classmethod
    def _conflict(cls, data: Any) -> Any:
        return short(data, "conflict", "conflicts")

    def needs(self) -> list[str]:
        """What is missing for an outcome that stands alone."""
        wanted = [] if self.date else ["date: an outcome without a meeting needs its own date"]
        if not self.process and not self.conflicts:
            wanted.append("process: an outcome without a meeting needs a process or a conflict")
        return wanted
