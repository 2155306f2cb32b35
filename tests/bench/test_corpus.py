"""The generated record is one that the application itself could have written."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from bench.corpus import HEAVY_HOST, RARE_KIND, RARE_SINCE, SMALL_HOST, SMALL_LEADER, Shape
from bench.corpus.fill import generate
from db.parts import refresh_parts
from db.session import connect, sessions

# Each finds rows that should not be there.
BROKEN = {
    "a host's key": "SELECT 1 FROM hosting l JOIN meeting m ON m.id = l.meeting_id WHERE l.start <> m.start_earliest",
    "a delegation's key": "SELECT 1 FROM delegation l JOIN meeting m ON m.id = l.meeting_id WHERE l.start <> m.start_earliest",
    "a mediator's key": "SELECT 1 FROM mediator l JOIN meeting m ON m.id = l.meeting_id WHERE l.start <> m.start_earliest",
    "a seat's key": "SELECT 1 FROM seat l JOIN meeting m ON m.id = l.meeting_id WHERE l.start <> m.start_earliest",
    "a sender's key": "SELECT 1 FROM delegation_actor l JOIN delegation d ON d.id = l.delegation_id WHERE l.start <> d.start",
    "an outcome's key": "SELECT 1 FROM outcome_actor l JOIN outcome o ON o.id = l.outcome_id WHERE l.date <> o.date_earliest",
    "a seat at another meeting": "SELECT 1 FROM seat s JOIN delegation d ON d.id = s.delegation_id WHERE s.meeting_id <> d.meeting_id",
    "a person of another actor": "SELECT 1 FROM seat s JOIN person p ON p.id = s.person_id WHERE p.slug <> :leader AND NOT EXISTS "
    "(SELECT 1 FROM delegation_actor a WHERE a.delegation_id = s.delegation_id AND a.actor_id = p.actor_id) AND s.mediator_id IS NULL",
    "a delegation without a head": "SELECT 1 FROM delegation d WHERE NOT EXISTS "
    "(SELECT 1 FROM seat s WHERE s.delegation_id = d.id AND s.role = 'HEAD')",
}

COUNTED = {
    "SELECT count(*) FROM meeting": 200,
    "SELECT count(*) FROM delegation": 600,
    "SELECT count(*) FROM seat WHERE delegation_id IS NOT NULL": 2_400,
    "SELECT count(*) FROM hosting h JOIN actor a ON a.id = h.actor_id WHERE a.code = :small": 50,
    "SELECT count(*) FROM meeting WHERE kind = :kind": 50,
    "SELECT count(*) FROM meeting WHERE kind = :kind AND start_earliest >= :since": 40,
    "SELECT count(*) FROM person_meeting l JOIN person p ON p.id = l.person_id WHERE p.slug = :leader AND l.part = 'LED'": 50,
}
NAMED = {
    "small": SMALL_HOST,
    "heavy": HEAVY_HOST,
    "kind": RARE_KIND,
    "since": RARE_SINCE,
    "leader": SMALL_LEADER,
}


@pytest.fixture
def rows(record_url: str) -> Iterator[Connection]:
    engine = connect(record_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_is_broken(rows: Connection, what: str) -> None:
    assert rows.execute(text(BROKEN[what]), NAMED).first() is None


@pytest.mark.parametrize("question", COUNTED)
def test_the_sets_that_are_asked_for_have_their_size(rows: Connection, question: str) -> None:
    assert rows.execute(text(question), NAMED).scalar_one() == COUNTED[question]


def test_one_host_has_far_more_than_any_other(rows: Connection) -> None:
    hosted = "SELECT a.code, count(*) FROM hosting h JOIN actor a ON a.id = h.actor_id WHERE a.code <> :small GROUP BY a.code"
    counts = sorted((count, code) for code, count in rows.execute(text(hosted), NAMED) if code)
    assert counts[-1][1] == HEAVY_HOST
    assert counts[-1][0] > 3 * counts[-2][0]


def test_sqlite_finds_no_row_that_refers_to_nothing(sqlite_record_url: str) -> None:
    engine = connect(sqlite_record_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    engine.dispose()


def test_parts_are_what_the_rows_say(rows: Connection, record_url: str) -> None:
    tables = ("actor_meeting", "person_meeting")
    before = [set(map(tuple, rows.execute(text(f"SELECT * FROM {table}")))) for table in tables]
    rows.rollback()
    engine = connect(record_url)
    with sessions(engine)() as session:
        refresh_parts(session)
        after = [set(map(tuple, session.execute(text(f"SELECT * FROM {table}")))) for table in tables]
        session.rollback()
    engine.dispose()
    assert before == after
    assert all(before)


def test_a_seed_makes_the_same_record_each_time_and_another_seed_another() -> None:
    once, again, other = (list(generate(Shape(8, seed))) for seed in (1, 1, 2))
    assert once == again
    assert once != other
