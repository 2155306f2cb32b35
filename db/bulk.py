"""Writes many rows at once, past the layers that make an object of each: a plain statement on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of these columns; members of vocabularies are written by their value."""
    plain = [tuple(one.value if isinstance(one, Enum) else one for one in row) for row in rows]
    if not plain:
        return
    names = ",".join(f'"{name}"' for name in columns)
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        places = ",".join("?" * len(columns))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608 - names of our own tables
        connection.exec_driver_sql(statement, plain)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in plain:
            copy.write_row(row)
