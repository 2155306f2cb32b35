"""The search: what it looks through, and what it finds."""

from typing import Final

import strawberry

import db
from db.enums import SearchType as Searched
from db.identifiers import asked
from db.search_question import spellings
from engine.specs import Identified, Search
from engine.words import found, identified, member, searching
from schema.enums import IdScheme, SearchType
from schema.record import Record

TYPES: Final = tuple(one.value for one in Searched)


@strawberry.type(description="A record that a search found.")
class SearchHit:
    """A record that a search found."""

    record: Record = found("The record.", *TYPES)
    score: float = member(
        "score",
        "How well it matches, from 0 to 1. Names and titles weigh more than places, places more than summaries; the whole "
        "word more than its beginning, that more than the same sound in another spelling, that more than a typo.",
    )
    matched: str = member("text", "The name or text that was found.")


SEARCH: Final = searching(
    Search(db.SearchTerm, db.SearchWord, db.SearchPosting, db.SearchKey, spellings, TYPES),
    "Records found by their names in any language, titles, cities, venues and summaries, best first. Case, accents and "
    "script do not matter; the beginning of a word is enough, and a word of five letters or more may have one typo. "
    "Every word of the question has to be found. A question without words finds nothing.",
    about="What to look for: turkiye, Умєров, second round istanbul. At most 500 characters.",
    types=list[SearchType],
)

RECORD: Final = identified(
    Identified(db.ExternalId, db.Record, asked),
    "The record that another dataset or standard knows by this identifier. Of several, the one for which it holds today, "
    "else the first.",
    scheme=IdScheme,
    about=(
        "Whose identifier it is.",
        "The identifier as people write it: TUR, 792, q43, 346.0, S/RES/2702.",
    ),
)
