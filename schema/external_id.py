"""Identifiers that other datasets give."""

import strawberry

import db
from engine.scalars import Url
from engine.words import column, embedded, stored
from schema.enums import IdScheme
from schema.fuzzy_date import FuzzyDate


@strawberry.type(description="What another dataset or standard calls the same thing.")
@stored(db.ExternalId)
class ExternalId:
    """What another dataset calls the same thing."""

    scheme: IdScheme = column(db.ExternalId.scheme, "Whose identifier it is.")
    value: str = column(db.ExternalId.value, "The identifier itself: Q43, TUR, S/RES/2702.")
    url: Url | None = column(db.ExternalId.url, "Where the other dataset shows it.")
    release: str | None = column(db.ExternalId.release, "The release of the dataset in which it holds.")
    valid_from: FuzzyDate | None = embedded("since", "From when it holds.")
    valid_to: FuzzyDate | None = embedded("until", "Until when it holds.")
