"""How alike two meetings are, from 0 to 1, and which of many belong together."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from exchange.matching.fingerprint import Fingerprint

WINDOW_DAYS: Final = 3
"""A coder's correction of a day seldom moves it further."""

FAR_DAYS: Final = 45
FAR_LEAST: Final = 0.65
"""A wrong month does: such a pair must share a page, and be this much alike although its days are not."""


MOST: Final = 0.5
"""The part of the actors of two meetings without parties that has to be shared where coders differ."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts; a part that neither meeting tells counts for nothing."""

    days: float = 2.0
    actors: float = 3.0
    parties: float = 0.0
    persons: float = 2.0
    place: float = 1.5
    pages: float = 3.0
    sides: bool = False
    """Whether the sides have to be the same, however alike everything else is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two meetings and how alike they are."""

    new: str
    old: str
    score: float


def closeness(one: Fingerprint, two: Fingerprint) -> float:
    """1 when the days are the same, less when they only overlap or lie near each other."""
    if (one.first, one.last) == (two.first, two.last):
        return 1.0
    if one.first <= two.last and two.first <= one.last:
        return 0.8
    apart = max(one.first - two.last, two.first - one.last)
    return max(0.0, 0.6 - 0.15 * apart)


def overlap(one: AbstractSet[Hashable], two: AbstractSet[Hashable]) -> float:
    """The shared part of two sets."""
    return len(one & two) / len(one | two)


def same_sides(one: Fingerprint, two: Fingerprint) -> bool:
    """Whether a party is shared, or nobody is called a party and most of those present are the same."""
    if one.parties or two.parties:
        return bool(one.parties & two.parties)
    return bool(one.actors) and overlap(one.actors, two.actors) >= MOST


class Scale:
    """Weighs pairs of meetings. Pages that report many meetings tell little about any of them."""

    def __init__(self, meetings: Iterable[Fingerprint], weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self._reports = Counter(page for one in meetings for page in one.pages)

    def weigh(self, one: Fingerprint, two: Fingerprint) -> float:
        """From 0, nothing in common, to 1."""
        weights = self.weights
        if weights.sides and not same_sides(one, two):
            return 0.0
        told = [(weights.days, closeness(one, two))]
        if one.actors or two.actors:
            told.append((weights.actors, overlap(one.actors, two.actors)))
        if one.parties or two.parties:
            told.append((weights.parties, overlap(one.parties, two.parties)))
        if one.persons or two.persons:
            told.append((weights.persons, overlap(one.persons, two.persons)))
        if one.city or two.city or one.country or two.country:
            told.append((weights.place, _place(one, two)))
        if one.pages or two.pages:
            told.append((weights.pages, self._pages(one, two)))
        return sum(weight * share for weight, share in told) / sum(weight for weight, _ in told)

    def _pages(self, one: Fingerprint, two: Fingerprint) -> float:
        both = sum(1 / self._reports[page] for page in one.pages & two.pages)
        either = sum(1 / self._reports[page] for page in one.pages | two.pages)
        return both / either if either else 0.0


def _place(one: Fingerprint, two: Fingerprint) -> float:
    if one.city and two.city:
        return 1.0 if one.city == two.city else 0.0
    return 0.6 if one.country and one.country == two.country else 0.0


def candidates(
    new: Iterable[Fingerprint], old: Sequence[Fingerprint]
) -> Iterator[tuple[Fingerprint, Fingerprint]]:
    """Pairs that are near each other in time, and pairs further apart that one page reports; never all with all."""
    by_month: dict[int, list[Fingerprint]] = defaultdict(list)
    by_page: dict[str, list[Fingerprint]] = defaultdict(list)
    for one in old:
        for month in range((one.first - WINDOW_DAYS) // 30, (one.last + WINDOW_DAYS) // 30 + 1):
            by_month[month].append(one)
        for page in one.pages:
            by_page[page].append(one)
    for one in new:
        months = range(one.first // 30, one.last // 30 + 1)
        near = {two.slug: two for month in months for two in by_month.get(month, ()) if closeness(one, two)}
        told = {two.slug: two for page in one.pages for two in by_page.get(page, ()) if _within(one, two)}
        yield from ((one, two) for two in (near | told).values())


def _within(one: Fingerprint, two: Fingerprint) -> bool:
    return max(one.first - two.last, two.first - one.last) <= FAR_DAYS


def assign(
    new: Sequence[Fingerprint], old: Sequence[Fingerprint], least: float, weights: Weights | None = None
) -> list[Pair]:
    """Each new meeting with at most one old one, the most alike first; equals stay in their order."""
    scale = Scale([*new, *old], weights)
    weighed = [
        (score, one, two)
        for one, two in candidates(new, old)
        if (score := scale.weigh(one, two)) >= (least if closeness(one, two) else FAR_LEAST)
    ]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].order, pair[2].order))
    return one_to_one((Pair(one.slug, two.slug, round(score, 3)) for score, one, two in weighed), least)


def one_to_one(pairs: Iterable[Pair], least: float) -> list[Pair]:
    """The pairs in their order, without those below the least and those of which either is taken."""
    taken_new: set[str] = set()
    taken_old: set[str] = set()
    kept = []
    for pair in pairs:
        if pair.score >= least and pair.new not in taken_new and pair.old not in taken_old:
            taken_new.add(pair.new)
            taken_old.add(pair.old)
            kept.append(pair)
    return kept
