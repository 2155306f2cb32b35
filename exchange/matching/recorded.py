"""Reads from the database what matching compares with: who is recorded, and the meetings of some days."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from db import Actor, Conflict, ExternalId, Meeting, Name, Outcome, Person, Process, Source, SourceAlias
from db.enums import IdScheme, RecordType
from exchange.history import Last, last_changes
from exchange.matching.directory import Directory
from exchange.matching.fingerprint import Fingerprint, fingerprint
from exchange.tables import among, chunks, table

NUMBERED: Final[dict[RecordType, type[SQLModel]]] = {
    RecordType.ACTOR: Actor,
    RecordType.PERSON: Person,
    RecordType.CONFLICT: Conflict,
    RecordType.PROCESS: Process,
    RecordType.OUTCOME: Outcome,
}
"""Records that adapters ask for by identifier; a meeting is never found by one."""

ENGLISH: Final = ("en", None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A meeting that is recorded, and the numbers that releases of a dataset give it."""

    fingerprint: Fingerprint
    releases: dict[str, str]


def directory(session: Session) -> Directory:
    """Everybody's names in English or in no language, and everything's identifiers."""
    known = Directory()
    for slug, names in _names(session, Actor):
        known.add_actor(slug, names)
    for slug, names in _names(session, Person):
        known.add_person(slug, names)
    external = table(ExternalId)
    for kind, model in NUMBERED.items():
        noun = table(model)
        query = select(noun.c.slug, external.c.scheme, external.c.value).join_from(
            noun, external, external.c.record_id == noun.c.id
        )
        for slug, scheme, value in session.connection().execute(query):
            known.add_id(kind, slug, IdScheme[scheme], value)
    return known


def _names(session: Session, model: type[SQLModel]) -> Iterator[tuple[str, list[str]]]:
    noun, name = table(model), table(Name)
    query = (
        select(noun.c.slug, name.c.text, name.c.language)
        .join_from(noun, name, name.c.record_id == noun.c.id)
        .order_by(noun.c.slug, name.c.position)
    )
    told: dict[str, list[str]] = {}
    for slug, text, language in session.connection().execute(query):
        if language in ENGLISH:
            told.setdefault(slug, []).append(text)
    yield from told.items()


def meetings(session: Session, scheme: IdScheme, first: int, last: int) -> dict[str, Recorded]:
    """The meetings that touch the days, given as ordinals, by id."""
    meeting = table(Meeting)
    query = (
        select(meeting.c.slug)
        .where(meeting.c.start_latest >= _iso(first), meeting.c.start_earliest <= _iso(last))
        .order_by(meeting.c.start_earliest, meeting.c.id)
    )
    slugs = list(session.connection().execute(query).scalars())
    found: dict[str, Recorded] = {}
    for some in chunks(slugs):
        changes = last_changes(session, ((RecordType.MEETING, slug) for slug in some))
        told = {slug: json.loads(after) for slug in some if (after := _after(changes, slug))}
        urls = _addresses(session, {_source(one) for record in told.values() for one in record["sources"]})
        for slug, record in told.items():
            releases = {
                one["release"]: one["value"]
                for one in record.get("external_ids", ())
                if one["scheme"] == scheme and "release" in one
            }
            found[slug] = Recorded(fingerprint(record, urls.get, len(found)), releases)
    return found


def of_earlier(session: Session, scheme: IdScheme, release: str) -> list[str]:
    """The meetings that an earlier release of a dataset has, whatever their days, the first ones first."""
    meeting, external = table(Meeting), table(ExternalId)
    query = (
        select(meeting.c.slug)
        .join_from(meeting, external, external.c.record_id == meeting.c.id)
        .where(external.c.scheme == scheme, external.c.release < release)
        .order_by(meeting.c.start_earliest, meeting.c.id)
    )
    return list(dict.fromkeys(session.connection().execute(query).scalars()))


def _iso(day: int) -> str:
    return date.fromordinal(max(1, min(day, date.max.toordinal()))).isoformat()


def _after(changes: dict[tuple[RecordType, str], Last], slug: str) -> str | None:
    last = changes.get((RecordType.MEETING, slug))
    return last.after if last else None


def _source(cited: Any) -> str:
    return str(cited if isinstance(cited, str) else cited["source"])


def _addresses(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """The addresses of sources, under whichever of their ids they are cited."""
    source, alias = table(Source), table(SourceAlias)
    own = among(session, select(source.c.slug, source.c.url), source.c.slug, slugs)
    found = {slug: url for slug, url in own if url}
    query = select(alias.c.slug, source.c.url).join_from(alias, source, source.c.id == alias.c.source_id)
    return found | {slug: url for slug, url in among(session, query, alias.c.slug, slugs) if url}
