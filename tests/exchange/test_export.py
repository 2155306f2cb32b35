"""What is taken out comes in again without loss."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

import schema
from db.enums import RecordType
from exchange import Author, Sent, Terms, merge_records, submit
from exchange.export.files import Exports
from exchange.export.records import ALL, NAMES
from exchange.stream import import_lines, in_order
from tests.asking import asking
from tests.databases import Databases
from tests.examples import pages
from tests.exchange.made import make_tables, opened
from tests.exchange.taking import records, taken
from tests.exchange.test_merging import FRONT, FRONT_2, GROUND, actor

FILES = [f"{name}.jsonl" for name in NAMES.values()]
PARTNER = Author("institute")


@pytest.fixture(scope="module")
def exported(curated_url: str) -> dict[str, bytes]:
    """Every file of records of the curated facts."""
    return {name: taken(curated_url, name) for name in [*FILES, f"{ALL}.jsonl"]}


@pytest.fixture(scope="module")
def again(curated_url: str, databases: Databases) -> Iterator[str]:
    """An empty database of the same kind, into which `records.jsonl` was brought."""

    def fill(url: str) -> None:
        file = databases.folder / "records.jsonl"
        file.write_bytes(taken(curated_url, file.name))
        make_tables(url)
        with opened(url) as session:
            tally = import_lines(session, file, PARTNER)
        assert (tally.counts, tally.problems) == ({"created": 2271, "rejected": 0}, [])

    kind = "postgresql" if curated_url.startswith("postgresql") else "sqlite"
    with databases.filled("imported", kind, fill) as url:
        yield url


@pytest.mark.parametrize("name", FILES)
def test_what_was_taken_out_comes_in_again(exported: dict[str, bytes], again: str, name: str) -> None:
    assert exported[name]
    assert taken(again, name) == exported[name]


def test_the_examples_are_answered_alike(again: str) -> None:
    with asking(again) as ask:
        for page in pages.pages():
            answer = ask.data(page.example.query, **(page.example.variables or {}))
            assert without_cursors(answer) == without_cursors(page.answer), page.example.name


def without_cursors(value: Any) -> Any:
    """Cursors hold numbers, which each database gives anew."""
    if isinstance(value, list):
        return [without_cursors(one) for one in value]
    if isinstance(value, dict):
        return {name: without_cursors(one) for name, one in value.items() if "ursor" not in name}
    return value


def test_all_records_are_those_of_the_types_without_what_meetings_tell(exported: dict[str, bytes]) -> None:
    apart = [
        line for name in FILES for line in exported[name].splitlines() if b'"meeting":"' not in line[:40]
    ]
    assert sorted(exported["records.jsonl"].splitlines()) == sorted(apart)
    assert len(exported["outcomes.jsonl"].splitlines()) == 468


def test_outcomes_of_meetings_are_never_written_twice(session: Session, tmp_path: Path) -> None:
    assert not submit(session, GROUND, Terms("acme", {})).refused
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    file = tmp_path / "outcomes.jsonl"
    [line] = taken(url, file.name).splitlines()
    changed = line.replace(b'"Truce"', b'"Peace"')
    lost = line.replace(b'"meeting":"oslo-2001"', b'"meeting":"nowhere"')
    file.write_bytes(b"\n".join([line, changed, lost]))
    tally = import_lines(session, file, PARTNER)
    assert tally.counts == {"unchanged": 1, "rejected": 2}
    assert [(one.code, one.line) for one in tally.problems] == [
        ("TOLD_BY_MEETING", 2),
        ("UNKNOWN_REFERENCE", 3),
    ]


def test_ids_that_mergers_left_behind_are_replaced(session: Session, tmp_path: Path) -> None:
    terms = Terms("acme", {})
    assert not submit(session, GROUND, terms).refused
    assert not merge_records(session, FRONT, FRONT_2, terms).refused
    late = Sent(RecordType.PERSON, {"id": "bo", "name": "Bo", "actor": "front-2"})
    gone = actor("front-3", "Third")
    assert not submit(session, [late, gone], terms).refused
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    told = {one["id"]: one for one in records(taken(url, "persons.jsonl"))}
    assert (told["bo"]["actor"], told["ada-demir"]["actor"]) == ("front", "front")
    assert [one["id"] for one in records(taken(url, "actors.jsonl"))] == ["front", "front-3"]
    assert taken(url, "aliases.csv").decode().splitlines() == ["type,alias,record", "Actor,front-2,front"]


def test_further_ids_of_a_source_come_behind_all_sources(session: Session) -> None:
    page = {"url": "https://example.org/a", "title": "A"}
    for number in ("s2", "s1", "s3"):
        sent = [Sent(RecordType.SOURCE, {"id": f"b/{number}", **page})]
        other = [Sent(RecordType.SOURCE, {"id": f"a/{number}", "title": number})]
        assert not submit(session, [*sent, *other], Terms("acme", {})).refused
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    ids = [one["id"] for one in records(taken(url, "sources.jsonl"))]
    assert ids == ["b/s2", "a/s2", "a/s1", "a/s3", "b/s1", "b/s3"]
    for at, last in enumerate(ids, start=1):
        assert [one["id"] for one in records(taken(url, "sources.jsonl", after=last))] == ids[at:]


def test_what_is_written_meanwhile_is_not_in_the_file(session: Session) -> None:
    persons = [Sent(RecordType.PERSON, {"id": f"p-{n}", "name": f"P {n}"}) for n in range(450)]
    assert not submit(session, persons, Terms("acme", {})).refused
    url = session.get_bind().engine.url.render_as_string(hide_password=False)

    async def interrupted() -> list[str]:
        engine = schema.build_engine(url)
        exports = Exports(engine)
        order = exports.order(exports.records["persons"], "jsonl")
        async with (
            engine.database.snapshot() as snapshot,
            aclosing(exports.pieces(order, snapshot)) as pieces,
        ):
            told = [(await anext(pieces)).content, (await anext(pieces)).content]
            late = [Sent(RecordType.PERSON, {"id": one, "name": "Late"}) for one in ("p-449", "p-999")]
            assert not submit(session, late, Terms("acme", {})).refused
            told += [piece.content async for piece in pieces]
        return [one["name"] for one in records(b"".join(told))]

    assert asyncio.run(interrupted()) == [f"P {n}" for n in range(450)]


def test_files_are_brought_in_in_the_order_in_which_they_name_one_another(tmp_path: Path) -> None:
    for name in FILES:
        kind = next(kind for kind, plural in NAMES.items() if name.startswith(plural))
        (tmp_path / name).write_text(json.dumps({"type": kind.lower()}))
    (tmp_path / "broken.jsonl").write_bytes(b"\xff")
    found = [path.name for path in in_order(sorted(tmp_path.iterdir()))]
    assert found == ["broken.jsonl", *FILES]
