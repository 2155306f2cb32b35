"""Names in many languages."""

import strawberry

import db
from engine.scalars import LanguageTag
from engine.specs import Argument
from engine.words import column, embedded, stored
from resolvers import name as conditions
from schema.enums import NameKind
from schema.fuzzy_date import FuzzyDate

LANGUAGE = (
    "The language wanted (BCP 47). Where there is no such name: the language without its region, then English, "
    "then any name. Null is the same as the default."
)

CHOICES = (
    Argument(
        "languages",
        list[LanguageTag],
        "Only names in one of these languages, compared as written; an empty list keeps none.",
        conditions.in_languages,
    ),
    Argument(
        "kinds",
        list[NameKind],
        "Only names of one of these kinds; an empty list keeps none.",
        conditions.of_kinds,
    ),
)


@strawberry.type(description="One name of an actor or person, in one language.")
@stored(db.Name)
class Name:
    """One name in one language."""

    text: str = column(db.Name.text, "The name.")
    language: LanguageTag | None = column(db.Name.language, "Its language; null when the name has none.")
    kind: NameKind = column(db.Name.kind, "What sort of name it is.")
    from_: FuzzyDate | None = embedded("since", "From when it was in use.", name="from")
    to: FuzzyDate | None = embedded("until", "Until when it was in use.")
