"""Reads delimited files and spreadsheets into rows of text, and says what is wrong by file, row and column."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from exchange import limits
from exchange.adapters.text import BOM, decode
from exchange.problems import Problem, Refused

FIELD_CHARACTERS: Final = 2**20
"""The longest cell; Python's reader stops at 131,072 characters unless told otherwise."""

ARCHIVE: Final = b"PK"
"""How a spreadsheet begins: it is a ZIP archive."""

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of text. `numbers` are rows as a spreadsheet counts them: the header is row 1."""

    file: str
    header: Cells
    rows: list[Cells]
    numbers: list[int]
    encoding: str

    def refuse(self, message: str, row: int | None = None, column: int | None = None) -> Refused:
        """A refusal of the whole file."""
        name = self.header[column - 1].strip() if column and column <= len(self.header) else ""
        return Refused([Problem("WRONG_FILE", message, self.file, field=name, line=row, column=column)])


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The file's table; `sheet` is the one to read where the file is a spreadsheet. Raises `Refused`."""
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise _broken(path, f"The file is larger than {limits.FILE_BYTES} bytes.")
        content = path.read_bytes()
    except OSError as error:
        raise _broken(path, f"The file cannot be read: {error.strerror}.") from None
    if sheet is not None and content.startswith(ARCHIVE):
        return _spreadsheet(path, sheet)
    return _delimited(path, content)


def _delimited(path: Path, content: bytes) -> Table:
    if content.startswith(ARCHIVE):
        raise _broken(path, "A delimited text file is expected; this is an archive or a spreadsheet.")
    if b"\0" in content.removeprefix(BOM):
        raise _broken(
            path, "The file holds NUL characters: it is not text in UTF-8 or an encoding like Latin-1."
        )
    decoded = decode(content)
    numbered = list(_rows(path, decoded.text))
    if not numbered:
        raise _broken(path, "The file is empty.")
    (_, header), body = numbered[0], numbered[1:]
    return _even(Table(path.name, header, [row for _, row in body], [at for at, _ in body], decoded.encoding))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Cells]]:
    """Rows with their numbers; a quoted cell may hold line ends, which count as part of one row."""
    csv.field_size_limit(FIELD_CHARACTERS)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if row:
                yield number, row
    except csv.Error as error:
        message = f"The row cannot be read ({error}): the file is cut off or a quotation mark is missing."
        raise _broken(path, message, number + 1) from None


def _even(table: Table) -> Table:
    """Refuse a table with rows longer or shorter than its header."""
    for number, row in zip(table.numbers, table.rows, strict=True):
        if len(row) != len(table.header):
            told = f"The row has {len(row)} cells, the header {len(table.header)}: the file is cut off or damaged."
            raise table.refuse(told, number, min(len(row), len(table.header)) or 1)
    return table


def _spreadsheet(path: Path, sheet: str) -> Table:
    try:
        book = CalamineWorkbook.from_path(path)
        if sheet not in book.sheet_names:
            raise _broken(path, f"There is no sheet {sheet!r}; there are {', '.join(book.sheet_names)}.")
        values = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise _broken(path, "The file cannot be read as a spreadsheet: it is damaged, or not one.") from None
    rows = [[_text(value) for value in row] for row in values]
    if not rows:
        raise _broken(path, f"The sheet {sheet!r} is empty.")
    return _even(Table(path.name, rows[0], rows[1:], list(range(2, len(rows) + 1)), "spreadsheet"))


def _text(value: object) -> str:
    """A cell as it would be typed: whole numbers without a point, dates in ISO form."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _broken(path: Path, message: str, row: int | None = None) -> Refused:
    return Refused([Problem("BROKEN_FILE", message, path.name, line=row)])
