"""Gives foreign agreements the ids of recorded ones: the day and the title say so, an id of another dataset only helps."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from db import Conflict, ExternalId, Outcome, OutcomeConflict
from db.enums import OutcomeKind, RecordType
from db.text import fold
from exchange.adapters.datasets import Dataset
from exchange.adapters.draft import Draft
from exchange.matching.score import Pair
from exchange.tables import table

UNTELLING: Final = frozenset(
    {"the", "of", "and", "on", "between", "for", "to", "in", "a", "an", "with", "by"}
    | {"agreement", "peace", "government"}
)
"""Words of titles that tell agreements apart least."""

LEAST: Final = 0.5
"""Shared part of the telling words of two titles of the same day."""

NUMBERED_DAYS: Final = 31
"""How far the days may differ where both records carry the same identifier: signed, dated, published."""

PAPERS: Final = (
    OutcomeKind.AGREEMENT_SIGNED,
    OutcomeKind.CEASEFIRE,
    OutcomeKind.EXTENSION,
    OutcomeKind.JOINT_STATEMENT,
    OutcomeKind.PLEDGE,
    OutcomeKind.ROADMAP,
)
"""Outcomes that may be a paper of its own in a dataset of agreements."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Paper:
    """An agreement as matching sees it."""

    slug: str
    day: int
    words: frozenset[str]
    ids: frozenset[tuple[str, str]]
    conflicts: frozenset[str]
    of_meeting: bool = False


def match(session: Session, dataset: Dataset, draft: Draft) -> dict[str, Pair]:
    """Rename the draft's agreements after recorded ones; the draft's own ids are the keys of the answer."""
    prefix = dataset.owns[RecordType.OUTCOME]
    told = {slug: data for (kind, slug), data in draft.records.items() if kind == RecordType.OUTCOME}
    known = {one.slug: one for one in recorded(session)}
    # What has been recorded as this dataset's own stays so; what was found by its number is found.
    new = [paper(data) for slug, data in told.items() if slug.startswith(prefix) and slug not in known]
    others = [one for slug, one in known.items() if slug not in told and not slug.startswith(prefix)]
    pairs = {pair.new: pair for pair in assign(new, others)}
    for slug, pair in pairs.items():
        key, wanted = (RecordType.OUTCOME, slug), (RecordType.OUTCOME, pair.old)
        draft.records[wanted] = {**draft.records.pop(key), "id": pair.old}
        draft.rows[wanted] = draft.rows.pop(key)
        draft.foreign[wanted] = draft.foreign.pop(key)
    return pairs | _made_by_meetings(draft, known, {pair.old: pair for pair in pairs.values()})


def _made_by_meetings(draft: Draft, known: Mapping[str, Paper], met: Mapping[str, Pair]) -> dict[str, Pair]:
    """Agreements that are part of a meeting's record: that says more, and is left alone."""
    nested = [
        slug
        for kind, slug in draft.records
        if kind == RecordType.OUTCOME and slug in known and known[slug].of_meeting
    ]
    for slug in nested:
        del draft.records[RecordType.OUTCOME, slug]
    return {slug: Pair(slug, slug, 1.0) for slug in nested if slug not in met}


def recorded(session: Session) -> list[Paper]:
    """The agreements that are recorded, those that meetings made included."""
    outcome, external = table(Outcome), table(ExternalId)
    tie, conflict = table(OutcomeConflict), table(Conflict)
    connection = session.connection()
    ids: dict[int, set[tuple[str, str]]] = defaultdict(set)
    numbered = select(external.c.record_id, external.c.scheme, external.c.value)
    for number, scheme, value in connection.execute(
        numbered.join(outcome, outcome.c.id == external.c.record_id)
    ):
        ids[number].add((scheme, value))
    conflicts: dict[int, set[str]] = defaultdict(set)
    named = select(tie.c.outcome_id, conflict.c.slug).join_from(
        tie, conflict, conflict.c.id == tie.c.conflict_id
    )
    for number, slug in connection.execute(named):
        conflicts[number].add(slug)
    query = select(outcome).where(outcome.c.kind.in_(PAPERS)).order_by(outcome.c.id)
    return [
        Paper(
            row.slug,
            _day(row.date_earliest),
            _words(row.title),
            frozenset(ids.get(row.id, ())),
            frozenset(conflicts.get(row.id, ())),
            row.meeting_id is not None,
        )
        for row in connection.execute(query)
    ]


def paper(record: Mapping[str, Any]) -> Paper:
    """Of an outcome in the record form, whose date is a day."""
    return Paper(
        str(record["id"]),
        _day(record["date"]),
        _words(record["title"]),
        frozenset((str(one["scheme"]), one["value"]) for one in record.get("external_ids", ())),
        frozenset(record.get("conflicts", ())),
    )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title))) - UNTELLING


def likeness(one: Paper, two: Paper) -> float:
    """From 0 to 1; 0 where the days, or a conflict that both name, speak against it."""
    apart = abs(one.day - two.day)
    if one.conflicts and two.conflicts and not one.conflicts & two.conflicts:
        return 0.0
    titles = len(one.words & two.words) / len(one.words | two.words) if one.words | two.words else 0.0
    if one.ids & two.ids and apart <= NUMBERED_DAYS:
        return max(LEAST, titles)
    return titles if apart <= 1 else 0.0


def assign(new: list[Paper], old: list[Paper]) -> list[Pair]:
    """Each new agreement with at most one recorded one, the most alike first."""
    by_day: dict[int, list[Paper]] = defaultdict(list)
    by_id: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for one in old:
        by_day[one.day].append(one)
        for number in one.ids:
            by_id[number].append(one)
    weighed = []
    for one in new:
        near = [two for day in (one.day - 1, one.day, one.day + 1) for two in by_day.get(day, ())]
        near += [two for number in one.ids for two in by_id.get(number, ())]
        weighed += [(score, one.slug, two.slug) for two in near if (score := likeness(one, two)) >= LEAST]
    taken: set[str] = set()
    pairs = []
    for score, slug, other in sorted(weighed, key=lambda told: (-told[0], told[1:])):
        if not {slug, other} & taken:
            taken |= {slug, other}
            pairs.append(Pair(slug, other, round(score, 3)))
    return pairs
