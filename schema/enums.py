"""The closed vocabularies as GraphQL enums: names, values and sentences are those of the record."""

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from db import enums
from db.enums import (
    ActorKind,
    Attendance,
    DatePrecision,
    DelegationRole,
    IdScheme,
    MediatorRole,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    NameKind,
    Operation,
    OutcomeKind,
    OutcomeLinkKind,
    OutcomeStatus,
    QuantityBound,
    QuantityCategory,
    RecordType,
    SearchType,
    SeatRole,
    Stance,
    TitleKind,
    Vocabulary,
)

__all__ = [
    "ActorKind",
    "Attendance",
    "DatePrecision",
    "DelegationRole",
    "IdScheme",
    "MediatorRole",
    "MeetingKind",
    "MeetingModality",
    "MeetingStatus",
    "NameKind",
    "Operation",
    "OutcomeKind",
    "OutcomeLinkKind",
    "OutcomeStatus",
    "QuantityBound",
    "QuantityCategory",
    "RecordType",
    "SearchType",
    "SeatRole",
    "Stance",
    "TitleKind",
]


def _expose(vocabulary: type[Vocabulary]) -> None:
    """Make the vocabulary an enum in which each value carries its sentence."""
    strawberry.enum(vocabulary, description=vocabulary.__doc__)
    definition: StrawberryEnumDefinition = vars(vocabulary)["__strawberry_definition__"]
    for value, word in zip(definition.values, vocabulary, strict=True):
        value.description = word.description


for _name in __all__:
    _expose(vars(enums)[_name])
