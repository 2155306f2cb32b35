"""Versions are kept of every row, as few as there were states, whoever writes and however the database was built."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, inspect, select, update
from sqlmodel import Session

import db
from db.enums import Operation, RecordType
from db.migrate import upgrade
from db.parts import refresh_parts
from db.triggers import OPEN, SUFFIX
from db.versions import settle, versioned, versions
from exchange import Action, load, submit
from exchange.load import COUNTRIES
from exchange.refold import refold
from exchange.tables import table
from tests.asking import asking
from tests.curated import load_states
from tests.databases import Databases
from tests.exchange.made import opened
from tests.migrations.catalog import catalog
from tests.migrations.test_migrations import fill
from tests.past.asking import FUTURE
from tests.past.diary import TERMS
from tests.past.records import actor, meeting, person, side, source, truce

GROUND = (
    source("First"),
    actor("front", "Front"),
    person("ada", "Ada Demir", "front"),
    meeting("oslo", "Round", hosts=["front"], delegations=[side("front", heads=("ada",))], outcomes=[truce("oslo")]),
)  # fmt: skip


@pytest.fixture
def ground(migrated_url: str) -> Iterator[Session]:
    """A session on a database with a meeting, and four changes."""
    with opened(migrated_url) as session:
        assert submit(session, GROUND, TERMS).written
        yield session


def kept(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every version."""
    found = {one.name: session.connection().execute(one.select()) for one in versions.sorted_tables}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


def spans(session: Session, name: str) -> list[tuple[int, int]]:
    """From which change to which the versions of a table hold."""
    told = versions.tables[name + SUFFIX]
    rows = session.connection().execute(select(told.c.from_seq, told.c.to_seq).order_by(told.c.from_seq))
    return [(row[0], row[1]) for row in rows]


def test_every_table_of_the_record_has_versions_and_what_keeps_them(migrated_url: str) -> None:
    with opened(migrated_url) as session:
        inspector, told = inspect(session.connection()), catalog(session.connection())
        for live in versioned():
            columns = [
                [one["name"] for one in inspector.get_columns(name)]
                for name in (live.name, live.name + SUFFIX)
            ]
            assert [*columns[0], "from_seq", "to_seq"] == columns[1]
            assert {
                f"versions_{event}_{live.name}" for event in ("insert", "update", "delete")
            } <= told.keys()


def test_what_changes_nothing_leaves_no_version(ground: Session) -> None:
    before = kept(ground)
    submit(ground, GROUND, TERMS)
    refresh_parts(ground)
    ground.connection().execute(update(table(db.Meeting)).values(title=table(db.Meeting).c.title))
    assert kept(ground) == before


def test_rows_that_stay_as_they_were_get_no_version_when_others_change(ground: Session) -> None:
    submit(ground, [person("ada", "Ada Demir-Berg", "front")], TERMS)
    assert spans(ground, "person") == [(1, 5), (5, OPEN)]
    assert spans(ground, "person_meeting") == [(1, OPEN)] * 3
    assert spans(ground, "actor") == [(1, OPEN)]


def test_a_transaction_leaves_one_version_of_a_row(ground: Session) -> None:
    rows = table(db.Actor)
    for name in ("One", "Two"):
        ground.connection().execute(update(rows).values(name=name))
    places = table(db.Place)
    ground.connection().execute(places.insert().values(slug="somewhere", city="Oslo", city_fold="oslo"))
    ground.connection().execute(delete(places))
    assert spans(ground, "actor") == [(1, 5), (5, OPEN)]
    assert spans(ground, "place") == []


def test_moments_grow_whatever_the_clock_says(ground: Session) -> None:
    ground.connection().execute(update(table(db.Change)).values(at="2999-12-31T23:59:59.999Z"))
    ground.commit()
    for name in ("One", "Two"):
        submit(ground, [actor("front", name)], TERMS)
    found = (
        ground.connection().execute(select(table(db.Change).c.at).order_by(table(db.Change).c.id)).scalars()
    )
    assert list(found)[4:] == ["3000-01-01T00:00:00.000Z", "3000-01-01T00:00:00.001Z"]


def test_what_is_written_without_a_change_belongs_to_the_last_one(ground: Session, migrated_url: str) -> None:
    for name in ("One", "Two"):
        ground.connection().execute(update(table(db.Actor)).values(name=name))
        settle(ground.connection())
        ground.commit()
        with asking(migrated_url) as ask:
            found = ask.data(f'{{ actor(slug: "front", asOf: "{FUTURE}") {{ name }} }}')
        assert found["actor"]["name"] == name
    assert spans(ground, "actor") == [(1, 4), (4, OPEN)]


def test_names_from_a_new_cldr_are_read_at_once(databases: Databases) -> None:
    """Their rows are made anew, and no change tells of it: the record says what it said."""
    query = f'{{ country(code: "TR", asOf: "{FUTURE}") {{ name(language: "de") }} }}'
    names, files = table(db.Name), table(db.LoadedFile)
    with databases.filled("states", "sqlite", load_states) as url, opened(url) as session, asking(url) as ask:
        session.connection().execute(delete(names).where(names.c.language == "de"))
        session.connection().execute(
            update(files).where(files.c.name == COUNTRIES).values(sha256="of another one")
        )
        session.commit()
        assert load(session, []).count(Action.UPDATED) == 0
        assert ask.data(query)["country"]["name"] == "Türkei"


def test_what_was_there_before_there_were_versions_is_remembered_from_then_on(database_url: str) -> None:
    upgrade(database_url, "0006")
    fill(database_url)
    with opened(database_url) as session:
        session.add(
            db.Change(
                at="2025-01-01T00:00:00.000Z",
                type=RecordType.MEETING,
                slug="x",
                operation=Operation.CREATE,
                agent="x",
            )
        )
        session.commit()
    upgrade(database_url)
    with opened(database_url) as session, asking(database_url) as ask:
        assert spans(session, "meeting") == spans(session, "hosting") == [(1, OPEN)]
        for moment, found in (("2024-12-31T23:59:59Z", 0), ("2025-01-01T00:00:00Z", 1)):
            assert (
                ask.data(f'{{ meetings(asOf: "{moment}") {{ totalCount }} }}')["meetings"]["totalCount"]
                == found
            )


def test_several_moments_in_one_question_are_one_statement(ground: Session, migrated_url: str) -> None:
    submit(ground, [actor("front", "Second")], TERMS)
    moments = ground.connection().execute(select(table(db.Change).c.at).distinct()).scalars().all()
    with asking(migrated_url) as ask:
        fields = [
            f'a{at}: actor(slug: "front", asOf: "{moment}") {{ name }}'
            for at, moment in enumerate(sorted(moments))
        ]
        found = ask.data(f'{{ {" ".join(fields)} now: actor(slug: "front") {{ name }} }}')
    assert [one["name"] for one in found.values()] == ["Front", "Second", "Second"]


def test_the_past_is_folded_as_the_present_is(ground: Session, migrated_url: str) -> None:
    submit(ground, [actor("front", "Second")], TERMS)
    told = versions.tables[f"actor{SUFFIX}"]
    ground.connection().execute(update(told).values(name_fold="as it was folded once"))
    refold(ground)
    ground.commit()
    [first, _] = sorted(ground.connection().execute(select(table(db.Change).c.at).distinct()).scalars())
    with asking(migrated_url) as ask:
        query = (
            f'{{ actors(asOf: "{first}", where: {{name: {{contains: "FRONT"}}}}) {{ nodes {{ name }} }} }}'
        )
        assert ask.data(query) == {"actors": {"nodes": [{"name": "Front"}]}}
