"""Rows made up to be awkward, by a fixed seed: ties, missing values everywhere, every value of every vocabulary, strange text.

The curated facts are too tidy to show every mistake: in them nobody sits for two actors, and no list has a tie.
"""

from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Enum, Float, Integer, Table, UniqueConstraint, insert
from sqlmodel import Session

from db.base import metadata
from db.enums import RecordType
from db.parts import refresh_parts
from db.session import connect
from tests.engine.values import DATES, MOMENTS, NUMBERS, TEXTS, WHOLE, derived

Made = dict[str, Any]

SEED = 20250602
ROWS = {"actor": 24, "person": 30, "conflict": 6, "process": 8, "place": 10, "meeting": 60, "delegation": 110}
ROWS |= {
    "mediator": 60,
    "outcome": 90,
    "statement": 60,
    "position": 40,
    "source": 25,
    "seat": 200,
    "name": 120,
}
ROWS |= {"citation": 200, "document": 40, "quantity": 60, "outcome_status_change": 70, "external_id": 90}
ROWS |= {"record_alias": 30, "change": 150}
LINKS = 70
"""Rows of a table that ties two others together."""

MADE_ELSEWHERE = {"record", "dataset", "loaded_file", "actor_meeting", "person_meeting"}
_RECORDS = {kind.value: kind for kind in RecordType}
_TABLES = {kind: "".join(f"_{c.lower()}" if c.isupper() else c for c in kind).strip("_") for kind in _RECORDS}


def fill(url: str) -> None:
    """Fill an empty database."""
    engine = connect(url)
    with Session(engine) as session:
        Maker(session.connection()).make()
        refresh_parts(session)
        session.commit()
    engine.dispose()


class Maker:
    """Makes the rows of every table, those that others refer to first."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.random = Random(SEED)
        self.made: dict[str, list[Made]] = defaultdict(list)

    def make(self) -> None:
        """All tables."""
        self._records()
        # Changes tell of rows that they have no foreign key to, so they come last.
        for table in sorted(metadata.sorted_tables, key=lambda one: one.name == "change"):
            if table.name not in MADE_ELSEWHERE:
                self._table(table)
        self._moments()

    def _moments(self) -> None:
        """Those of changes grow with their numbers, as whoever writes sees to."""
        change = metadata.tables["change"]
        numbers = sorted(row["id"] for row in self.made["change"])
        for number, at in zip(numbers, sorted(row["at"] for row in self.made["change"]), strict=True):
            self.connection.execute(change.update().where(change.c.id == number).values(at=at))

    def _records(self) -> None:
        """Keys in no order, so that the order of keys is seen to be kept and not that of writing."""
        kinds = [kind for kind, table in _TABLES.items() for _ in range(ROWS[table]) if kind != "Source"]
        self.random.shuffle(kinds)
        rows = [{"id": n, "type": _RECORDS[kind]} for n, kind in enumerate(kinds, start=1)]
        self.connection.execute(insert(metadata.tables["record"]), rows)
        self.made["record"] = rows

    def _table(self, table: Table) -> None:
        keys = [set() for _ in _unique(table)]  # type: ignore[var-annotated]
        ids = self._keys(table)
        for number in range(ROWS.get(table.name, LINKS)):
            row = self._row(table, number)
            if "id" in table.columns:
                row["id"] = ids[number]
            values = [tuple(row[name] for name in names) for names in _unique(table)]
            if any(value in known for value, known in zip(values, keys, strict=True)):
                continue
            for value, known in zip(values, keys, strict=True):
                if None not in value:
                    known.add(value)
            self.made[table.name].append(row)
            self.connection.execute(insert(table), row)

    def _keys(self, table: Table) -> list[int]:
        records = [row["id"] for row in self.made["record"] if _TABLES[row["type"]] == table.name]
        ids = records or list(range(1, ROWS.get(table.name, LINKS) + 1))
        self.random.shuffle(ids)
        return ids

    def _row(self, table: Table, number: int) -> Made:
        row: Made = {}
        for column in table.columns:
            if column.name not in row:
                row |= self._value(table, column, number)
        return derived(table.name, row, self.made, self.random)

    def _value(self, table: Table, column: Column[Any], number: int) -> Made:
        name = column.name
        if name.endswith("_edtf"):
            return self._date(column)
        if column.foreign_keys and name != "id":
            return {name: self._reference(table, column)}
        if column.nullable and self.random.random() < 0.3:
            return {name: None}
        return {name: self._plain(table, column, number)}

    def _date(self, column: Column[Any]) -> Made:
        """All the columns of a fuzzy date; one that must be there has both ends."""
        prefix = column.name.removesuffix("_edtf")
        missing = column.nullable and self.random.random() < 0.3
        whole = [date for date in DATES if column.nullable or (date[1] and date[2])]
        values = (None,) * 6 if missing else self.random.choice(whole)
        suffixes = ("edtf", "earliest", "latest", "precision", "approximate", "uncertain")
        return {f"{prefix}_{suffix}": value for suffix, value in zip(suffixes, values, strict=True)}

    def _reference(self, table: Table, column: Column[Any]) -> Any:
        target = next(iter(column.foreign_keys)).column.table.name
        rows = self.made[target]
        if not rows or (column.nullable and self.random.random() < 0.3):
            return None
        # A few are referred to often, as in life.
        return self.random.choice(rows if self.random.random() < 0.6 else rows[:3])["id"]

    def _plain(self, table: Table, column: Column[Any], number: int) -> Any:
        by_name: dict[str, Sequence[Any]] = {"slug": (f"{table.name}-{number}",), "position": range(4)}
        if column.name.endswith("_at"):
            return self.random.choice(MOMENTS)
        return self.random.choice(by_name.get(column.name) or _choices(column))


def _choices(column: Column[Any]) -> Sequence[Any]:
    """The values that a column may get, by its type."""
    kind = column.type
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return list(kind.enum_class)
    by_type: tuple[tuple[type, Sequence[Any]], ...] = (
        (Boolean, (True, False)),
        (Integer, WHOLE),
        (Float, NUMBERS),
    )
    return next((values for sort, values in by_type if isinstance(kind, sort)), TEXTS)


def _unique(table: Table) -> list[tuple[str, ...]]:
    """The sets of columns whose values may come once."""
    found = [tuple(column.name for column in table.primary_key)]
    found += [(column.name,) for column in table.columns if column.unique]
    constraints = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    return found + [tuple(column.name for column in one.columns) for one in constraints]
