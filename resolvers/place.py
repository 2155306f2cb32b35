"""Where a place lies."""

from db import Actor, Place
from db.enums import ActorType
from engine.relation import relation


@relation
def country(place: Place, country: Actor) -> bool:
    """The country in which a place lies."""
    return (place.country_id == country.id) & (country.type == ActorType.COUNTRY)
