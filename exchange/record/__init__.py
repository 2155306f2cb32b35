"""The one record form: the models behind curated YAML, partners' files, mutations and exports."""

from exchange.record.actor import Actor
from exchange.record.bundle import SECTIONS, TYPES, Bundle, Entry
from exchange.record.common import Citation, ExternalId, Form, Name, StandAlone
from exchange.record.conflict import Conflict, Process
from exchange.record.delegation import Delegation, Mediator, Member
from exchange.record.meeting import Meeting, Venue
from exchange.record.outcome import Document, Link, Outcome, Quantity, StatusChange
from exchange.record.person import Person, Position
from exchange.record.source import Source
from exchange.record.statement import Statement

__all__ = [
    "SECTIONS",
    "TYPES",
    "Actor",
    "Bundle",
    "Citation",
    "Conflict",
    "Delegation",
    "Document",
    "Entry",
    "ExternalId",
    "Form",
    "Link",
    "Mediator",
    "Meeting",
    "Member",
    "Name",
    "Outcome",
    "Person",
    "Position",
    "Process",
    "Quantity",
    "Source",
    "StandAlone",
    "Statement",
    "StatusChange",
    "Venue",
]
