"""Lines that wait for one another, put together: records that name each other in a circle can only be written at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from exchange.record import Entry
from exchange.references import names_of, references
from exchange.rows.common import Key

P = TypeVar("P")

Lines = Callable[[], Iterable[tuple[P, Entry | None]]]
"""Reads the lines that wait, with their records; a line without one stands alone."""


def together(lines: Lines[P], most: int) -> list[list[P]]:
    """The places of lines in groups of about `most`: those that name one another, however indirectly, are in the same group."""
    places: list[P] = []
    owners: dict[Key, int] = {}
    for number, (place, entry) in enumerate(lines()):
        places.append(place)
        if entry is not None:
            owners |= dict.fromkeys(names_of((entry.type, entry.slug), entry.record), number)
    joined = list(range(len(places)))
    for number, (_, entry) in enumerate(lines()):
        for key in _named(entry) & owners.keys():
            joined[_first(joined, number)] = _first(joined, owners[key])
    found: dict[int, list[P]] = {}
    for number, place in enumerate(places):
        found.setdefault(_first(joined, number), []).append(place)
    return _packed(found.values(), most)


def _named(entry: Entry | None) -> set[Key]:
    return {(one.to, one.slug) for one in references(entry.record)} if entry else set()


def _first(joined: list[int], number: int) -> int:
    """The line that stands for all that were joined with this one."""
    while joined[number] != number:
        joined[number] = joined[joined[number]]
        number = joined[number]
    return number


def _packed(groups: Iterable[list[P]], most: int) -> list[list[P]]:
    """Small groups share a batch; a large one is a batch of its own."""
    packed: list[list[P]] = []
    for group in groups:
        if packed and len(packed[-1]) + len(group) <= most:
            packed[-1] += group
        else:
            packed.append(list(group))
    return packed
