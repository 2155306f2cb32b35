"""What an export reads: rows of a table with those above them, as frozen data; and its SQL, one statement in the order of public ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel

from engine.compile import Statement
from engine.dialect import PostgreSQL, SQLite, quoted
from engine.expr import Expr
from engine.plan import Param
from engine.relation import CHILD, table_name, table_of
from engine.rows import Rows, column, past


class Join(NamedTuple):
    """The row above: `column` of the row before it holds its number."""

    column: str
    model: type[SQLModel]


class Plain(NamedTuple):
    """A column of a row: 0 is the row itself, 1 the one above it."""

    column: str
    row: int = 0


class Slug(NamedTuple):
    """The id in records of the row of `model` whose number stands in a column; null where none does."""

    column: str
    model: type[SQLModel]
    row: int = 0


class Fixed(NamedTuple):
    """The same text in every row."""

    text: str


class Absent(NamedTuple):
    """No value in any row."""


class Latest(NamedTuple):
    """A column of the newest row of `model` (by number) in which each named column equals a value of this row."""

    column: str
    model: type[SQLModel]
    by: tuple[tuple[str, "Plain | Fixed"], ...]


Cell = Plain | Slug | Fixed | Absent | Latest


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """Rows of `model`, each joined to those above it. `order` has columns that are never null and together unique."""

    model: type[SQLModel]
    cells: tuple[Cell, ...]
    order: tuple[Plain, ...]
    joins: tuple[Join, ...] = ()
    where: tuple[tuple[int, Expr], ...] = ()  # conditions that read this row as `child`
    after: tuple[Param, ...] = ()  # only rows strictly after these values of the order


def compile_listing(listing: Listing, dialect: SQLite | PostgreSQL) -> Statement:
    """The statement of a listing: one row a row, one column a cell."""
    return _Compiler(listing, Rows(dialect)).statement()


class _Compiler:
    def __init__(self, listing: Listing, rows: Rows) -> None:
        self.listing, self.rows = listing, rows
        self.models = [listing.model, *(join.model for join in listing.joins)]
        self.names = [rows.alias() for _ in self.models]

    def statement(self) -> Statement:
        cells = ",".join(self._cell(cell) for cell in self.listing.cells)
        # Cross joins bind SQLite to this order: the row that is ordered by leads, by the index of its ids, and at most
        # the few rows below one id are sorted.
        pairs = list(zip(self.models, self.names, strict=True))
        if self.listing.order[0].row:
            pairs.reverse()
        tables = " cross join ".join(f"{table_name(model)} {name}" for model, name in pairs)
        order = [self._ordering(one) for one in self.listing.order]
        kept = [*self._joined(), *self._kept(), *self._after(order)]
        where = f" where {' and '.join(kept)}" if kept else ""
        return Statement(
            f"select {cells} from {tables}{where} order by {','.join(order)}", tuple(self.rows.params)
        )

    def _joined(self) -> list[str]:
        return [
            f"{column(self.names[at + 1], 'id')}={column(self.names[at], join.column)}"
            for at, join in enumerate(self.listing.joins)
        ]

    def _kept(self) -> list[str]:
        return [self.rows.condition(expr, {CHILD: self.names[at]}) for at, expr in self.listing.where]

    def _after(self, order: Sequence[str]) -> list[str]:
        """The rows strictly past the last one received."""
        if not self.listing.after:
            return []
        pairs = list(zip(order, self.listing.after, strict=True))
        return [past((value, ">", self.rows.param(param)) for value, param in reversed(pairs))]

    def _plain(self, cell: Plain) -> str:
        return column(self.names[cell.row], cell.column)

    def _ordering(self, cell: Plain) -> str:
        """A column to order by: vocabularies have no collation of their own."""
        stored = table_of(self.models[cell.row]).columns[cell.column].type
        return self._plain(cell) + (self.rows.dialect.by_bytes if isinstance(stored, EnumColumn) else "")

    def _cell(self, cell: Cell) -> str:
        match cell:
            case Plain():
                return self._plain(cell)
            case Fixed(text=text):
                return quoted(text)
            case Absent():
                return "null"
            case Slug(column=key, model=model, row=row):
                alias = self.rows.alias()
                return f"(select {alias}.slug from {table_name(model)} {alias} where {alias}.id={column(self.names[row], key)})"
            case Latest(column=told, model=model, by=by):
                alias = self.rows.alias()
                same = " and ".join(f"{column(alias, name)}={self._cell(value)}" for name, value in by)
                return f"(select {column(alias, told)} from {table_name(model)} {alias} where {same} order by {alias}.id desc limit 1)"
