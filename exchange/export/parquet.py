"""Rows as Parquet: row groups of bounded size, given out as they are made; every column typed, and told what it means."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from exchange.export.columns import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, TEXT, WORD, Column
from exchange.export.writers import Row

GROUP_BYTES: Final = 8 * 2**20
"""Values of a row group before they are encoded: what readers like, and what a process holds of an export."""

ARROW: Final[dict[str, Any]] = {
    TEXT: pa.string(),
    WORD: pa.string(),
    INTEGER: pa.int32(),
    NUMBER: pa.float64(),
    BOOLEAN: pa.bool_(),
    DATE: pa.date32(),
    DATETIME: pa.timestamp("ms", "UTC"),
}
"""Arrow's type of each kind of column."""

WRITTEN: Final = (DATE, DATETIME)
"""Kinds that come as ISO 8601 text."""


class Outlet:
    """What Arrow takes for a file; the bytes are taken out of it piece by piece."""

    def __init__(self) -> None:
        self.closed = False
        self._pieces: list[bytes] = []

    def write(self, piece: Any) -> int:
        """Keep a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def close(self) -> None:
        """No piece comes after this."""
        self.closed = True

    def taken(self) -> bytes:
        """What has come since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class Parquet:
    """Makes a file of Parquet, row group by row group."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._arrays = [_array(column.kind) for column in columns]
        self._schema = pa.schema([_field(column) for column in columns])
        self._outlet = Outlet()
        self._writer = pq.ParquetWriter(self._outlet, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._bytes = 0

    def start(self) -> bytes:
        """The first bytes."""
        return self._outlet.taken()

    def rows(self, rows: Sequence[Row]) -> bytes:
        """A row group when enough rows are there, else nothing yet."""
        arrays = [
            make(list(values)) for make, values in zip(self._arrays, zip(*rows, strict=True), strict=True)
        ]
        batch = pa.record_batch(arrays, schema=self._schema)
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        if self._bytes >= GROUP_BYTES:
            self._write()
        return self._outlet.taken()

    def end(self) -> bytes:
        """The last row group, and the index of all."""
        self._write()
        self._writer.close()
        return self._outlet.taken()

    def _write(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting)
            self._waiting, self._bytes = [], 0
            self._writer.write_table(table, row_group_size=table.num_rows)


def _field(column: Column) -> Any:
    about = {"description": column.description}
    return pa.field(column.name, ARROW[column.kind], nullable=not column.required, metadata=about)


def _array(kind: str) -> Callable[[list[Any]], Any]:
    """How a list of values becomes a column."""
    if kind in WRITTEN:
        return lambda values: pa.array(values, pa.string()).cast(ARROW[kind])
    if kind == BOOLEAN:  # SQLite has numbers for them
        return lambda values: pa.array(
            [None if value is None else bool(value) for value in values], pa.bool_()
        )
    return lambda values: pa.array(values, ARROW[kind])
