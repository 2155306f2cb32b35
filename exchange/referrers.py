"""Finds the records that name a record, by reading their latest forms."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlmodel import Session

from db import Change
from db.enums import RecordType
from exchange.read import validate
from exchange.record import StandAlone
from exchange.references import references
from exchange.rows.common import Key
from exchange.tables import chunks, table


@dataclass(frozen=True, slots=True)
class Referrer:
    """A record as it is now, and the fields in which it names what was asked for."""

    type: RecordType
    record: StandAlone
    fields: tuple[str, ...]


def referrers(session: Session, wanted: Collection[Key]) -> Iterator[Referrer]:
    """The records that name one of these, without these themselves."""
    change = table(Change)
    newest = select(func.max(change.c.id)).group_by(change.c.type, change.c.slug)
    for some in chunks(sorted({slug for _, slug in wanted})):
        # Text narrows the search; the form decides.
        named = or_(*(change.c.after.contains(f'"{slug}"', autoescape=True) for slug in some))
        query = select(change.c.type, change.c.slug, change.c.after).where(change.c.id.in_(newest), named)
        for kind, slug, after in session.connection().execute(query).all():
            if (kind, slug) in wanted:
                continue
            form = form_of(kind, after)
            fields = tuple(found.field for found in references(form) if (found.to, found.slug) in wanted)
            if fields:
                yield Referrer(kind, form, fields)


def form_of(kind: RecordType, text: str) -> StandAlone:
    """The record that the log keeps as text."""
    return validate(kind, json.loads(text))
