"""The whole database as plain Python rows, with look-up tables that are made when first needed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Enum as EnumColumn
from sqlalchemy import select
from sqlmodel import SQLModel

from db.base import metadata
from db.session import READING, connect

Value = str | int | float | bool | None
Model = type[SQLModel]


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """One row of a table; rows are told apart by identity."""

    table: str
    values: dict[str, Value]

    def __getitem__(self, column: str) -> Value:
        return self.values[column]

    def named(self, column: str) -> Value:
        """The value as the schema names it: members of a vocabulary by their names."""
        value = self.values[column]
        kind = metadata.tables[self.table].columns[column].type if self.table else None
        if isinstance(kind, EnumColumn) and kind.enum_class is not None and value is not None:
            return str(kind.enum_class(value).name)
        return value

    @property
    def key(self) -> tuple[Value, ...]:
        """The primary key, which breaks ties of order."""
        return tuple(self.values[column.name] for column in metadata.tables[self.table].primary_key)


class Tables:
    """Every row of a database."""

    def __init__(self, url: str) -> None:
        engine = connect(url)
        self._rows: dict[str, list[Row]] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], dict[tuple[Value, ...], list[Row]]] = {}
        with engine.connect().execution_options(**READING) as connection:
            for name, table in metadata.tables.items():
                columns = [column.name for column in table.columns]
                found = connection.execute(select(table))
                self._rows[name] = [
                    Row(name, dict(zip(columns, map(_plain, one), strict=True))) for one in found
                ]
        engine.dispose()

    def all(self, model: Model) -> list[Row]:
        """The rows of a model, in no order."""
        return self._rows[str(model.__tablename__)]

    def where(self, model: Model, **values: Value) -> list[Row]:
        """The rows with these values; a missing value equals nothing."""
        if None in values.values():
            return []
        columns = tuple(sorted(values))
        index = self._index(str(model.__tablename__), columns)
        return index.get(tuple(values[column] for column in columns), [])

    def first(self, model: Model, **values: Value) -> Row | None:
        """The row with these values, where there is one."""
        return next(iter(self.where(model, **values)), None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def _index(self, table: str, columns: tuple[str, ...]) -> dict[tuple[Value, ...], list[Row]]:
        place = (table, columns)
        if place not in self._indexes:
            made: dict[tuple[Value, ...], list[Row]] = defaultdict(list)
            for row in self._rows[table]:
                made[tuple(row[column] for column in columns)].append(row)
            self._indexes[place] = dict(made)
        return self._indexes[place]


def _plain(value: object) -> Value:
    """A value without its vocabulary."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"no column holds {type(value).__name__}")
