"""Who is recorded already: actors and persons by name, records by the identifiers that other datasets give them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from db.enums import IdScheme, RecordType
from exchange.adapters.draft import Ids
from exchange.matching import names
from exchange.record import Actor, Person
from exchange.record.bundle import Entry
from exchange.record.common import Citable

STABLE: Final = frozenset({IdScheme.UCDP_ACTOR})
"""Schemes whose numbers keep their meaning from release to release, and give one number to an actor."""

Slugs = defaultdict[object, set[str]]


def _slugs() -> Slugs:
    return defaultdict(set)


@dataclass(slots=True)
class Directory:
    """What adapters ask. A name or an identifier that two records share names neither."""

    actors: Slugs = field(default_factory=_slugs)
    persons: Slugs = field(default_factory=_slugs)
    numbers: Slugs = field(default_factory=_slugs)
    spelled: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The names of persons by id."""

    schemes: dict[str, dict[IdScheme, str]] = field(default_factory=dict)
    """The stable identifiers of actors."""
    slugs: set[tuple[RecordType, str]] = field(default_factory=set)

    def add_actor(self, slug: str, told: Iterable[str]) -> None:
        """An actor and its names."""
        self.slugs.add((RecordType.ACTOR, slug))
        for name in told:
            for key in names.keys(name):
                self.actors[key].add(slug)

    def add_person(self, slug: str, told: Iterable[str]) -> None:
        """A person and the names."""
        self.slugs.add((RecordType.PERSON, slug))
        for name in told:
            self.persons[names.words(name)].add(slug)
            self.spelled[slug].append(name)

    def add_id(self, kind: RecordType, slug: str, scheme: IdScheme, value: str) -> None:
        """An identifier of a record."""
        self.numbers[kind, scheme, value].add(slug)
        if kind == RecordType.ACTOR and scheme in STABLE:
            self.schemes.setdefault(slug, {}).setdefault(scheme, value)

    def actor(self, told: Sequence[str], ids: Ids, besides: str) -> str | None:
        """By a stable identifier; else by name, unless an identifier speaks against it."""
        stable = [one for one in ids if one[0] in STABLE]
        numbered = self._numbered(RecordType.ACTOR, stable)
        if len(numbered) == 1:
            return next(iter(numbered))
        for name in told:
            found = {
                slug
                for slug in self.actors.get(names.key(name), ())
                if not slug.startswith(besides) and not self._contradicts(slug, stable)
            }
            if len(found) == 1:
                return next(iter(found))
        return None

    def _contradicts(self, slug: str, ids: Ids) -> bool:
        """Whether the actor has another identifier where it would have to have this one."""
        has = self.schemes.get(slug, {})
        return any(has.get(scheme, value) != value for scheme, value in ids)

    def person(self, name: str, ids: Ids, besides: str) -> str | None:
        """By the words of the name, in any order; else by the identifier, when the names are alike."""
        found = {slug for slug in self.persons.get(names.words(name), ()) if not slug.startswith(besides)}
        if len(found) == 1:
            return next(iter(found))
        numbered = [
            slug
            for slug in self._numbered(RecordType.PERSON, ids)
            if any(names.alike(name, other) for other in self.spelled[slug])
        ]
        return numbered[0] if len(numbered) == 1 else None

    def numbered(self, kind: RecordType, ids: Ids) -> str | None:
        """By identifier, where just one record has it."""
        found = self._numbered(kind, ids)
        return next(iter(found)) if len(found) == 1 else None

    def has(self, kind: RecordType, slug: str) -> bool:
        """Whether there is an actor or a person of that id."""
        return (kind, slug) in self.slugs

    def _numbered(self, kind: RecordType, ids: Ids) -> set[str]:
        return {slug for scheme, value in ids for slug in self.numbers.get((kind, scheme, value), set())}

    def learn(self, entries: Iterable[Entry]) -> None:
        """Everything that these records are called."""
        for entry in entries:
            record = entry.record
            if isinstance(record, Actor):
                self.add_actor(entry.slug, [record.name, *(one.text for one in record.names)])
            elif isinstance(record, Person):
                self.add_person(entry.slug, [record.name, *(one.text for one in record.names)])
            if isinstance(record, Citable):
                for one in record.external_ids:
                    self.add_id(entry.type, entry.slug, one.scheme, one.value)
