"""The one way of records into tables, for the loader, for imports and for mutations: an idempotent upsert.

The caller owns the transaction. A record that says what it said last touches nothing. The parts of a meeting (delegations,
mediators, outcomes, statements) keep their numbers and slugs by natural key, and their `updated_at` moves with the meeting's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sqlalchemy import insert, select
from sqlmodel import Session

from db import Meeting, Place, Seat
from db.enums import RecordType
from db.parts import refresh_parts
from db.search_index import forget_search, refresh_search
from db.search_terms import dependents
from exchange import history, moment, record
from exchange.check import check
from exchange.circles import circles
from exchange.directory import PARTS, find, former, number_new, parts_of
from exchange.problems import Problem
from exchange.reconcile import reconcile
from exchange.record import TYPES, Entry
from exchange.references import references
from exchange.rows import Context, build, keys, place
from exchange.rows.common import Key
from exchange.sources import write_sources
from exchange.tables import among, one_writer, table

MEETINGS: Final = (RecordType.MEETING, RecordType.OUTCOME)


class Action(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record, and why."""

    entry: Entry
    action: Action
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """What became of all of them."""

    results: list[Result] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Everything to be told: of records that could not be read, of those rejected or kept as they were, and warnings."""

    def add(self, entry: Entry, action: Action, *problems: Problem) -> None:
        self.results.append(Result(entry, action, problems))
        self.problems += problems

    def count(self, action: Action) -> int:
        return sum(result.action == action for result in self.results)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, why, and whose records may be written over."""

    name: str | Callable[[Entry], str]
    reason: str | None = None
    may_replace: Callable[[str], bool] = lambda last: True
    rewrites: Callable[[Entry], bool] = lambda entry: False
    """Records whose rows are made anew although they say what they said."""
    whole: bool = False
    """Whether nothing is to be written when one record is rejected."""
    unchanged_since: int | None = None
    """Number of the last change that the author knows: records changed later are rejected."""

    def agent(self, entry: Entry) -> str:
        return self.name if isinstance(self.name, str) else self.name(entry)


def upsert(session: Session, entries: Sequence[Entry], author: Author) -> Report:
    """Write these records, each whole; those that cannot be written are rejected and say why."""
    report = Report()
    session.flush()
    one_writer(session)
    order = list(TYPES)
    accepted = _accept(session, sorted(entries, key=lambda entry: order.index(entry.type)), report)
    last = history.last_changes(session, ((entry.type, entry.slug) for entry in accepted))
    merged = former(session, {(entry.type, entry.slug) for entry in accepted})
    changed: list[tuple[Entry, str | None, str]] = []
    again: list[Entry] = []
    for entry in accepted:
        before, after = last.get((entry.type, entry.slug)), history.canonical(entry.record)
        if before and before.after == after:
            report.add(entry, Action.UNCHANGED)
            again += [entry] if author.rewrites(entry) else []
        elif before and not author.may_replace(before.agent):
            message = f"Last changed by {before.agent}; that is kept."
            report.add(entry, Action.CONFLICT, entry.problem("CHANGED_ELSEWHERE", message))
        elif problem := _stands_in_the_way(entry, before, merged, author):
            report.add(entry, Action.REJECTED, problem)
        else:
            changed.append((entry, before.after if before else None, after))
    if again:
        _write_tables(session, again, moment.of(session))
    if changed and not (author.whole and report.count(Action.REJECTED)):
        _write(session, changed, author, report)
    return report


def _stands_in_the_way(
    entry: Entry, before: history.Last | None, merged: dict[Key, str], author: Author
) -> Problem | None:
    """What keeps a record that is right in itself from being written."""
    if kept := merged.get((entry.type, entry.slug)):
        return entry.problem(
            "MERGED", f"The id {entry.slug!r} is part of {kept!r} since they were merged.", "id"
        )
    since = author.unchanged_since
    if before and since is not None and before.number > since:
        message = (
            f"{before.agent} changed the record later than change {since}: it was change {before.number}."
        )
        return entry.problem("CHANGED_SINCE", message)
    return None


def _accept(session: Session, entries: list[Entry], report: Report) -> list[Entry]:
    """Without the records that are wrong among the others, and without those that then lack what they name."""
    wanted = {(to, slug) for entry in entries for _, to, slug in references(entry.record)}
    known = find(session, wanted)
    left = entries
    while True:
        found = check(left, lambda kind, slug: (kind, slug) in known)
        found += [*_taken(session, left), *circles(session, left)]
        if not found:
            return left
        wrong: dict[tuple[str, str], list[Problem]] = {}
        for problem in found:
            wrong.setdefault((problem.file, problem.record), []).append(problem)
        for entry in left:
            if problems := wrong.get((entry.files[0], entry.slug)):
                report.add(entry, Action.REJECTED, *problems)
        left = [entry for entry in left if (entry.files[0], entry.slug) not in wrong]


def _taken(session: Session, entries: list[Entry]) -> list[Problem]:
    """Ids of parts that belong to a meeting outside of this batch."""
    here = {entry.slug for entry in entries if entry.type == RecordType.MEETING}
    owners: dict[Key, Entry] = {}
    for entry in entries:
        owners |= dict.fromkeys(keys.parts(entry.record), entry)
        if entry.type == RecordType.OUTCOME:
            owners[entry.type, entry.slug] = entry
    meeting, problems = table(Meeting), []
    for kind, model in PARTS:
        part = table(model)
        query = select(part.c.slug, meeting.c.slug.label("owner")).join(
            meeting, meeting.c.id == part.c.meeting_id, isouter=True
        )
        mine = {slug: entry for (kind_, slug), entry in owners.items() if kind_ == kind}
        for slug, owner in among(session, query, part.c.slug, mine):
            alone = mine[slug].type == RecordType.OUTCOME
            if owner not in here and not (alone and owner is None):
                message = f"The id {slug!r} belongs to {owner or 'a record of its own'} already."
                problems.append(mine[slug].problem("DUPLICATE_ID", message))
    return problems


def _write(
    session: Session, changed: list[tuple[Entry, str | None, str]], author: Author, report: Report
) -> None:
    at = moment.of(session)
    report.problems += write_sources(session, [entry for entry, _, _ in changed], at)
    _write_tables(session, [entry for entry, _, _ in changed if entry.type not in MEETINGS], at)
    _write_tables(session, [entry for entry, _, _ in changed if entry.type in MEETINGS], at)
    _refresh(session, changed)
    numbers = find(session, [(entry.type, entry.slug) for entry, _, _ in changed])
    log = []
    for entry, before, after in changed:
        key, by = (entry.type, entry.slug), history.Signature(author.agent(entry), author.reason, at)
        log.append(history.entry(key, numbers.get(key), (before, after), by))
    history.log(session, log, at)
    for entry, before, _ in changed:
        report.add(entry, Action.CREATED if before is None else Action.UPDATED)


def _write_tables(session: Session, entries: list[Entry], at: str) -> None:
    """Meetings are written after all they name: their places point at countries."""
    entries = [entry for entry in entries if entry.type != RecordType.SOURCE]
    numbers, gone = _numbers(session, entries)
    places = _places(session, entries, numbers)
    rows = build((entry.record for entry in entries), Context(numbers, places, at))
    written = _numbers_of(entries, numbers)
    forget_search(session, gone)
    reconcile(session, rows, written, gone)
    refresh_search(session, written | dependents(session, written))


def _numbers(session: Session, entries: list[Entry]) -> tuple[dict[Key, int], set[int]]:
    """Numbers for everything that these records are, hold or name; and the numbers of parts they hold no more."""
    own = [(entry.type, entry.slug) for entry in entries]
    inside = [key for entry in entries for key in keys.parts(entry.record)]
    named = [(to, slug) for entry in entries for _, to, slug in references(entry.record)]
    numbers = find(session, [*own, *inside, *named])
    before = parts_of(session, {key: numbers[key] for key in own if key in numbers})
    numbers |= before
    fresh = [key for key in dict.fromkeys([*own, *inside]) if key not in numbers]
    numbers |= number_new(session, fresh)
    kept = {numbers[key] for key in [*own, *inside]}
    return numbers, set(before.values()) - kept


def _numbers_of(entries: list[Entry], numbers: dict[Key, int]) -> set[int]:
    """The numbers of the records and of everything citable inside them."""
    inside = {numbers[key] for entry in entries for key in keys.parts(entry.record)}
    return inside | {numbers[entry.type, entry.slug] for entry in entries if entry.type != RecordType.SOURCE}


def _places(session: Session, entries: list[Entry], numbers: dict[Key, int]) -> dict[str, int]:
    """The numbers of the venues by slug; new ones are written."""
    venues = {
        place.slug(entry.record.venue): entry.record.venue
        for entry in entries
        if isinstance(entry.record, record.Meeting) and entry.record.venue
    }
    target = table(Place)
    query = select(target.c.slug, target.c.id)
    known = {row.slug for row in among(session, query, target.c.slug, venues)}
    new = [place.place(venue, numbers) for slug, venue in venues.items() if slug not in known]
    if new:
        session.connection().execute(insert(target), new)
    return {row.slug: row.id for row in among(session, query, target.c.slug, venues)}


def _refresh(session: Session, changed: list[tuple[Entry, str | None, str]]) -> None:
    """Derive the parts of the meetings written, and of those where a changed person sat."""
    written = {(entry.type, entry.slug) for entry, _, _ in changed}
    numbers = find(session, {key for key in written if key[0] in (RecordType.MEETING, RecordType.PERSON)})
    meetings = {number for (kind, _), number in numbers.items() if kind == RecordType.MEETING}
    persons = {number for (kind, _), number in numbers.items() if kind == RecordType.PERSON}
    seat = table(Seat)
    seats = among(session, select(seat.c.meeting_id).distinct(), seat.c.person_id, persons)
    refresh_parts(session, meetings | {row.meeting_id for row in seats})
    session.expire_all()
