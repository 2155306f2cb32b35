"""Offices that persons held."""

import strawberry

import db
from engine.scalars import Date
from engine.specs import Argument
from engine.words import column, embedded, many, one, stored
from exchange.limits import LISTS
from resolvers import position as relations
from resolvers import record
from schema.citation import Citation
from schema.forward import ActorRef
from schema.fuzzy_date import FuzzyDate

AT = Argument(
    "at",
    Date,
    "Only offices held on this day as far as is known: a missing `from` or `to` excludes nothing.",
    relations.held_at,
)


@strawberry.type(description="An office that a person held, dated where known.")
@stored(db.Position)
class Position:
    """An office that a person held."""

    title: str = column(db.Position.title, "The office: Minister of Foreign Affairs.")
    actor: ActorRef | None = one(relations.actor, "In whose service it was held.")
    from_: FuzzyDate | None = embedded("since", "From when; null when not known.", name="from")
    to: FuzzyDate | None = embedded("until", "Until when; null when it lasts or is not known.")
    citations: list[Citation] = many(
        record.citations, "The sources on which it rests.", maximum=LISTS["citations"]
    )
