"""What the database said is what it is said to have said: after every kind of write, and after writes in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from db.enums import RecordType
from db.migrate import upgrade
from exchange import Sent
from exchange.rows.common import Key
from tests.databases import KINDS, Databases
from tests.past.diary import Write, diary, merged, sent, withdrawn
from tests.past.records import actor, meeting, person, process, side, source, truce

FRONT, SECOND = (RecordType.ACTOR, "front"), (RecordType.ACTOR, "front-2")
OSLO, GENEVA = (RecordType.MEETING, "oslo"), (RecordType.MEETING, "geneva")

TALKS = {"process": "talks", "hosts": ["front"], "venue": {"city": "Oslo"}}
STORY: tuple[Write, ...] = (
    sent(source("First"), actor("front", "Front"), person("ada", "Ada Demir", "front"), process("Talks")),
    sent(actor("front-2", "The Front", external_ids=[{"scheme": "WIKIDATA", "value": "Q2"}])),
    sent(meeting("oslo", "First round", **TALKS, delegations=[side("front", heads=("ada",)), side("front-2")])),
    sent(meeting("oslo", "First round", **TALKS, outcomes=[truce("oslo")], delegations=[side("front-2", heads=("ada",))])),
    sent(meeting("geneva", "Second round", follows="oslo", start="2001-06", hosts=["front-2", "front"], process="talks")),
    sent(person("ada", "Ada Demir-Berg", "front-2"), source("First, corrected")),
    sent(meeting("oslo", "First round, Oslo", start="2001-05-04", hosts=["front-2"], outcomes=[truce("oslo", "IMPLEMENTED")])),
    merged(FRONT, SECOND),
    withdrawn(GENEVA),
    sent(meeting("geneva", "Another round", status="CANCELLED", mediators=[{"actor": "front", "role": "MEDIATOR"}])),
    sent(meeting("oslo", "First round, Oslo", delegations=[side("front", heads=("ada",))])),
    merged((RecordType.MEETING, "geneva"), OSLO),
    withdrawn(GENEVA),
)  # fmt: skip


def test_every_moment_of_a_story_is_told_as_it_was(migrated_url: str) -> None:
    with diary(migrated_url) as book:
        assert all(book.write(write).written for write in STORY)
        moments = [moment for moment, _ in book.entries]
        assert moments == sorted(set(moments))
        book.agrees()


ACTORS, PERSONS, MEETINGS = ("front", "front-2", "front-3"), ("ada", "bo"), ("oslo", "geneva")
KEYS: tuple[Key, ...] = (
    *((RecordType.ACTOR, slug) for slug in ACTORS),
    *((RecordType.PERSON, slug) for slug in PERSONS),
    *((RecordType.MEETING, slug) for slug in MEETINGS),
)
actors, persons = some.sampled_from(ACTORS), some.sampled_from(PERSONS)


@some.composite
def meetings(draw: some.DrawFn) -> Sent:
    slug = draw(some.sampled_from(MEETINGS))
    sides = draw(some.lists(some.tuples(actors, persons), max_size=2, unique_by=lambda one: one[0]))
    status = draw(some.sampled_from(["HELD", "CANCELLED"]))
    return meeting(
        slug,
        draw(some.sampled_from(["First round", "Talks"])),
        status=status,
        start=draw(some.sampled_from(["2001", "2001-05-03", "2002-01"])),
        hosts=draw(some.lists(actors, max_size=2, unique=True)),
        delegations=[side(one, heads=(head,)) for one, head in sides],
        outcomes=[truce(slug, draw(some.sampled_from(["AGREED", "VIOLATED"])))] if status == "HELD" else [],
    )


names = some.sampled_from(["Front", "The Front", "Ada"])
records = some.one_of(
    meetings(),
    some.builds(actor, actors, names),
    some.builds(person, persons, names, some.none() | actors),
    some.builds(source, names),
)
pairs = some.permutations(KEYS).map(
    lambda keys: next((a, b) for a in keys for b in keys if a != b and a[0] == b[0])
)
writes = some.one_of(
    records.map(sent),
    some.lists(records, min_size=2, max_size=4).map(lambda found: sent(*found)),
    pairs.map(lambda pair: merged(*pair)),
    some.sampled_from(KEYS).map(withdrawn),
)
GROUND = sent(
    source("First"), *(actor(slug, "Front") for slug in ACTORS), *(person(slug, "Ada") for slug in PERSONS)
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(story=some.lists(writes, min_size=3, max_size=8))
def test_writes_in_any_order_are_remembered(databases: Databases, kind: str, story: list[Write]) -> None:
    with databases.filled("migrated", kind, upgrade) as url, diary(url) as book:
        for write in (GROUND, *story):
            book.write(write)
        book.agrees()
