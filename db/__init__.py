"""What is known: one table a noun, the vocabularies, and how a database is opened."""

from db.actor import Actor
from db.api_key import ApiKey
from db.base import metadata
from db.conflict import Conflict, ConflictParty, Process
from db.dataset import Dataset, LoadedFile
from db.delegation import Delegation, DelegationActor, Mediator, Seat
from db.external_id import ExternalId
from db.meeting import ActorMeeting, Hosting, Meeting, MeetingConflict, PersonMeeting
from db.name import Name
from db.outcome import (
    Document,
    Outcome,
    OutcomeActor,
    OutcomeConflict,
    OutcomeLink,
    OutcomeStatusChange,
    Quantity,
)
from db.person import Person, Position
from db.place import Place
from db.record import Change, Record, RecordAlias
from db.search import SearchKey, SearchPosting, SearchTerm, SearchWord
from db.source import Citation, Source, SourceAlias
from db.statement import Statement, StatementSpeaker
from db.submission import ImportProgress, Submission
from db.versions import versions

__all__ = [
    "Actor",
    "ActorMeeting",
    "ApiKey",
    "Change",
    "Citation",
    "Conflict",
    "ConflictParty",
    "Dataset",
    "Delegation",
    "DelegationActor",
    "Document",
    "ExternalId",
    "Hosting",
    "ImportProgress",
    "LoadedFile",
    "Mediator",
    "Meeting",
    "MeetingConflict",
    "Name",
    "Outcome",
    "OutcomeActor",
    "OutcomeConflict",
    "OutcomeLink",
    "OutcomeStatusChange",
    "Person",
    "PersonMeeting",
    "Place",
    "Position",
    "Process",
    "Quantity",
    "Record",
    "RecordAlias",
    "SearchKey",
    "SearchPosting",
    "SearchTerm",
    "SearchWord",
    "Seat",
    "Source",
    "SourceAlias",
    "Statement",
    "StatementSpeaker",
    "Submission",
    "metadata",
    "versions",
]
