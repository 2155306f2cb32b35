"""Measures the search over a made-up corpus: `python -m bench.search sqlite:///search.db` (the database is filled when empty)."""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Iterator

from sqlalchemy import Table, func, select
from sqlmodel import Session, SQLModel

import schema
from db.bulk import insert_rows
from db.enums import DatePrecision, MeetingKind, MeetingModality, MeetingStatus, RecordType
from db.migrate import upgrade
from db.search_index import refresh_search
from db.session import connect, sessions
from db.text import fold

PERSONS, MEETINGS = 130_000, 70_000
CITIES, LAST_NAMES, FIRST_NAMES = 400, 30_000, 2_000
NOW = "2026-01-01T00:00:00.000Z"
TOPICS = ("peace", "ceasefire", "prisoner", "border", "grain", "security", "humanitarian", "water")
FORMS = ("talks", "negotiations", "summit", "consultations", "meeting of foreign ministers")
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
QUESTION = "query($q: String!) { search(query: $q) { score matched record { id __typename } } }"
ROUNDS = 30


def word(rng: random.Random, syllables: int) -> str:
    """A word that could be a name."""
    made = (rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(syllables))
    return ("".join(made) + rng.choice("nrsk")).title()


def skewed(rng: random.Random, size: int) -> int:
    """A number below the size, small ones far more often."""
    return int(size ** rng.random()) - 1


def fill(url: str) -> None:
    """200,000 records with names as skewed as real ones are."""
    rng = random.Random(7)
    upgrade(url)
    engine = connect(url)
    with sessions(engine).begin() as session:
        if session.execute(select(func.count()).select_from(_table("search_term"))).scalar_one():
            return
        numbers = range(1, PERSONS + MEETINGS + 1)
        kinds = (RecordType.PERSON if number <= PERSONS else RecordType.MEETING for number in numbers)
        insert_rows(session, _table("record"), ["id", "type"], zip(numbers, kinds, strict=True))
        _persons(session, rng)
        _meetings(session, rng)
        refresh_search(session, numbers)
    engine.dispose()


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def _persons(session: Session, rng: random.Random) -> None:
    last = [word(rng, rng.choice((2, 3, 3, 4))) for _ in range(LAST_NAMES)]
    first = [word(rng, rng.choice((1, 2, 2, 3))) for _ in range(FIRST_NAMES)]
    names = (f"{first[skewed(rng, FIRST_NAMES)]} {last[skewed(rng, LAST_NAMES)]}" for _ in range(PERSONS))
    rows = ((at, f"person-{at}", name, fold(name), NOW) for at, name in enumerate(names, start=1))
    insert_rows(session, _table("person"), ["id", "slug", "name", "name_fold", "updated_at"], rows)


def _meetings(session: Session, rng: random.Random) -> None:
    cities = ["Istanbul", "Geneva", "Doha", *(word(rng, 3) for _ in range(CITIES))]
    columns = [
        "id",
        "slug",
        "title",
        "title_fold",
        "kind",
        "modality",
        "status",
        "start_edtf",
        "start_earliest",
    ]
    columns += ["start_latest", "start_precision", "start_approximate", "start_uncertain", "updated_at"]
    insert_rows(session, _table("meeting"), columns, _meeting_rows(rng, cities))


def _meeting_rows(rng: random.Random, cities: list[str]) -> Iterator[tuple[object, ...]]:
    kinds = (MeetingKind.NEGOTIATION_ROUND, MeetingModality.DIRECT, MeetingStatus.HELD)
    for number in range(PERSONS + 1, PERSONS + MEETINGS + 1):
        city = cities[skewed(rng, len(cities))]
        title = f"{rng.choice(ORDINALS)} round of {rng.choice(TOPICS)} {rng.choice(FORMS)}, {city}"
        day = f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        dates = (day, day, day, DatePrecision.DAY, False, False)
        yield (number, f"meeting-{number}", title, fold(title), *kinds, *dates, NOW)


def questions() -> list[str]:
    """Rare and common words, beginnings, typos, several words."""
    return [
        "Istanbul",
        "talks",
        "second round istanbul",
        "peace talks geneva",
        "Instanbul",
        "ceasefire summit",
        "Ist",
        "ma",
        "round of talks",
        "Kalinov Marusak",
        "xyzzyx",
        "third round of prisoner negotiations doha 2003",
    ]


async def measure(url: str) -> None:
    """The median and the worst of some rounds, for each question."""
    engine = schema.build_engine(url, connections=1)
    await engine.start()
    for question in questions():
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            answer = await engine.answer(QUESTION, {"q": question})
            times.append(1000 * (time.perf_counter() - start))
        hits = answer.body.count(b'"score"')
        print(f"{question:50} {statistics.median(times):7.2f} ms  worst {max(times):7.2f}  {hits} hits")
    await engine.stop()


if __name__ == "__main__":
    fill(sys.argv[1])
    asyncio.run(measure(sys.argv[1]))
