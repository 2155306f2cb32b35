"""Rows as bytes: JSON Lines and CSV; Parquet is apart."""

import re
from collections.abc import Callable, Sequence
from csv import writer
from io import StringIO
from typing import Any, Final, Protocol

from exchange.export.columns import BOOLEAN, TEXT, Column
from exchange.export.records import Lines

Row = tuple[Any, ...]


class Writer(Protocol):
    """Makes a file piece by piece: `start`, rows in any number of portions, `end`."""

    def start(self) -> bytes: ...

    def rows(self, rows: Sequence[Row]) -> bytes: ...

    def end(self) -> bytes: ...


class JsonLines:
    """One record a line."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def start(self) -> bytes:
        """Nothing: the first line is a record."""
        return b""

    def rows(self, rows: Sequence[Row]) -> bytes:
        """The lines of these records."""
        return "".join(map(self._lines.line, rows)).encode()

    def end(self) -> bytes:
        """Nothing more."""
        return b""


FORMULA: Final = re.compile("'*[=+@\t\r-]")
"""How a text begins that a spreadsheet takes for a formula, or one that got an apostrophe for beginning so."""


class Csv:
    """RFC 4180 in UTF-8: a header row, lines that end in CR LF, nothing for what is missing.

    A text that a spreadsheet would take for a formula gets an apostrophe before it: other people's records must not run in the
    reader's spreadsheet. Whoever wants the text itself takes that one apostrophe away again, or reads JSON Lines or Parquet.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._names = [column.name for column in columns]
        self._ways = [WAYS.get(column.kind) for column in columns]

    def start(self) -> bytes:
        """The header row."""
        return self._written([self._names])

    def rows(self, rows: Sequence[Row]) -> bytes:
        """The lines of these rows."""
        return self._written(
            [
                value if way is None or value is None else way(value)
                for way, value in zip(self._ways, row, strict=True)
            ]
            for row in rows
        )

    def end(self) -> bytes:
        """Nothing more."""
        return b""

    def _written(self, rows: Any) -> bytes:
        out = StringIO(newline="")
        writer(out).writerows(rows)
        return out.getvalue().encode()


def _text(value: str) -> str:
    return f"'{value}" if FORMULA.match(value) else value


def _flag(value: Any) -> str:
    return "true" if value else "false"


WAYS: Final[dict[str, Callable[[Any], str]]] = {TEXT: _text, BOOLEAN: _flag}
"""How values of a kind are written; the others as they are."""
