"""Encounters: who met whom, how often, from when to when."""

import strawberry

import db
from engine.words import by_key, member
from schema.forward import PersonRef
from schema.fuzzy_date import FuzzyDate


@strawberry.type(description="Somebody who was in the room at the same meetings.")
class Encounter:
    """Somebody who was in the room at the same meetings."""

    person: PersonRef = by_key("other_id", db.Person, "Who it is.")
    meetings_together: int = member("count", "At how many meetings both were in the room.")
    first: FuzzyDate = by_key(
        "first_id", db.Meeting, "When the first of these meetings began.", prefix="start"
    )
    last: FuzzyDate = by_key("last_id", db.Meeting, "When the last of these meetings began.", prefix="start")
