"""What a meeting is known by: its days, its parties and people, its place, the pages that report it. Its number is not among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from db.enums import DelegationRole
from db.text import fold
from exchange import dates

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A meeting as matching sees it. Days are ordinals; `order` is its place in the file or the database."""

    slug: str
    first: int
    last: int
    actors: frozenset[str]
    parties: frozenset[str]
    """Those of the actors who were sides of the talks."""
    persons: frozenset[str]
    city: str | None
    country: str | None
    pages: frozenset[str]
    order: int = 0


def fingerprint(record: Record, address: Callable[[str], str | None], order: int = 0) -> Fingerprint:
    """Of a meeting in the record form; `address` gives the URL of a source."""
    start, end = dates.parse(record["start"]), dates.parse(record.get("end") or record["start"])
    first = date.fromisoformat(start.earliest or "0001-01-01").toordinal()
    last = date.fromisoformat(end.latest or start.latest or "0001-01-01").toordinal()
    venue = record.get("venue") or {}
    return Fingerprint(
        record["id"],
        first,
        max(first, last),
        frozenset(_actors(_sides(record))),
        frozenset(_actors(side for side in _sides(record) if side.get("role") == DelegationRole.PARTY)),
        frozenset(_persons(record)),
        fold(venue["city"]) if venue.get("city") else None,
        venue.get("country"),
        frozenset(page(url) for one in _cited(record) if (url := address(one))),
        order,
    )


def _sides(record: Record) -> Iterable[Record]:
    return [*record.get("delegations", ()), *record.get("mediators", ())]


def _actors(sides: Iterable[Record]) -> Iterable[str]:
    for side in sides:
        yield from side.get("actors", ())
        if side.get("actor"):
            yield side["actor"]


def _persons(record: Record) -> Iterable[str]:
    for side in _sides(record):
        yield from side.get("heads", ())
        yield from (member["person"] for member in side.get("members", ()))


def _cited(record: Record) -> Iterable[str]:
    for one in record.get("sources", ()):
        yield one if isinstance(one, str) else one["source"]


def page(url: str) -> str:
    """An address without what differs between copies of it: scheme, `www.`, a last slash, a fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}".lower()
