"""From nothing to the models and back, with data in it, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from db import Actor, Hosting, Meeting, Record, metadata
from db.enums import (
    ActorKind,
    ActorType,
    DatePrecision,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    RecordType,
)
from db.migrate import (
    DatabaseAhead,
    DatabaseBehind,
    configuration,
    downgrade,
    revision_of,
    steps,
    upgrade,
)
from db.session import connect, sessions
from tests.databases import Databases
from tests.migrations.catalog import catalog


def read(url: str) -> dict[str, object]:
    """The catalogue of the database at an address."""
    engine = connect(url)
    with engine.connect() as connection:
        found = catalog(connection)
    engine.dispose()
    return found


def fill(url: str) -> None:
    """One meeting and its host: rows that refer to each other."""
    engine = connect(url)
    with sessions(engine).begin() as session:
        session.add_all([Record(id=1, type=RecordType.ACTOR), Record(id=2, type=RecordType.MEETING)])
        session.flush()
        session.add(turkiye())
        session.add(istanbul())
        session.flush()
        session.add(Hosting(meeting_id=2, actor_id=1, position=0, start="2025-06-02"))
    engine.dispose()


def turkiye() -> Actor:
    return Actor(
        id=1,
        slug="TR",
        type=ActorType.COUNTRY,
        kind=ActorKind.STATE,
        name="Türkiye",
        name_fold="turkiye",
        code="TR",
        alpha3="TUR",
        numeric="792",
        flag="🇹🇷",
        updated_at="2025-06-02T00:00:00Z",
    )


def istanbul() -> Meeting:
    return Meeting(
        id=2,
        slug="istanbul-2025-06-02",
        title="Second round in Istanbul",
        title_fold="second round in istanbul",
        kind=MeetingKind.NEGOTIATION_ROUND,
        modality=MeetingModality.DIRECT,
        status=MeetingStatus.HELD,
        start_edtf="2025-06-02",
        start_earliest="2025-06-02",
        start_latest="2025-06-02",
        start_precision=DatePrecision.DAY,
        updated_at="2025-06-02T00:00:00Z",
    )


def test_the_migrations_build_what_the_models_say(database_url: str, databases: Databases) -> None:
    kind = database_url.partition(":")[0]
    with databases.fresh(kind) as modelled:
        engine = connect(modelled)
        metadata.create_all(engine)
        engine.dispose()
        upgrade(database_url)
        assert read(database_url) == read(modelled)


def test_alembic_finds_nothing_to_add(database_url: str) -> None:
    upgrade(database_url)
    engine = connect(database_url)
    with engine.begin() as connection:
        command.check(configuration(connection))
    engine.dispose()


def test_up_down_up_with_data(database_url: str) -> None:
    upgrade(database_url)
    built = read(database_url)
    fill(database_url)
    downgrade(database_url)
    assert read(database_url) == {}
    upgrade(database_url)
    fill(database_url)
    assert read(database_url) == built


def test_each_step_can_be_taken_alone(database_url: str) -> None:
    for step in steps():
        upgrade(database_url, step)
        assert revision_of(database_url).current == step
    assert revision_of(database_url).matches
    for step in reversed(steps()[:-1]):
        downgrade(database_url, step)
        assert revision_of(database_url).current == step


def test_upgrading_again_changes_nothing_and_keeps_the_rows(database_url: str) -> None:
    assert upgrade(database_url).current is None
    fill(database_url)
    assert upgrade(database_url).matches
    engine = connect(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT start FROM hosting")) == "2025-06-02"
    engine.dispose()


def test_an_empty_database_is_behind(database_url: str) -> None:
    with pytest.raises(DatabaseBehind, match=r"at revision none, .*Run: dragoman migrate"):
        revision_of(database_url).require()


def test_a_database_of_newer_code_is_refused_by_name(database_url: str) -> None:
    upgrade(database_url)
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseAhead, match=r"revision 9999, .* made by a newer one"):
        revision_of(database_url).require()
    with pytest.raises(DatabaseAhead):
        upgrade(database_url)


def test_a_step_that_fails_leaves_nothing_behind(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE outcome (id INTEGER)"))
    with pytest.raises(Exception, match="outcome"):
        upgrade(database_url)
    with engine.connect() as connection:
        assert tables(connection) == ["outcome"]
    engine.dispose()


def tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def test_the_scripts_are_found_from_any_folder(tmp_path: Path, sqlite_url: str) -> None:
    code = f"from db.migrate import upgrade; upgrade({sqlite_url!r})"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=dict(os.environ), check=True)
    assert revision_of(sqlite_url).matches
