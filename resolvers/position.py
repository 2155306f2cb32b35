"""Offices: for whom they were held, and when."""

from db import Actor, Position
from engine.expr import at_most, missing
from engine.relation import relation


@relation
def actor(position: Position, actor: Actor) -> bool:
    """The actor in whose service an office was held."""
    return position.actor_id == actor.id


def held_at(position: Position, day: str) -> bool:
    """Offices held on a day, as far as is known: a missing date excludes nothing."""
    begun = missing(position.since_earliest) | at_most(position.since_earliest, day)
    not_over = missing(position.until_latest) | at_most(day, position.until_latest)
    return begun & not_over
