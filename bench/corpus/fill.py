"""Writes a generated record into a database: models' tables in bulk, then the derived parts, then statistics."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, Table, event, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlmodel import SQLModel

from bench.corpus.meetings import Meetings
from bench.corpus.people import make_people
from bench.corpus.rows import Row, Rows
from bench.corpus.shape import Shape
from bench.corpus.surroundings import make_surroundings
from db import Change
from db.enums import Operation, RecordType
from db.migrate import upgrade
from db.parts import refresh_parts
from db.session import connect, sessions
from db.statistics import analyze
from db.triggers import forget_versions, keep_versions
from db.versions import first_versions

BATCH = 1_000  # meetings a transaction

CHANGE = {
    "at": "2025-01-01T00:00:00.000Z",
    "type": RecordType.MEETING,
    "slug": "meeting-0",
    "operation": Operation.CREATE,
    "agent": "bench",
}

HURRIED = {
    "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -512000"),
    "postgresql": ("SET session_replication_role = replica", "SET synchronous_commit = off"),
}


def fill(url: str, shape: Shape) -> None:
    """An empty database becomes a filled one of the code's version."""
    upgrade(url)
    engine = connect(url, foreign_keys=False)  # the rows refer to each other; the tests look whether to all
    _hurry(engine)
    try:
        with engine.begin() as connection:
            forget_versions(connection)
        for tables in generate(shape):
            with engine.begin() as connection:
                _write(connection, tables)
        with sessions(engine).begin() as session:
            refresh_parts(session)
        with engine.begin() as connection:
            _remember(connection)
        _settle(engine)
    finally:
        engine.dispose()


def _hurry(engine: Engine) -> None:
    """What would be lost with the machine is made again: nothing waits for the disk, and references go unchecked."""
    orders = HURRIED[engine.dialect.name]

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for order in orders:
            cursor.execute(order)
        connection.commit()


def generate(shape: Shape) -> Iterator[dict[type[SQLModel], list[Row]]]:
    """The rows of a record by model, in batches; those referred to come before those that refer."""
    rows = Rows()
    people = make_people(rows, shape)
    meetings = Meetings(rows, people, make_surroundings(rows, people, shape), shape)
    yield rows.take()
    for number in range(shape.meetings):
        meetings.make(number)
        if number % BATCH == BATCH - 1 or number == shape.meetings - 1:
            yield rows.take()


def _write(connection: Connection, tables: dict[type[SQLModel], list[Row]]) -> None:
    by_table = {table_of(model): rows for model, rows in tables.items()}
    for table in SQLModel.metadata.sorted_tables:
        if table in by_table:
            _insert(connection, table, by_table[table])


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(insert(table), rows)


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    """COPY takes a tenth of the time of INSERT, and the ten-fold record has five million rows."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def _remember(connection: Connection) -> None:
    """The versions, at once where triggers would write them row by row: all of one change, which stands for them all."""
    connection.execute(insert(table_of(Change)), CHANGE)
    first_versions(connection)
    keep_versions(connection)


def _settle(engine: Engine) -> None:
    """Statistics for the planners."""
    apart = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**apart) as connection:
        if apart:
            connection.exec_driver_sql("VACUUM")
        analyze(connection)
        connection.commit()
