"""Every version of every row of the record: beside each of its tables one that keeps what it said, from which change to which.

Triggers write them (`db.triggers`), so that no way of writing can pass them by. A version holds from the change numbered
`from_seq` up to, and without, the one numbered `to_seq`; `OPEN` while it is the present one.
"""

from typing import Any, Final

from sqlalchemy import Column, Connection, Enum, Index, Integer, MetaData, String, Table, event, text
from sqlalchemy.types import TypeEngine

from db.base import metadata
from db.triggers import OPEN, SUFFIX, keep_versions

APART: Final = frozenset(
    {
        *("change", "dataset", "loaded_file"),
        *("api_key", "submission", "import_progress"),
        *("search_term", "search_word", "search_posting", "search_key"),
    }
)
"""Tables that hold nothing of what the record says: the log itself, what is about loading and sending, and the search."""

versions: Final = MetaData(naming_convention=metadata.naming_convention)
"""The tables of versions, apart from those of the models: whoever goes through all that is known means the present."""


def versioned() -> list[Table]:
    """The tables whose rows have versions."""
    return [table for table in metadata.sorted_tables if table.name not in APART]


def _versions_of(live: Table) -> Table:
    """The same columns, and no rules: what was written once kept them then. What was unique is so in each version only."""
    name = live.name + SUFFIX
    columns: list[Column[Any]] = [
        Column(
            one.name,
            _plain(one.type),
            nullable=one.nullable,
            primary_key=one.primary_key,
            autoincrement=False,
        )
        for one in live.columns
    ]
    columns += [
        Column("from_seq", Integer, primary_key=True, autoincrement=False),
        Column("to_seq", Integer, nullable=False),
    ]
    made = Table(name, versions, *columns)
    for index in sorted(live.indexes, key=lambda one: str(one.name)):
        told = [
            made.columns[one.name] if isinstance(one, Column) else text(str(one)) for one in index.expressions
        ]
        Index(str(index.name).replace(live.name, name, 1), *told)
    for one in live.columns:
        if one.unique:
            Index(f"ix_{name}_{one.name}", made.columns[one.name])
    return made


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type without the CHECK of a vocabulary, which may lose a word."""
    return String(kind.length) if isinstance(kind, Enum) else kind


for _table in versioned():
    _versions_of(_table)


@event.listens_for(metadata, "after_create")
def _create_versions(_target: MetaData, connection: Connection, **_options: object) -> None:
    """A database made from the models has them too."""
    versions.create_all(connection)
    keep_versions(connection)


def first_versions(connection: Connection) -> None:
    """Make what is there now the first version of each row, for rows that were written without the triggers."""
    for live in versioned():
        names = ", ".join(f'"{one.name}"' for one in live.columns)
        since = "(SELECT max(id) FROM change)"
        connection.exec_driver_sql(
            f'INSERT INTO "{live.name}{SUFFIX}" ({names}, from_seq, to_seq) SELECT {names}, {since}, {OPEN} FROM "{live.name}"'
        )


def settle(connection: Connection) -> None:
    """Count what was written after the last change, and is told by none, as part of it: it shows wherever that does."""
    last = "(SELECT coalesce(max(id), 0) FROM change)"
    for table in versions.sorted_tables:
        for order in (
            f"DELETE FROM {table.name} WHERE from_seq = {last} AND to_seq > {last} AND to_seq < {OPEN}",
            f"UPDATE {table.name} SET to_seq = {last} WHERE to_seq > {last} AND to_seq < {OPEN}",
            f"UPDATE {table.name} SET from_seq = {last} WHERE from_seq > {last}",
        ):
            connection.execute(text(order))
