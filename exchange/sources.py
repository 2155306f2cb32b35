"""Writes sources: one row an address, whoever names it; the other ids are kept as aliases."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from db import Source, SourceAlias
from db.enums import RecordType
from db.text import fold
from exchange import record
from exchange.directory import find
from exchange.problems import Problem
from exchange.record import Entry
from exchange.rows.common import Key, Row, fuzzy
from exchange.tables import among, table

_FACTS = ("title", "title_kind", "publisher", "published", "language")


@dataclass(slots=True)
class _Shelf:
    """The sources known so far, by number and by address."""

    numbers: dict[Key, int]
    slugs: dict[int, str]
    by_url: dict[str, int]
    told: dict[int, record.Source] = field(default_factory=dict)


def write_sources(session: Session, entries: list[Entry], moment: str) -> list[Problem]:
    """Write the sources among the entries; the answer warns of one address described in two ways."""
    forms = [(entry, entry.record) for entry in entries if isinstance(entry.record, record.Source)]
    if not forms:
        return []
    shelf = _shelf(session, [form for _, form in forms])
    new: list[tuple[Entry, record.Source]] = []
    for entry, form in forms:
        number = shelf.numbers.get((RecordType.SOURCE, form.id))
        if number is None:
            new.append((entry, form))
        elif shelf.slugs[number] == form.id:
            _change(session, number, form, moment)
    return _add(session, shelf, new, moment)


def _shelf(session: Session, forms: list[record.Source]) -> _Shelf:
    numbers = find(session, [(RecordType.SOURCE, form.id) for form in forms])
    source = table(Source)
    query = select(source)
    rows = {row.id: row for row in among(session, query, source.c.id, set(numbers.values()))}
    urls = {form.url for form in forms if form.url}
    rows |= {row.id: row for row in among(session, query, source.c.url, urls)}
    return _Shelf(
        numbers,
        {number: row.slug for number, row in rows.items()},
        {row.url: number for number, row in rows.items() if row.url},
        {number: _form(row) for number, row in rows.items()},
    )


def _form(row: Any) -> record.Source:
    """The record that a row was made from."""
    return record.Source(
        id=row.slug,
        url=row.url,
        title=row.title,
        title_kind=row.title_kind,
        publisher=row.publisher,
        published=row.published_edtf,
        language=row.language,
    )


def _change(session: Session, number: int, form: record.Source, moment: str) -> None:
    source = table(Source)
    session.connection().execute(update(source).where(source.c.id == number).values(_row(form, moment)))


def _add(
    session: Session, shelf: _Shelf, new: list[tuple[Entry, record.Source]], moment: str
) -> list[Problem]:
    rows, aliases, warnings = [], [], []
    first: dict[str, record.Source] = {
        url: shelf.told[number] for url, number in shelf.by_url.items() if number in shelf.told
    }
    for entry, form in new:
        known = first.get(form.url) if form.url else None
        if known is None:
            rows.append(_row(form, moment))
            if form.url:
                first[form.url] = form
            continue
        aliases.append((form.id, known.id))
        warnings += _warnings(entry, form, known)
    if rows:
        session.connection().execute(insert(table(Source)), rows)
    _alias(session, aliases)
    return warnings


def _alias(session: Session, aliases: list[tuple[str, str]]) -> None:
    numbers = find(session, [(RecordType.SOURCE, slug) for _, slug in aliases])
    rows = [{"slug": one, "source_id": numbers[RecordType.SOURCE, slug]} for one, slug in aliases]
    if rows:
        session.connection().execute(insert(table(SourceAlias)), rows)


def _warnings(entry: Entry, form: record.Source, known: record.Source) -> list[Problem]:
    """What is said differently of one address; the first description stays."""
    return [
        entry.problem("SAME_SOURCE", f"{known.id} says {kept!r} of the same address; that is kept.", fact)
        for fact in _FACTS
        if (kept := getattr(known, fact)) != getattr(form, fact)
    ]


def _row(form: record.Source, moment: str) -> Row:
    return {
        "slug": form.id,
        "url": form.url,
        "title": form.title,
        "title_kind": form.title_kind,
        "publisher": form.publisher,
        "publisher_fold": form.publisher and fold(form.publisher),
        "language": form.language,
        "updated_at": moment,
        **fuzzy("published", form.published),
    }
