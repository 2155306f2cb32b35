"""Where a MEND event was: the geocoder took some cities for their namesakes, and some cells name a country only."""

from dataclasses import dataclass
from typing import Any, Final

from db.text import fold
from exchange.adapters import states
from exchange.adapters.draft import NOBODY, Draft
from exchange.adapters.layout import Row

NAMESAKES: Final = {
    ("tripoli", "LB"): "LY",
    ("london", "CA"): "GB",
    ("islamabad", "IN"): "PK",
    ("birmingham", "US"): "GB",
    ("geneva", "US"): "CH",
    ("alexandria", "US"): "EG",
    ("tripoli", "GR"): "LY",
}
"""A city in the country that the geocoder chose, and the country of the city that is better known by that name."""

OWN_CONFLICT: Final = frozenset({"LB"})
"""Namesakes that are likely where the event is about their own country: Tripoli of Lebanon in a Lebanese matter."""


@dataclass(frozen=True, slots=True)
class Place:
    """The venue as the record form has it, and how a title tells it."""

    venue: dict[str, Any] | None
    told: str = ""
    virtual: bool = False


def read(draft: Draft, row: Row) -> Place:
    """The place of an event."""
    if row["place"] == "Virtual":
        return Place(None, "virtual", virtual=True)
    if fold(row["place"]) in NOBODY:
        return Place(None)
    city, _, land = (part.strip() for part in row["place"].partition(","))
    code = states.by_alpha3(row["country"])
    if row["country"] not in ("", "0") and code is None:
        draft.remark(row, "country", f"{row['country']!r} is no state's code.")
    alone = states.by_name(row["place"])
    if alone is not None:
        return Place({"country": alone}, row["place"])
    if (doubt := _doubt(row, city, land, code)) is not None:
        draft.remark(row, "place", doubt)
        return Place({"city": city}, city)
    return Place({"city": city, "country": code, **_point(draft, row)}, city)


def _doubt(row: Row, city: str, land: str, code: str | None) -> str | None:
    """Why the country and the point of a place cannot be relied upon."""
    named = states.by_name(land) if land else None
    if named and code and named != code:
        return f"{row['place']} is coded as a place in {row['country']}; the city alone is kept."
    better = NAMESAKES.get((fold(city), code or named or ""))
    about = {states.by_name(name.strip()) for name in row["conflicts"].split(";")}
    if better is None or (code in OWN_CONFLICT and better not in about):
        return None
    return f"{city} was found in {code}, and is likelier the one in {better}; the city alone is kept."


def _point(draft: Draft, row: Row) -> dict[str, float]:
    """Latitude and longitude in degrees, where both are numbers that can be."""
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return {}
    if abs(latitude) > 90 or abs(longitude) > 180:
        draft.remark(row, "latitude", "There is no such point on Earth; left aside.")
        return {}
    return {"latitude": latitude, "longitude": longitude}
