"""Documents in which outcomes are written down."""

import strawberry

import db
from engine.scalars import LanguageTag, Url
from engine.words import column, many, stored
from exchange.limits import LISTS
from resolvers import record
from schema.external_id import ExternalId


@strawberry.type(description="A document in which an outcome is written down.")
@stored(db.Document)
class Document:
    """A document in which an outcome is written down."""

    title: str = column(db.Document.title, "What it is called.")
    url: Url | None = column(db.Document.url, "Where its text can be read.")
    language: LanguageTag | None = column(db.Document.language, "The language of that text.")
    external_ids: list[ExternalId] = many(
        record.external_ids, "Its symbols and numbers elsewhere: S/RES/2702.", maximum=LISTS["external_ids"]
    )
