"""What can be taken out: every file by its name and format, and what it takes to write one."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from db import Dataset
from db.enums import RecordType
from engine.conditions import condition
from engine.database import Snapshot
from engine.engine import Engine
from engine.errors import BadUserInput
from engine.expr import Expr
from engine.given import Values
from engine.listing import Listing, Plain, compile_listing
from engine.plan import Param
from engine.telling import told
from exchange.export.package import Edition, Json, package
from exchange.export.parquet import Parquet
from exchange.export.records import Aliases, Lines, record_files
from exchange.export.resume import File, Key, key_of, remaining
from exchange.export.tables import Branch, Table, tables
from exchange.export.writers import Csv, JsonLines, Row, Writer
from exchange.history import LICENCE

JSONL, CSV, PARQUET = "jsonl", "csv", "parquet"
MEDIA: Final = {
    JSONL: "application/jsonl",
    CSV: "text/csv",
    PARQUET: "application/vnd.apache.parquet",
}
"""Formats, and their media types."""

UNLOADED: Final = Edition("", LICENCE, "")
"""Of a database into which nothing has been written yet."""
BY_VALUE: Final = {kind.value: kind for kind in RecordType}


class Listed(NamedTuple):
    """A name under which something can be taken out, and in which formats."""

    name: str
    formats: tuple[str, ...]
    description: str


class Piece(NamedTuple):
    """Some bytes of a file, and how many rows they tell."""

    content: bytes
    rows: int = 0


@dataclass(frozen=True)
class Order:
    """A file that is wanted, checked: the condition on its rows, and the key of the last row that is there already."""

    file: File
    format: str
    where: Expr | None
    values: Values
    after: Key | None


class Exports:
    """Every file that can be taken out of an engine's database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.records = record_files()
        self.tables = tables(told(engine.catalog))

    def find(self, name: str, form: str) -> File | None:
        """The file of a name in a format."""
        if form == JSONL:
            return self.records.get(name)
        return self.tables.get(name) if form in MEDIA else None

    def listed(self) -> list[Listed]:
        """All names, those of records first."""
        return [self._listed(name) for name in dict.fromkeys([*self.records, *self.tables])]

    def _listed(self, name: str) -> Listed:
        formats = tuple(form for form in MEDIA if self.find(name, form))
        told = self.tables[name] if name in self.tables else self.records[name]
        return Listed(name, formats, told.description)

    def every(self) -> list[tuple[str, str]]:
        """All files: names with formats."""
        return [(one.name, form) for one in self.listed() for form in one.formats]

    async def package(self, snapshot: Snapshot, files: Iterable[tuple[str, str]] | None = None) -> Json:
        """datapackage.json of this state of the data, with these files or all."""
        edition = Listing(Dataset, tuple(map(Plain, Edition._fields)), (Plain("id"),))
        [row] = [row async for rows in self._rows(edition, Values(), snapshot) for row in rows] or [UNLOADED]
        named = self.every() if files is None else files
        found = ((self.find(name, form), form, MEDIA[form]) for name, form in named)
        return package(((file, form, media) for file, form, media in found if file), Edition(*row))

    def order(self, file: File, form: str, where: object = None, after: str | None = None) -> Order:
        """What is wanted. Raises the refusals of a wrong `where` or `after`, the first as GraphQL's own argument does."""
        expr, values = None, Values()
        if where is not None:
            if file.noun is None:
                raise BadUserInput(f"{file.name} cannot be filtered: it takes no where.")
            expr, values = condition(self.engine, file.noun, where)
        return Order(file, form, expr, values, None if after is None else key_of(file, after))

    async def pieces(self, order: Order, snapshot: Snapshot) -> AsyncGenerator[Piece]:
        """The file, piece by piece; the first comes when all that can be refused has been. Encoded aside from the loop."""
        listings = await self._listings(order, snapshot)
        out = await self._writer(order, snapshot)
        yield Piece(out.start())
        for listing in listings:
            async for rows in self._rows(listing, order.values, snapshot):
                yield Piece(await asyncio.to_thread(out.rows, rows), len(rows))
        yield Piece(await asyncio.to_thread(out.end))

    async def _listings(self, order: Order, snapshot: Snapshot) -> list[Listing]:
        branches: Sequence[Branch] = order.file.branches
        after: tuple[Param, ...] = ()
        if order.after is not None:
            dialect = self.engine.database.dialect
            branches, after = await remaining(order.file, order.after, snapshot, dialect)
        made = []
        for number, branch in enumerate(branches):
            kept = (
                branch.listing.where
                if order.where is None
                else (*branch.listing.where, (branch.at, order.where))
            )
            made.append(replace(branch.listing, where=kept, after=after if number == 0 else ()))
        return made

    async def _rows(self, listing: Listing, values: Values, snapshot: Snapshot) -> AsyncIterator[list[Row]]:
        statement = compile_listing(listing, self.engine.database.dialect)
        bound = [param.value(values) for param in statement.params]
        async for rows in snapshot.rows(statement, bound):
            yield rows

    async def _writer(self, order: Order, snapshot: Snapshot) -> Writer:
        if isinstance(order.file, Table):
            return (Parquet if order.format == PARQUET else Csv)(order.file.columns)
        return JsonLines(Lines(await self._former(snapshot)))

    async def _former(self, snapshot: Snapshot) -> Aliases:
        """Where the ids lead that mergers left behind; few, and read once an export."""
        found: dict[tuple[RecordType, str], str] = {}
        for branch in self.tables["aliases"].branches:
            if branch.type != RecordType.SOURCE:
                async for rows in self._rows(branch.listing, Values(), snapshot):
                    found |= {(BY_VALUE[kind], former): slug for kind, former, slug in rows}
        return found
