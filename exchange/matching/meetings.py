"""Gives foreign meetings the ids of recorded ones that are the same, and tells what a release no longer holds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from db.enums import RecordType
from exchange.adapters.datasets import Dataset
from exchange.adapters.draft import Draft
from exchange.matching.fingerprint import Fingerprint, fingerprint
from exchange.matching.recorded import Recorded, meetings, of_earlier
from exchange.matching.score import FAR_DAYS, Pair, Scale, Weights, assign, one_to_one

SAME_FAMILY: Final = 0.45
"""Least likeness of two releases' events; measured in docs/adapters.md."""

AGAIN: Final = 0.25
"""Likeness that an event keeps to what an earlier import of the same release made of it."""

PLAIN: Final = 0.8
"""Likeness above which nobody else's meeting is considered first."""

ELSEWHERE: Final = 0.52
"""Least likeness of an event to a meeting that somebody else recorded: other coders, other sources, other spellings."""

LONGEST_DAYS: Final = 21
"""Somebody else's meeting that is only known to have been in some month may be any of that month's."""

OTHER_CODERS: Final = Weights(
    days=2.5, actors=2.0, parties=2.5, persons=0.5, place=2.5, pages=0.0, sides=True
)
"""What counts between datasets: they seldom cite the same page of the same paper, and rarely name the same people."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the meetings of a file: `pairs` by the new id, `dropped` the ids that the release has no more."""

    pairs: dict[str, Pair]
    dropped: list[str]
    recorded: dict[str, Recorded]


def match(session: Session, dataset: Dataset, draft: Draft) -> Matched:
    """Rename the draft's meetings after recorded ones; the draft's own ids are the keys of the answer."""
    new = _fingerprints(draft)
    if not new:
        return Matched({}, [], {})
    first, last = min(one.first for one in new), max(one.last for one in new)
    known = meetings(session, dataset.scheme, first - FAR_DAYS, last + FAR_DAYS)
    numbers = {slug: number for (kind, slug), number in draft.foreign.items() if kind == RecordType.MEETING}
    again = _again(dataset, new, numbers, known)
    pairs = {pair.new: pair for pair in _pairs(dataset, new, known, again)}
    _rename(draft, {slug: pair.old for slug, pair in pairs.items()})
    met = {pair.old for pair in pairs.values()}
    dropped = [slug for slug in of_earlier(session, dataset.scheme, dataset.release) if slug not in met]
    return Matched(pairs, dropped, known)


def _fingerprints(draft: Draft) -> list[Fingerprint]:
    """In the order of the file."""

    def address(source: str) -> str | None:
        url = draft.records.get((RecordType.SOURCE, source), {}).get("url")
        return str(url) if url else None

    told = [data for (kind, _), data in draft.records.items() if kind == RecordType.MEETING]
    return [fingerprint(data, address, order) for order, data in enumerate(told)]


def _again(
    dataset: Dataset, new: Sequence[Fingerprint], numbers: dict[str, str], known: dict[str, Recorded]
) -> list[Pair]:
    """Pairs that an import of this very release made: inside a release a number stays, if the content does not deny it."""
    by_number: dict[str, list[Fingerprint]] = defaultdict(list)
    for one in known.values():
        if number := one.releases.get(dataset.release):
            by_number[number].append(one.fingerprint)
    scale = Scale([*new, *(one.fingerprint for one in known.values())])
    weighed = [
        Pair(one.slug, two.slug, round(scale.weigh(one, two), 3))
        for one in new
        for two in by_number.get(numbers[one.slug], ())
    ]
    return one_to_one(sorted(weighed, key=lambda pair: -pair.score), AGAIN)


def _pairs(
    dataset: Dataset, new: Sequence[Fingerprint], known: dict[str, Recorded], pairs: list[Pair]
) -> list[Pair]:
    """The dataset's own events where they are plainly the same; then other people's meetings; then its own again."""
    prefix = dataset.owns[RecordType.MEETING]
    own = [one.fingerprint for slug, one in known.items() if slug.startswith(prefix)]
    others = [one.fingerprint for slug, one in known.items() if not slug.startswith(prefix)]
    others = [one for one in others if one.last - one.first <= LONGEST_DAYS]
    for pool, least, weights in (
        (own, PLAIN, None),
        (others, ELSEWHERE, OTHER_CODERS),
        (own, SAME_FAMILY, None),
    ):
        met = {slug for pair in pairs for slug in (pair.new, pair.old)}
        free = [one for one in new if one.slug not in met]
        pairs = pairs + assign(free, [one for one in pool if one.slug not in met], least, weights)
    return pairs


def _rename(draft: Draft, names: dict[str, str]) -> None:
    """Give meetings other ids, and their outcomes with them; all at once, since ids may change places."""
    to = {(RecordType.MEETING, slug): (RecordType.MEETING, name) for slug, name in names.items()}
    taken = set(names.values())
    for key in draft.records:
        if key[0] == RecordType.MEETING and key[1] not in names and key[1] in taken:
            to[key] = (RecordType.MEETING, _beside(key[1], taken))
    draft.records = {
        to.get(key, key): _named(data, to.get(key, key)[1]) for key, data in draft.records.items()
    }
    draft.rows = {to.get(key, key): row for key, row in draft.rows.items()}
    draft.foreign = {to.get(key, key): value for key, value in draft.foreign.items()}


def _beside(slug: str, taken: set[str]) -> str:
    """An id for a new event that is told just as a recorded one once was."""
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    taken.add(f"{slug}-{number}")
    return f"{slug}-{number}"


def _named(data: dict[str, Any], slug: str) -> dict[str, Any]:
    before = str(data["id"])
    if before == slug:
        return data
    outcomes = [{**one, "id": slug + str(one["id"]).removeprefix(before)} for one in data.get("outcomes", ())]
    return {**data, "id": slug, "outcomes": outcomes}
