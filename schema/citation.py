"""Citations: what a fact rests on."""

import strawberry

import db
from engine.words import column, one, stored
from resolvers import record as relations
from schema.forward import SourceRef


@strawberry.type(description="A source on which a record, or one field of it, rests.")
@stored(db.Citation)
class Citation:
    """A source on which a record rests."""

    source: SourceRef = one(relations.cited, "The page or document.")
    field: str | None = column(
        db.Citation.field,
        "The field of the record that rests on it; null when it supports the record as a whole.",
    )
    claim: str | None = column(db.Citation.claim, "What this source says, where it differs from the record.")
    attribution: str | None = column(
        db.Citation.attribution, "In whose name the source says so: Ministry of Foreign Affairs of Türkiye."
    )
    note: str | None = column(db.Citation.note, "A remark on how the source was read.")
