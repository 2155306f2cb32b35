"""Rows on their way into tables: numbers for citable things, fuzzy dates, texts with their folded forms."""

from collections import defaultdict
from typing import Any

from sqlmodel import SQLModel

from db.enums import RecordType
from db.record import Record
from db.text import fold

Row = dict[str, Any]
MOMENT = "2026-01-01T00:00:00Z"


class Rows:
    """Rows by model, with one sequence of numbers for records and one for each other table."""

    def __init__(self) -> None:
        self.tables: dict[type[SQLModel], list[Row]] = defaultdict(list)
        self._last: dict[type[SQLModel], int] = defaultdict(int)

    def add(self, model: type[SQLModel], **values: Any) -> None:
        """A row as it is."""
        self.tables[model].append(values)

    def number(self, model: type[SQLModel]) -> int:
        """The next key of a table that numbers its own rows."""
        self._last[model] += 1
        return self._last[model]

    def record(self, kind: RecordType) -> int:
        """The number of a new citable thing."""
        key = self.number(Record)
        self.add(Record, id=key, type=kind.value, merged_into=None)
        return key

    def take(self) -> dict[type[SQLModel], list[Row]]:
        """What was added since the last time."""
        taken = dict(self.tables)
        self.tables.clear()
        return taken


def titled(column: str, text: str | None) -> Row:
    """A text and its folded form."""
    return {column: text, f"{column}_fold": None if text is None else fold(text)}


def dated(prefix: str, day: str | None, *, whole: bool = True) -> Row:
    """A fuzzy date that is known to the day; to the month where `whole` is not set."""
    if day is None:
        parts = ("edtf", "earliest", "latest", "precision", "approximate", "uncertain")
        return {f"{prefix}_{part}": None for part in parts}
    month = day[:7]
    return {
        f"{prefix}_edtf": day if whole else month,
        f"{prefix}_earliest": day if whole else f"{month}-01",
        f"{prefix}_latest": day if whole else f"{month}-28",
        f"{prefix}_precision": "DAY" if whole else "MONTH",
        f"{prefix}_approximate": False,
        f"{prefix}_uncertain": False,
    }
