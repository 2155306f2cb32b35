"""Conflicts, and the processes that deal with them."""

from typing import Annotated

from exchange.record.common import Citable, StandAlone
from exchange.record.fields import ActorRef, ConflictRef, Date, Line, Once, Passage, Slug, at_most


class Conflict(StandAlone, Citable):
    """A conflict between parties."""

    id: Slug
    name: Line
    started: Date | None = None
    ended: Date | None = None
    parties: Annotated[list[ActorRef], at_most("parties"), Once]


class Process(StandAlone, Citable):
    """A track or series of meetings."""

    id: Slug
    name: Line
    conflict: ConflictRef | None = None
    summary: Passage | None = None
