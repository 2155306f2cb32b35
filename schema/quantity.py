"""Figures of outcomes."""

import strawberry

import db
from engine.words import column, one, stored
from resolvers import quantity as relations
from schema.enums import QuantityBound, QuantityCategory
from schema.forward import ActorRef


@strawberry.type(description="A figure of an outcome: how many of what, from whom to whom.")
@stored(db.Quantity)
class Quantity:
    """How many of what, from whom to whom."""

    amount: float = column(db.Quantity.amount, "How many; at most six decimals.")
    bound: QuantityBound = column(db.Quantity.bound, "How exact the figure is.")
    category: QuantityCategory = column(db.Quantity.category, "What is counted.")
    unit: str = column(db.Quantity.unit, "The unit, in words: prisoners of war, days, US dollars.")
    per: str | None = column(db.Quantity.per, "For each what, where it is a rate: side, day.")
    from_: ActorRef | None = one(relations.giver, "From whom.", name="from")
    to: ActorRef | None = one(relations.receiver, "To whom.")
