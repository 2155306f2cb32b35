"""What one release of a dataset looks like: its columns, what their cells hold, and how a file is known to be that release."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from exchange.adapters.table import Table
from exchange.adapters.text import encoded_twice, is_marked, repaired
from exchange.problems import Problem

MISLABELLED: Final = 0.05
"""The part of a column's filled cells that may have another form; above it, the column is not what its header says."""

Encoding = Literal["UTF-8", "any"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `holds` is the form of a cell; `prose` is read by nobody: it belongs to its authors."""

    header: str
    name: str = ""
    holds: str = ""
    fixed: bool = False
    """Every cell has that form: one that has not makes it another release."""
    prose: bool = False


@dataclass(frozen=True)
class Layout:
    """The columns of a release in their order. `rows` is how many the published file has."""

    columns: tuple[Column, ...]
    rows: int | None = None
    sheet: str | None = None
    encoding: Encoding = "UTF-8"
    missing: frozenset[str] = frozenset({""})
    """Cells that say nothing. NA is among them only where the dataset says so: it is Namibia's code."""

    @cached_property
    def patterns(self) -> list[tuple[int, Column, re.Pattern[str]]]:
        """The columns that hold something of a known form."""
        return [
            (at, one, re.compile(one.holds, re.ASCII)) for at, one in enumerate(self.columns) if one.holds
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of the layout."""

    file: str
    number: int
    cells: Mapping[str, str]
    places: Mapping[str, int]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    def problem(self, code: str, name: str, message: str, record: str = "") -> Problem:
        """A problem of one cell."""
        return Problem(code, message, self.file, record, name, self.number, self.places.get(name))


def spelled(header: str) -> str:
    """A header without what changes by accident: case, spaces around and inside."""
    return " ".join(header.split()).casefold()


def fits(table: Table, layout: Layout) -> bool:
    """Whether the headers are those of the layout."""
    return [spelled(one) for one in table.header] == [spelled(one.header) for one in layout.columns]


def fit(table: Table, layout: Layout, *, part: bool = False) -> tuple[list[Row], list[Problem]]:
    """The rows of a file that is what it should be, and remarks on single cells. Raises `Refused` when it is not."""
    _headers(table, layout)
    remarks = list(_mend(table, layout))
    for at, column, pattern in layout.patterns:
        remarks += _contents(table, layout, (at, column, pattern))
    if layout.rows is not None and not part and len(table.rows) != layout.rows:
        more = "fewer" if len(table.rows) < layout.rows else "more"
        told = f"The file has {len(table.rows)} rows, {more} than the {layout.rows} of this release"
        raise table.refuse(f"{told}: it is cut off, or another release.", (table.numbers or [1])[-1], 1)
    return list(_rows(table, layout)), remarks


def _headers(table: Table, layout: Layout) -> None:
    wanted = [spelled(one.header) for one in layout.columns]
    found = [spelled(one) for one in table.header]
    if found == wanted:
        return
    missing = [one.header.strip() for one in layout.columns if spelled(one.header) not in found]
    strange = [one.strip() for one in table.header if spelled(one) not in wanted]
    at = next((at for at, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), None)
    place = at if at is not None else min(len(found), len(wanted))
    told = f"missing: {', '.join(missing) or 'none'}; not known: {', '.join(strange) or 'none'}"
    raise table.refuse(f"The columns are not those of this release ({told}).", 1, place + 1)


def _mend(table: Table, layout: Layout) -> Iterator[Problem]:
    """Repair cells in another encoding where the layout allows it, else refuse the file; remark on each."""
    for number, row in zip(table.numbers, table.rows, strict=True):
        for at, cell in enumerate(row):
            if cell.isascii():
                continue
            column = layout.columns[at]
            if is_marked(cell):
                if layout.encoding == "UTF-8":
                    raise table.refuse("The cell is not UTF-8; this release is.", number, at + 1)
                row[at], encoding = repaired(cell)
                yield _remark(table, number, at, f"The cell is not UTF-8; it was read as {encoding}.")
            elif not column.prose and (meant := encoded_twice(cell)) is not None:
                row[at] = meant
                yield _remark(
                    table, number, at, f"The cell was encoded twice; it was read as {meant[:80]!r}."
                )


def _contents(table: Table, layout: Layout, column: tuple[int, Column, re.Pattern[str]]) -> list[Problem]:
    """Cells of another form than their column's; too many of them, and the file is refused."""
    at, form, pattern = column
    filled = [
        (number, cell)
        for number, row in zip(table.numbers, table.rows, strict=True)
        if (cell := row[at].strip()) not in layout.missing
    ]
    wrong = [(number, cell) for number, cell in filled if not pattern.fullmatch(cell)]
    if wrong and (form.fixed or len(wrong) > MISLABELLED * len(filled)):
        number, cell = wrong[0]
        told = f"{cell[:40]!r} is not what this column holds ({len(wrong)} of {len(filled)} cells)"
        raise table.refuse(f"{told}: another release, or columns that moved.", number, at + 1)
    return [
        _remark(table, number, at, f"{cell[:40]!r} is not what this column holds.") for number, cell in wrong
    ]


def _remark(table: Table, number: int, at: int, message: str) -> Problem:
    return Problem("DOUBTFUL", message, table.file, "", table.header[at].strip(), number, at + 1)


def _rows(table: Table, layout: Layout) -> Iterator[Row]:
    places = {one.name: at + 1 for at, one in enumerate(layout.columns) if one.name}
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = {name: row[at - 1].replace("\xa0", " ").strip() for name, at in places.items()}
        yield Row(
            table.file,
            number,
            {name: "" if cell in layout.missing else cell for name, cell in cells.items()},
            places,
        )
