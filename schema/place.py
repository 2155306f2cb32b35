"""Places where meetings were held."""

import strawberry

import db
from engine.words import column, one, stored
from resolvers import place as relations
from schema.forward import CountryRef
from schema.record import Node


@strawberry.type(description="A place where meetings were held: a venue, a city, or both.")
@stored(db.Place)
class Place(Node):
    """A venue, a city, or both."""

    name: str | None = column(db.Place.name, "The venue: Çırağan Palace.")
    city: str | None = column(db.Place.city, "The city: Istanbul.")
    country: CountryRef | None = one(relations.country, "The country in which it lies.")
    latitude: float | None = column(
        db.Place.latitude, "Degrees north (WGS 84); as exact as the venue or city."
    )
    longitude: float | None = column(
        db.Place.longitude, "Degrees east (WGS 84); as exact as the venue or city."
    )
