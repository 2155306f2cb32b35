"""Those who meet: every country, organisations, groups and persons, and how often each of them is there."""

from dataclasses import dataclass, field
from random import Random

import pycountry
from babel import Locale

from bench.corpus.rows import MOMENT, Row, Rows, dated, titled
from bench.corpus.shape import HEAVY_HOST, SMALL_HOST, SMALL_LEADER, Shape
from db import Actor, Name, Person
from db.enums import ActorKind, ActorType, NameKind, RecordType
from db.text import fold

GROUPS = 140
LANGUAGES = ("en", "ar", "es", "fr", "ru", "tr", "uk", "zh")
SKEW = 3  # a share u of luck reaches place u³: the first tenth of a list gets almost half of all
LEAST_PERSONS = 12  # of an actor: more than the largest delegation

FIRST = [
    "Amina",
    "Boris",
    "Carla",
    "Dmitri",
    "Elif",
    "Farid",
    "Grace",
    "Hakan",
    "Ingrid",
    "José",
    "Katarzyna",
    "Lütfü",
    "Mariam",
    "Nikos",
    "Olena",
    "Pedro",
    "Şule",
    "Tomáš",
]
LAST = [
    "Abdullahi",
    "Bērziņš",
    "Çelik",
    "Duarte",
    "Eriksson",
    "Fofana",
    "García",
    "Haddad",
    "Ivanov",
    "Jansen",
    "Kovač",
    "Łukasz",
    "Mensah",
    "Nguyễn",
    "Öztürk",
    "Petrov",
]

Called = tuple[str, str | None]
"""A name and its language."""


@dataclass
class People:
    """The keys of those who meet, the most frequent first."""

    actors: list[int] = field(default_factory=list)
    countries: list[int] = field(default_factory=list)
    persons: dict[int, list[int]] = field(default_factory=dict)  # by actor
    heavy_host: int = 0
    small_host: int = 0
    small_leader: int = 0

    def actor(self, luck: Random) -> int:
        """An actor; the first are there most of the time."""
        return skewed(self.actors, luck)

    def some_actors(self, luck: Random, count: int) -> list[int]:
        """Different actors."""
        return distinct(self.actors, luck, count)

    def some_persons(self, actor: int, luck: Random, count: int) -> list[int]:
        """Different persons of an actor."""
        return distinct(self.persons[actor], luck, count)


def skewed(keys: list[int], luck: Random) -> int:
    """One of the keys, the first most often."""
    return keys[int(len(keys) * luck.random() ** SKEW)]


def distinct(keys: list[int], luck: Random, count: int) -> list[int]:
    """Different keys in the order of their drawing; the next in line stands in for one drawn twice."""
    found: dict[int, None] = {}
    while len(found) < min(count, len(keys)):
        place = int(len(keys) * luck.random() ** SKEW)
        while keys[place] in found:
            place = (place + 1) % len(keys)
        found[keys[place]] = None
    return list(found)


def make_people(rows: Rows, shape: Shape) -> People:
    """Countries under their real codes and names, the others invented."""
    luck = Random(f"{shape.seed}:people")
    people = People()
    countries = sorted(pycountry.countries, key=lambda one: (one.alpha_2 != HEAVY_HOST, luck.random()))
    for country in countries:
        key = _country(rows, country.alpha_2, country.alpha_3, country.numeric)
        people.countries.append(key)
        if country.alpha_2 == SMALL_HOST:
            people.small_host = key  # sits at the tables of its own meetings alone
        else:
            people.actors.append(key)
    people.heavy_host = people.actors[0]
    for number in range(GROUPS):
        people.actors.insert(2 * number + 1, _group(rows, number))
    for actor, count in zip(people.actors, _counts(shape.persons, len(people.actors)), strict=True):
        people.persons[actor] = [_person(rows, actor, luck) for _ in range(count)]
    people.small_leader = _person(rows, people.actors[3], luck, slug=SMALL_LEADER)
    return people


def _counts(total: int, actors: int) -> list[int]:
    """How many persons each actor has: the first ones many, none fewer than fill its largest delegation."""
    shares = [1 / (place + 5) for place in range(actors)]
    return [LEAST_PERSONS + int(total * share / sum(shares)) for share in shares]


def _country(rows: Rows, code: str, alpha3: str, numeric: str) -> int:
    flag = "".join(chr(ord("\U0001f1e6") + ord(letter) - ord("A")) for letter in code)
    codes: Row = {"code": code, "alpha3": alpha3, "numeric": numeric, "flag": flag}
    called: list[Called] = [(Locale.parse(tag).territories[code], tag) for tag in LANGUAGES]
    return _actor(rows, code, ActorType.COUNTRY, ActorKind.STATE, called, codes)


def _group(rows: Rows, number: int) -> int:
    organization = number % 3 == 0
    kind = ActorKind.REGIONAL_ORGANIZATION if organization else ActorKind.ARMED_GROUP
    name = f"{'League' if organization else 'Front'} of {LAST[number % len(LAST)]} {number}"
    codes: Row = dict.fromkeys(("code", "alpha3", "numeric", "flag"))
    group = ActorType.ORGANIZATION if organization else ActorType.GROUP
    return _actor(rows, f"group-{number}", group, kind, [(name, "en")], codes)


def _actor(rows: Rows, slug: str, group: ActorType, kind: ActorKind, called: list[Called], codes: Row) -> int:
    key = rows.record(RecordType.ACTOR)
    own = {"id": key, "slug": slug, "type": group.value, "kind": kind.value}
    rows.add(Actor, **own, **titled("name", called[0][0]), **codes, state_id=None, updated_at=MOMENT)
    _names(rows, key, called)
    return key


def _person(rows: Rows, actor: int, luck: Random, *, slug: str | None = None) -> int:
    key = rows.record(RecordType.PERSON)
    name = f"{luck.choice(FIRST)} {luck.choice(LAST)} {key}"
    own = {"id": key, "slug": slug or f"person-{key}", "actor_id": actor, "updated_at": MOMENT}
    rows.add(Person, **own, **titled("name", name))
    _names(rows, key, [(name, "en")])
    return key


def _names(rows: Rows, record: int, called: list[Called]) -> None:
    undated = dated("since", None) | dated("until", None)
    for position, (text, language) in enumerate(called):
        about = {"text": text, "fold": fold(text), "language": language, "kind": NameKind.COMMON.value}
        rows.add(Name, id=rows.number(Name), record_id=record, position=position, **about, **undated)
