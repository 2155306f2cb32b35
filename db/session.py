"""How a database is opened for writing: the driver, the pragmas and the transactions of SQLite and PostgreSQL."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from db.sqlite import dbapi2, require_sqlite

# A writer waits this long for another to finish; the longest transaction, a full load, takes a few seconds.
BUSY_TIMEOUT_SECONDS = 30
CONNECT_TIMEOUT_SECONDS = 5

# FULL: an acknowledged change is on the disk. In WAL mode NORMAL would do for a killed process, whose pages the
# operating system already has, but a power cut could take the last commits with it. Writes are few and each is one
# transaction, so FULL costs one fsync a change.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}",
)

READING = {"dragoman_reading": True}
"""Execution options of a transaction that only reads: on SQLite it does not wait for a writer."""


class BadDatabaseUrl(ValueError):
    """The address is not one of a database that Dragoman can use."""


def database_url(text: str) -> URL:
    """The address as SQLAlchemy takes it: `sqlite:///path` or `postgresql://user@host/name`."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadDatabaseUrl(_expected("it cannot be read")) from None
    kind = url.drivername.partition("+")[0]
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise BadDatabaseUrl(_expected(f"{url.drivername} is not supported"))
    if not url.database or url.database == ":memory:":
        raise BadDatabaseUrl(_expected("a SQLite database needs a file, since readers and writers share it"))
    return url.set(drivername="sqlite")


def connect(text: str, *, foreign_keys: bool = True) -> Engine:
    """Opens a database for sessions; a SQLite file and its folder are made when missing.

    `foreign_keys` is for migrations alone: SQLite rebuilds a table by dropping it, which would delete what
    refers to it.
    """
    url = database_url(text)
    if url.drivername != "sqlite":
        # In UTC and with plain plans everywhere, whatever the server's own settings are.
        options = "-c timezone=UTC -c jit=off"
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_SECONDS, "options": options},
        )
    require_sqlite()
    _make_folder(Path(str(url.database)).parent)
    engine = create_engine(url, module=dbapi2)
    _follow_house_rules(engine, foreign_keys=foreign_keys)
    return engine


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Makes sessions; `with sessions(engine).begin() as session:` is one transaction."""
    return sessionmaker(engine, class_=Session)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabaseUrl(f"the folder of the database cannot be made: {error.strerror}") from None


def _follow_house_rules(engine: Engine, *, foreign_keys: bool) -> None:
    """Every SQLite connection gets the pragmas, and transactions that begin where they say so.

    A writer takes the lock at once (BEGIN IMMEDIATE): one that read first and wrote later would fail, not wait.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("dragoman_reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _expected(problem: str) -> str:
    return f"{problem}; expected sqlite:///path/to/file.db or postgresql://user@host/name"
