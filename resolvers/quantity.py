"""Figures: from whom to whom."""

from db import Actor, Quantity
from engine.relation import relation


@relation
def giver(quantity: Quantity, actor: Actor) -> bool:
    """From whom the things or persons go."""
    return quantity.from_id == actor.id


@relation
def receiver(quantity: Quantity, actor: Actor) -> bool:
    """To whom the things or persons go."""
    return quantity.to_id == actor.id
