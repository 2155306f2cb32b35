"""How values are written: what a spreadsheet would run is marked, all else is as it is; and memory stays flat."""

import asyncio
import csv
import io
import tracemalloc

import pyarrow.parquet as pq
import pytest

import db
import schema
from db.bulk import insert_rows
from db.enums import RecordType
from engine.engine import Engine
from engine.listing import Absent
from exchange.export.columns import BOOLEAN, TEXT, WORD, Column
from exchange.export.files import Exports
from exchange.export.parquet import GROUP_BYTES, Parquet
from exchange.export.writers import Csv
from exchange.tables import table
from tests.databases import Databases
from tests.exchange.made import make_tables, opened

ROUND = [
    "plain",
    "a,b",
    'say "no"',
    "two\nlines",
    "Çırağan, Übung, 北京",
    "",
    "-",
    "=1+1",
    "'=1+1",
    "@x",
    "+90",
    "\tx",
    "'quoted'",
]


def written(*values: object, kind: str = TEXT) -> list[str]:
    writer = Csv([Column("x", kind, "", Absent())] * 2)
    text = (writer.start() + writer.rows([(value, value) for value in values])).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["x", "x"]
    assert text.count("\r\n") == len(values) + 1
    return [row[0] for row in rows[1:]]


@pytest.mark.parametrize("value", ROUND)
def test_a_text_comes_back(value: str) -> None:
    [told] = written(value)
    marked = value.lstrip("'")[:1] in tuple("=+@-\t\r")
    assert told == (f"'{value}" if marked else value)


def test_values_are_written_as_table_schema_reads_them() -> None:
    assert written(1, 0, True, None, kind=BOOLEAN) == ["true", "false", "true", ""]
    assert written(-28.97, 41, None, kind="number") == ["-28.97", "41", ""]
    assert written("HELD", kind=WORD) == ["HELD"]


def test_parquet_is_given_out_row_group_by_row_group() -> None:
    writer = Parquet([Column("x", TEXT, "", Absent())])
    rows = [(f"{n}" * 2_000,) for n in range(GROUP_BYTES // 8_000)]
    pieces = [writer.start(), *(writer.rows(rows) for _ in range(5)), writer.end()]
    found = pq.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert found.metadata.num_rows == 5 * len(rows)
    assert found.num_row_groups > 1
    assert max(map(len, pieces)) < GROUP_BYTES


def fill(url: str, persons: int) -> None:
    """Persons with their entries in the log, past all checks."""
    numbers = range(1, persons + 1)
    name = "Somebody with a long name " * 20
    make_tables(url)
    with opened(url) as session:
        insert_rows(session, table(db.Record), ["id", "type"], ((n, RecordType.PERSON) for n in numbers))
        columns = ["id", "slug", "name", "name_fold", "updated_at"]
        rows = ((n, f"p-{n}", name, name, "2026") for n in numbers)
        insert_rows(session, table(db.Person), columns, rows)
        log = ["at", "record_id", "type", "slug", "operation", "agent", "after"]
        entries = (
            ("2026", n, RecordType.PERSON, f"p-{n}", "CREATE", "x", f'{{"id":"p-{n}","name":"{name}"}}')
            for n in numbers
        )
        insert_rows(session, table(db.Change), log, entries)
        session.commit()


@pytest.mark.parametrize("name", ["persons.jsonl", "persons.csv"])
def test_memory_does_not_grow_with_the_rows(databases: Databases, name: str) -> None:
    peaks = []
    for persons in (1_000, 10_000):
        with databases.fresh("sqlite") as url:
            fill(url, persons)
            engine = schema.build_engine(url)
            tracemalloc.start()
            assert asyncio.run(drained(engine, name)) == persons
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 500_000, "a tenth of the longer file"


async def drained(engine: Engine, name: str) -> int:
    """How many rows a file has that nobody keeps."""
    exports = Exports(engine)
    stem, _, form = name.rpartition(".")
    file = exports.find(stem, form)
    assert file is not None
    rows = 0
    async with engine.database.snapshot() as snapshot:
        async for piece in exports.pieces(exports.order(file, form), snapshot):
            rows += piece.rows
    return rows
