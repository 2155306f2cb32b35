"""Names in many languages."""

import strawberry

import db
from db.enums import NameKind as KindOfName
from engine.scalars import LanguageTag
from engine.specs import Argument
from engine.words import column, embedded, stored
from resolvers import name as conditions
from schema.enums import NameKind
from schema.fuzzy_date import FuzzyDate

LANGUAGE = (
    "The language wanted (BCP 47); null is the same as the default. Where there is no such name, the nearest language is "
    "taken: the script that the region writes, the parent that CLDR names, shorter tags, then the main name, which is "
    "English. zh-TW is looked for as zh-TW, zh-Hant-TW, zh-Hant, zh. Former and short names are not given; `names` has them."
)

PRESENT = (db.Name.kind, (KindOfName.COMMON.value, KindOfName.NATIVE.value))
"""A name in use now: not an official, short or former one, nor an alias."""

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
