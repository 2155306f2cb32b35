"""The dataset as a whole."""

import strawberry

import db
from engine.scalars import DateTime
from engine.words import column, stored, tally
from schema.facet import Facet


@strawberry.type(description="What this service holds, as a whole.")
@stored(db.Dataset)
class Dataset:
    """What this service holds."""

    version: str = column(db.Dataset.version, "The version of the dataset.")
    licence: str = column(db.Dataset.licence, "The licence under which the facts may be used.")
    updated_at: DateTime = column(db.Dataset.updated_at, "When anything in it was last changed.")
    last_change: int = column(db.Dataset.last_change, "The number of the last change; numbers only grow.")
    counts: list[Facet] = tally(
        "How many records of each kind it holds.",
        ("Meeting", "Meetings", db.Meeting),
        ("Person", "Persons", db.Person),
        ("Actor", "Actors", db.Actor),
        ("Delegation", "Delegations", db.Delegation),
        ("Seat", "Seats", db.Seat),
        ("Mediator", "Mediators", db.Mediator),
        ("Outcome", "Outcomes", db.Outcome),
        ("Statement", "Statements", db.Statement),
        ("Process", "Processes", db.Process),
        ("Conflict", "Conflicts", db.Conflict),
        ("Source", "Sources", db.Source),
    )
