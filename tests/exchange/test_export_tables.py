"""Tables and their places: any file goes on behind any row, and is kept by the filters of GraphQL."""

import csv
import io
import json
from typing import Any

import pytest

from engine.document import Refused
from engine.errors import BadCursor, BadUserInput, DragomanError, TooCostly
from exchange.export.columns import INTEGER
from exchange.export.files import CSV, Exports
from exchange.export.resume import File
from exchange.export.tables import SAID, SIMPLE, Table
from tests.asking import Asking
from tests.exchange.taking import Row, records, take

TABLES = [*(name for name, *_ in (*SIMPLE, *SAID)), "aliases"]


class Taking:
    """Takes files out of the curated facts."""

    def __init__(self, ask: Asking) -> None:
        self.ask = ask
        self.exports = Exports(ask.engine)

    def __call__(self, name: str, where: object = None, after: str | None = None) -> bytes:
        return self.ask._portal.call(take, self.ask.engine, name, where, after)

    def rows(self, name: str, where: object = None, after: str | None = None) -> list[Row]:
        text = self(f"{name}.{CSV}", where, after).decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def out(ask: Asking) -> Taking:
    return Taking(ask)


def key(file: File, row: Row) -> str:
    """What `after` says of a row."""
    if len(file.key) == 1:
        return str(row[file.key[0]])
    kinds = {column.name: column.kind for column in file.columns} if isinstance(file, Table) else {}
    return json.dumps([_value(row[name], kinds.get(name)) for name in file.key])


def _value(text: str, kind: str | None) -> Any:
    return None if text == "" else int(text) if kind == INTEGER else text


@pytest.mark.parametrize("name", TABLES)
def test_a_table_goes_on_behind_any_row(out: Taking, name: str) -> None:
    rows, table = out.rows(name), out.exports.tables[name]
    keys = [key(table, row) for row in rows]
    assert len(set(keys)) == len(keys)
    for at in {len(rows) * 9 // 10, len(rows) - 1} & set(range(len(rows))):
        assert out.rows(name, after=keys[at]) == rows[at + 1 :]


@pytest.mark.parametrize("name", ["meetings", "outcomes", "records"])
def test_a_file_of_records_goes_on_behind_any_line(out: Taking, name: str) -> None:
    lines, file = out(f"{name}.jsonl").splitlines(keepends=True), out.exports.records[name]
    for at in (0, len(lines) // 3, len(lines) - 1):
        after = key(file, records(lines[at])[0])
        assert out(f"{name}.jsonl", after=after) == b"".join(lines[at + 1 :])


WHERE: list[tuple[str, str, dict[str, Any]]] = [
    ("meetings", "meetings", {"host": {"code": {"eq": "TR"}}}),
    ("meetings", "meetings", {"or": [{"title": {"contains": "istanbul"}}, {"start": {"lt": "1980-01-01"}}]}),
    ("persons", "persons", {"actor": {"slug": {"in": ["RU", "hamas"]}}}),
    ("actors", "actors", {"not": {"code": {"isNull": True}}, "name": {"startsWith": "s"}}),
    ("outcomes", "outcomes", {"kind": {"eq": "CEASEFIRE"}, "meeting": {"status": {"eq": "HELD"}}}),
    ("processes", "processes", {"meetings": {"some": {"round": {"gte": 3}}}}),
    ("conflicts", "conflicts", {"started": {"gte": "2000-01-01"}}),
]


@pytest.mark.parametrize(("name", "field", "where"), WHERE)
def test_a_file_is_kept_by_the_filters_of_graphql(
    out: Taking, name: str, field: str, where: dict[str, Any]
) -> None:
    noun = out.exports.tables[name].noun
    assert noun is not None
    query = f"query($where: {noun.__name__}Where) {{ {field}(where: $where, first: 100) {{ totalCount nodes {{ slug }} }} }}"
    page = out.ask.data(query, where=where)[field]
    slugs = sorted(node["slug"] for node in page["nodes"])
    assert 0 < len(slugs) == page["totalCount"]
    assert [row["id"] for row in out.rows(name, where)] == slugs
    assert sorted(row["id"] for row in records(out(f"{name}.jsonl", where))) == slugs


def test_what_hangs_on_a_record_is_kept_by_the_filters_of_the_record(out: Taking) -> None:
    where = {"host": {"code": {"eq": "TR"}}}
    kept = {row["id"] for row in out.rows("meetings", where)}
    hosts = [row for row in out.rows("meeting_hosts") if row["meeting"] in kept]
    assert out.rows("meeting_hosts", where) == hosts
    assert {row["host"] for row in hosts} > {"TR"}


def test_a_table_is_one_statement_in_one_state_of_the_data(out: Taking) -> None:
    before = out.ask.engine.database.count
    out.rows("seats")
    assert out.ask.engine.database.count == before + 1


@pytest.mark.parametrize(
    ("name", "where", "after", "refusal"),
    [
        ("meetings.csv", {"colour": {"eq": "red"}}, None, Refused),
        ("meetings.csv", {"kind": {"eq": "PICNIC"}}, None, Refused),
        ("meetings.csv", {"start": {"gte": "2025-13-99"}}, None, Refused),
        ("meetings.csv", ["kind"], None, Refused),
        ("meetings.csv", {"or": [{"round": {"eq": 1}}] * 400}, None, TooCostly),
        ("meetings.csv", {"title": {"eq": "a\0b"}}, None, BadUserInput),
        ("places.csv", {}, None, BadUserInput),
        ("records.jsonl", {}, None, BadUserInput),
        ("meetings.jsonl", None, "nowhere", BadCursor),
        ("meetings.csv", None, "a\0b", BadUserInput),
        ("records.jsonl", None, "istanbul-2025-06-02", BadCursor),
        ("records.jsonl", None, '["meeting"]', BadCursor),
        ("records.jsonl", None, '["picnic", "x"]', BadCursor),
        ("citations.csv", None, '["Meeting", "istanbul-2025-06-02", null, "first"]', BadCursor),
        ("citations.csv", None, '["Position", "istanbul-2025-06-02", null, 0]', BadCursor),
        ("seats.csv", None, "[" * 100_000, None),
    ],
)
def test_what_cannot_be_is_refused(
    out: Taking, name: str, where: object, after: str | None, refusal: type[DragomanError] | None
) -> None:
    if refusal is None:
        assert out(name, where, after).count(b"\n") == 1405
    else:
        with pytest.raises(refusal):
            out(name, where, after)
