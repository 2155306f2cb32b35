"""The row of a place, known again by its five fields."""

import hashlib
import json
import re
import unicodedata

from db.enums import RecordType
from db.text import fold
from exchange.record import Venue
from exchange.rows.common import Key, Row


def slug(venue: Venue) -> str:
    """`ciragan-palace-istanbul-tr-` and six hexadecimal digits of the SHA-256 of the five fields."""
    fields = [venue.name, venue.city, venue.country, venue.latitude, venue.longitude]
    digest = hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()[:6]
    told = " ".join(part for part in (venue.name, venue.city, venue.country) if part)
    words = (_ascii(word) for word in re.findall(r"\w+", fold(told)))
    return "-".join([*(word for word in words if word), digest])


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]", "", plain)


def place(venue: Venue, ids: dict[Key, int]) -> Row:
    """The place's columns."""
    return {
        "slug": slug(venue),
        "name": venue.name,
        "name_fold": venue.name and fold(venue.name),
        "city": venue.city,
        "city_fold": venue.city and fold(venue.city),
        "country_id": ids[RecordType.ACTOR, venue.country] if venue.country else None,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
    }
