"""datapackage.json as somebody reads it who knows nothing else: every file is described, and holds what it says."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from exchange.export.files import CSV, PARQUET, Exports
from exchange.export.package import Json
from tests.asking import Asking
from tests.exchange.taking import take
from tests.exchange.test_export_tables import TABLES

LOOKS: dict[str, Callable[[str, Json], object]] = {
    "string": lambda text, field: text in field.get("constraints", {}).get("enum", [text]),
    "integer": lambda text, _: re.fullmatch(r"-?\d+", text),
    "number": lambda text, _: re.fullmatch(r"-?\d+(\.\d+)?", text),
    "boolean": lambda text, _: text in ("true", "false"),
    "date": lambda text, _: date.fromisoformat(text),
    "datetime": lambda text, _: datetime.fromisoformat(text).tzinfo,
}
"""How Table Schema reads a text of each type."""

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms", "UTC"),
}
"""What a reader of CSV makes of each type."""


@pytest.fixture(scope="module")
def package(ask: Asking) -> Json:
    async def described() -> Json:
        async with ask.engine.database.snapshot() as snapshot:
            return await Exports(ask.engine).package(snapshot)

    found: Json = ask._portal.call(described)
    return found


def resource(package: Json, name: str) -> Json:
    found: list[Json] = [one for one in package["resources"] if one["name"] == name]
    return found[0]


@pytest.fixture(scope="module")
def read(ask: Asking, package: Json) -> dict[str, list[dict[str, str]]]:
    """Every table, read as text."""
    texts = {name: ask._portal.call(take, ask.engine, f"{name}.{CSV}").decode() for name in TABLES}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def test_the_package_says_what_it_is(package: Json) -> None:
    assert package["version"].endswith(".2271")
    assert package["licenses"][0]["path"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {one["path"] for one in package["resources"]} >= {"meetings.csv", "seats.parquet", "records.jsonl"}
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"])
    for one in package["resources"]:
        assert len(one["description"]) > 10
        assert one["path"].endswith(one["format"])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_what_is_said_of_it(
    package: Json, read: dict[str, list[dict[str, str]]], name: str
) -> None:
    told = resource(package, name)["schema"]
    assert resource(package, f"{name}-{PARQUET}")["schema"]["fields"] == told["fields"]
    for field in told["fields"]:
        assert re.fullmatch(r"[A-Z].*[.?]", field["description"]), field
        values = [row[field["name"]] for row in read[name]]
        assert all(LOOKS[field["type"]](value, field) for value in set(values) - {""}), field
        limits = field.get("constraints", {})
        assert [one["value"] for one in field.get("categories", [])] == limits.get("enum", []), field
        assert all(len(one["label"]) > 5 for one in field.get("categories", [])), field
        assert not (limits.get("required") and "" in values), field
        assert not limits.get("unique") or len(set(values)) == len(values), field
    if read[name]:
        assert list(read[name][0]) == [field["name"] for field in told["fields"]]


@pytest.mark.parametrize("name", TABLES)
def test_every_foreign_key_leads_to_a_row(
    package: Json, read: dict[str, list[dict[str, str]]], name: str
) -> None:
    for key in resource(package, name)["schema"].get("foreignKeys", []):
        target, [column] = key["reference"]["resource"], key["reference"]["fields"]
        ids = {row[column] for row in read[target]}
        assert {row[key["fields"][0]] for row in read[name]} - {""} <= ids


def test_keys_lead_to_files_of_the_same_package(ask: Asking, package: Json) -> None:
    async def some() -> Json:
        async with ask.engine.database.snapshot() as snapshot:
            exports = Exports(ask.engine)
            return await exports.package(
                snapshot, [("seats", PARQUET), ("persons", PARQUET), ("meetings", CSV)]
            )

    names = {one["name"] for one in package["resources"]}
    for found, there in ((package, names), (ask._portal.call(some), {"persons-parquet", "meetings"})):
        schemas = [one["schema"] for one in found["resources"] if "schema" in one]
        keys = [key for told in schemas for key in told.get("foreignKeys", [])]
        assert {key["reference"]["resource"] for key in keys} <= there
        assert keys


def test_a_record_of_any_type_leads_to_a_row(read: dict[str, list[dict[str, str]]]) -> None:
    """`citations` speak of records of any type, which no foreign key can say."""
    homes = {"Position": "persons", "OutcomeStatusChange": "outcomes", "Document": "outcomes"}
    ids = {name: {row.get("id") for row in read[name]} for name in TABLES}
    for row in read["citations"]:
        home = homes.get(row["type"], f"{row['type'].lower()}s")
        assert row["record"] in ids[home]
        assert (row["part"] != "") == (row["type"] in homes)


@pytest.mark.parametrize("name", TABLES)
def test_both_forms_of_a_table_are_read_as_the_same(ask: Asking, package: Json, name: str) -> None:
    """As somebody does who takes the types from the package."""
    fields = resource(package, name)["schema"]["fields"]
    types = pacsv.ConvertOptions(
        column_types={one["name"]: ARROW[one["type"]] for one in fields},
        null_values=[""],
        strings_can_be_null=True,
    )
    text, whole = (ask._portal.call(take, ask.engine, f"{name}.{form}") for form in (CSV, PARQUET))
    quoted = pacsv.ParseOptions(newlines_in_values=True)
    csv_table = pacsv.read_csv(io.BytesIO(text), parse_options=quoted, convert_options=types)
    table = pq.read_table(io.BytesIO(whole))
    described = {one["name"]: one["description"].encode() for one in fields}
    assert {one.name: one.metadata[b"description"] for one in table.schema} == described
    for one in fields:
        told, found = csv_table.column(one["name"]), table.column(one["name"])
        if one["type"] == "string":
            told = pc.replace_substring_regex(told, "^'('*[=+@\t\r-])", r"\1")
        assert told.cast(found.type).equals(found), one["name"]
