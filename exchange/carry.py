"""Keeps the identifiers that imports of datasets added to curated records when their files are loaded again."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from exchange.history import last_changes
from exchange.record.bundle import Entry
from exchange.record.common import Citable, ExternalId


def with_foreign_ids(session: Session, entries: Iterable[Entry]) -> list[Entry]:
    """The records with the identifiers of releases that they have in the database and not in their files."""
    entries = list(entries)
    last = last_changes(session, ((entry.type, entry.slug) for entry in entries))
    told = {key: json.loads(one.after) for key, one in last.items() if one.after and '"release"' in one.after}
    return [_with(entry, told.get((entry.type, entry.slug), {})) for entry in entries]


def _with(entry: Entry, recorded: Mapping[str, Any]) -> Entry:
    record = entry.record
    if not isinstance(record, Citable):
        return entry
    known = {(one.scheme, one.value) for one in record.external_ids}
    added = [ExternalId(**one) for one in recorded.get("external_ids", ()) if "release" in one]
    added = [one for one in added if (one.scheme, one.value) not in known]
    if not added:
        return entry
    joined = record.model_copy(update={"external_ids": [*record.external_ids, *added]})
    return Entry(entry.type, joined, entry.files, entry.line)
