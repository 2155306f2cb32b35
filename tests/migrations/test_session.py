"""What an open database promises: durable commits, kept references, one writer at a time, readers beside it."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.session import READING, BadDatabaseUrl, connect, database_url
from tests.databases import file

WRITES_AND_DIES = """
import os, signal
from sqlalchemy import text
from db.session import connect

engine = connect({url!r})
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE city (name TEXT)"))
    connection.execute(text("INSERT INTO city VALUES ('Istanbul')"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_acknowledged_write_survives_a_killed_process(database_url: str) -> None:
    code = WRITES_AND_DIES.format(url=database_url)
    died = subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False)
    assert died.returncode == -signal.SIGKILL
    engine = connect(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM city")) == "Istanbul"
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30_000)],
)
def test_every_sqlite_connection_is_set_up(sqlite_url: str, pragma: str, value: object) -> None:
    engine = connect(sqlite_url)
    with engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    engine.dispose()


def test_a_reference_to_nothing_is_refused(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE city (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE venue (city_id INTEGER REFERENCES city (id))"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO venue VALUES (7)"))
    engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(sqlite_url: str) -> None:
    engine = connect(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE city (name TEXT)"))
    with engine.begin() as writer, engine.connect().execution_options(**READING) as reader:
        writer.execute(text("INSERT INTO city VALUES ('Ankara')"))
        assert reader.scalar(text("SELECT count(*) FROM city")) == 0
    engine.dispose()


def test_the_folder_of_a_new_database_is_made(sqlite_url: str) -> None:
    path = file(sqlite_url).with_suffix("") / "facts.db"
    engine = connect(f"sqlite:///{path}")
    engine.connect().close()
    engine.dispose()
    assert path.is_file()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_postgresql_is_written_through_psycopg(scheme: str) -> None:
    assert database_url(f"{scheme}://reader@localhost/facts").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", "cannot be read"),
        ("facts.db", "cannot be read"),
        ("mysql://localhost/facts", "mysql is not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_another_address_is_refused_with_an_example(address: str, problem: str) -> None:
    with pytest.raises(
        BadDatabaseUrl, match=rf"{problem}.*; expected sqlite:///path/to/file.db or postgresql://"
    ):
        database_url(address)
