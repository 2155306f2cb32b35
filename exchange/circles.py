"""Finds meetings that would follow, or be part of, each other in a circle, with what the database holds already."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from db import Meeting
from exchange import record
from exchange.check import in_circle
from exchange.problems import Problem
from exchange.record import Entry
from exchange.tables import among, table

FIELDS: Final = (("follows", "follows_id"), ("part_of", "part_of_id"))
"""Fields of the record that chain meetings, and the columns they are kept in."""


def circles(session: Session, entries: list[Entry]) -> Iterator[Problem]:
    """Circles that pass through meetings outside of the batch; those inside of it are found by `check`."""
    meetings = {entry.slug: entry for entry in entries if isinstance(entry.record, record.Meeting)}
    for field, column in FIELDS:
        inside = {slug: getattr(entry.record, field) for slug, entry in meetings.items()}
        closed = set(in_circle(inside))
        chain = _with_database(session, inside, column)
        for slug in in_circle(chain):
            if slug in meetings and slug not in closed:
                message = f"Following {field} from here leads back here."
                yield meetings[slug].problem("CYCLE", message, field)


def _with_database(session: Session, inside: dict[str, str | None], column: str) -> dict[str, str | None]:
    """The chains of the batch, continued by what is stored until nothing new is met."""
    here, there = table(Meeting), table(Meeting).alias()
    query = select(here.c.slug, there.c.slug.label("next")).join(there, there.c.id == here.c[column])
    chain = dict(inside)
    ahead = {slug for slug in inside.values() if slug} - chain.keys()
    while ahead:
        found = {row.slug: row.next for row in among(session, query, here.c.slug, ahead)}
        chain |= dict.fromkeys(ahead) | found
        ahead = set(found.values()) - chain.keys()
    return chain
