"""What meetings have in common: places, conflicts, processes, published sources."""

from dataclasses import dataclass
from random import Random

from bench.corpus.people import People
from bench.corpus.rows import MOMENT, Rows, dated, titled
from bench.corpus.shape import Shape
from db import Conflict, ConflictParty, Place, Process, Source
from db.enums import RecordType, TitleKind

CONFLICTS = 60


@dataclass
class Surroundings:
    """The keys of what meetings refer to."""

    places: list[int]
    processes: list[int]
    sources: list[int]


def make_surroundings(rows: Rows, people: People, shape: Shape) -> Surroundings:
    """Everything that stands before the first meeting."""
    luck = Random(f"{shape.seed}:surroundings")
    places = [_place(rows, number, luck.choice(people.countries), luck) for number in range(shape.places)]
    conflicts = [_conflict(rows, number, people.some_actors(luck, 3)) for number in range(CONFLICTS)]
    processes = [_process(rows, number, luck.choice(conflicts)) for number in range(shape.processes)]
    return Surroundings(places, processes, [_source(rows, number) for number in range(shape.places * 5)])


def _place(rows: Rows, number: int, country: int, luck: Random) -> int:
    key = rows.number(Place)
    where = {"latitude": round(luck.uniform(-60, 70), 6), "longitude": round(luck.uniform(-180, 180), 6)}
    texts = titled("name", f"Palace {number}") | titled("city", f"City {number // 3}")
    rows.add(Place, id=key, slug=f"place-{number}", **texts, country_id=country, **where)
    return key


def _conflict(rows: Rows, number: int, parties: list[int]) -> int:
    key = rows.record(RecordType.CONFLICT)
    own = {"id": key, "slug": f"conflict-{number}", "updated_at": MOMENT}
    since, until = dated("since", f"19{60 + number % 40}-01-01"), dated("until", None)
    rows.add(Conflict, **own, **titled("name", f"Conflict {number}"), **since, **until)
    for position, actor in enumerate(parties):
        rows.add(ConflictParty, conflict_id=key, actor_id=actor, position=position)
    return key


def _process(rows: Rows, number: int, conflict: int) -> int:
    key = rows.record(RecordType.PROCESS)
    own = {"id": key, "slug": f"process-{number}", "conflict_id": conflict, "updated_at": MOMENT}
    rows.add(Process, **own, **titled("name", f"Process {number}"), summary=None)
    return key


def _source(rows: Rows, number: int) -> int:
    key = rows.number(Source)
    rows.add(
        Source,
        id=key,
        slug=f"source-{number}",
        url=f"https://example.org/{number}",
        title=f"Report {number}",
        title_kind=TitleKind.HEADLINE.value,
        **titled("publisher", f"Agency {number % 40}"),
        language="en",
        **dated("published", "2020-01-01"),
        updated_at=MOMENT,
    )
    return key
