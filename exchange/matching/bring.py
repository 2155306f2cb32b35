"""Brings a release of a dataset in: adapt, match, join, show what changes, and write all of it or nothing."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from db.enums import RecordType
from exchange import history
from exchange.adapters.datasets import Adapted, Dataset, adapt
from exchange.history import Last
from exchange.matching import agreements, meetings
from exchange.matching.diff import Diff, Match, Step
from exchange.matching.join import Joined, fields, join
from exchange.matching.recorded import directory
from exchange.matching.score import Pair
from exchange.problems import Problem
from exchange.record.bundle import TYPES, Entry
from exchange.references import references
from exchange.rows.common import Key
from exchange.tables import chunks, one_writer
from exchange.write import Action, Author, Report, upsert


@dataclass(frozen=True, slots=True)
class Wish:
    """How to import: a piece of a release only, and whether to write or to look."""

    part: bool = False
    apply: bool = True
    reason: str | None = None


def bring(session: Session, dataset: Dataset, path: Path, wish: Wish | None = None) -> Diff:
    """Import a file in one transaction of its own. Raises `Refused`, with nothing written, when the file is wrong."""
    wish = wish or Wish()
    try:
        one_writer(session)
        diff = _bring(session, dataset, path, wish)
        if wish.apply:
            session.commit()
        else:
            session.rollback()
    except BaseException:
        session.rollback()
        raise
    diff.applied = wish.apply
    return diff


def _bring(session: Session, dataset: Dataset, path: Path, wish: Wish) -> Diff:
    adapted = adapt(dataset, path, directory(session), part=wish.part)
    diff = Diff(dataset.name, adapted.file, adapted.rows, adapted.encoding)
    _match(session, dataset, adapted, diff, wish)
    entries = adapted.draft.entries(adapted.file)
    diff.remarks = adapted.draft.remarks
    adapted.draft.records.clear()
    joined = _needed(_joined(session, dataset, entries), dataset.subject)
    _write(session, joined, diff, wish, adapted.draft.foreign)
    return diff


def _joined(session: Session, dataset: Dataset, entries: list[Entry]) -> list[Joined]:
    """The records to write, one type after the other, so that what is named is written first."""
    order = list(TYPES)
    joined = []
    for some in chunks(sorted(entries, key=lambda entry: order.index(entry.type))):
        last = history.last_changes(session, ((entry.type, entry.slug) for entry in some))
        joined += [join(dataset, entry, last.get((entry.type, entry.slug))) for entry in some]
    return joined


def _write(session: Session, joined: list[Joined], diff: Diff, wish: Wish, foreign: dict[Key, str]) -> None:
    """Piece by piece, which keeps the rows of a piece in memory and not those of the release."""
    agents = {(one.entry.type, one.entry.slug): one.agent for one in joined}
    author = Author(lambda entry: agents[entry.type, entry.slug], wish.reason)
    for some in chunks(joined):
        last = history.last_changes(session, ((one.entry.type, one.entry.slug) for one in some))
        diff.conflicts += [_kept(one, last[one.entry.type, one.entry.slug]) for one in some if one.differs]
        report = upsert(session, [one.entry for one in some], author)
        _tell(diff, report, last, foreign)


def _match(session: Session, dataset: Dataset, adapted: Adapted, diff: Diff, wish: Wish) -> None:
    draft = adapted.draft
    if dataset.subject == RecordType.MEETING:
        found = meetings.match(session, dataset, draft)
        diff.dropped = [] if wish.part else found.dropped
        for pair in found.pairs.values():
            before = found.recorded[pair.old].releases
            latest = before[max(before)] if before else None
            diff.matches.append(_matched(draft.foreign, RecordType.MEETING, pair, latest))
    elif dataset.subject == RecordType.OUTCOME:
        for pair in agreements.match(session, dataset, draft).values():
            diff.matches.append(_matched(draft.foreign, RecordType.OUTCOME, pair, None))


def _matched(foreign: dict[Key, str], kind: RecordType, pair: Pair, before: str | None) -> Match:
    return Match(kind, pair.old, foreign[kind, pair.old], pair.score, before)


def _needed(joined: list[Joined], subject: RecordType) -> list[Joined]:
    """The records that the dataset is about, and what they name; not the people of a meeting that is told elsewhere."""
    waiting = [one.entry for one in joined if one.entry.type == subject]
    by_key = {(one.entry.type, one.entry.slug): one.entry for one in joined}
    needed = {(entry.type, entry.slug) for entry in waiting}
    while waiting:
        for _, kind, slug in references(waiting.pop().record):
            if (kind, slug) not in needed and (kind, slug) in by_key:
                needed.add((kind, slug))
                waiting.append(by_key[kind, slug])
    return [one for one in joined if (one.entry.type, one.entry.slug) in needed]


def _kept(joined: Joined, last: Last) -> Problem:
    message = (
        f"{last.agent} changed it since; that is kept, and {', '.join(joined.differs)} of the release is not."
    )
    return joined.entry.problem("CHANGED_ELSEWHERE", message)


def _tell(diff: Diff, report: Report, last: dict[Key, Last], foreign: dict[Key, str]) -> None:
    for result in report.results:
        key = (result.entry.type, result.entry.slug)
        changed = _changed(result.entry, last.get(key)) if result.action == Action.UPDATED else ()
        diff.steps.append(Step(result.action, str(key[0]), key[1], foreign.get(key), changed))
        if result.action == Action.REJECTED:
            diff.rejected += result.problems
    told = set(map(id, diff.rejected))
    diff.remarks += [problem for problem in report.problems if id(problem) not in told]


def _changed(entry: Entry, last: Last | None) -> tuple[str, ...]:
    if last is None or last.after is None:
        return ()
    return fields(json.loads(last.after), entry.record.plain()) or ("external_ids",)
