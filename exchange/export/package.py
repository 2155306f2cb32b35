"""datapackage.json: every file, table and column of an export, in the words of the Data Package standard (version 2)."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from exchange.about import ABOUT, LICENCES, TITLE
from exchange.export.columns import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, TEXT, WORD, Column
from exchange.export.records import RecordFile
from exchange.export.tables import Table, table_name

Json = dict[str, Any]

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_SCHEMA: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES: Final = {
    TEXT: "string",
    WORD: "string",
    INTEGER: "integer",
    NUMBER: "number",
    BOOLEAN: "boolean",
    DATE: "date",
    DATETIME: "datetime",
}
"""Kinds of columns, as Table Schema calls them."""

FILES: Final = (
    " Files of records (JSON Lines) can be brought in again as they are; tables (CSV, Parquet) have one row a thing, and name "
    "one another by ids. Every file is taken out of one state of the data."
)

CREDITS: Final[tuple[Json, ...]] = (
    {
        "title": "UCDP/PRIO Armed Conflict Dataset 25.1, CC BY 4.0: Davies, Pettersson, Sollenberg and Öberg (2025), "
        "Journal of Peace Research 62(4); Gleditsch et al. (2002), Journal of Peace Research 39(5)",
        "path": "https://ucdp.uu.se/downloads/",
    },
    {
        "title": "UCDP Peace Agreement Dataset, CC BY 4.0: Pettersson, Högbladh and Öberg (2019), Journal of Peace Research 56(4)",
        "path": "https://ucdp.uu.se/downloads/",
    },
    {"title": "UCDP Actor Dataset 22.1, CC BY 4.0", "path": "https://ucdp.uu.se/downloads/"},
    {"title": "Unicode Common Locale Data Repository: names of states", "path": "https://cldr.unicode.org/"},
    {"title": "country-codes of datahub.io: codes of states, ODC-PDDL 1.0"},
)
"""What came from elsewhere under a licence of its own; the pages and documents that facts rest on are the table `sources`."""


class Edition(NamedTuple):
    """Which state of the data a package describes."""

    version: str
    licence: str
    updated_at: str


def package(files: Iterable[tuple[RecordFile | Table, str, str]], edition: Edition) -> Json:
    """The descriptor; a file comes with its format and media type."""
    files = list(files)
    there = frozenset(_name(file.name, form) for file, form, _ in files)
    return {
        "$schema": PROFILE,
        "name": "dragoman",
        "title": TITLE,
        "description": ABOUT + FILES,
        "version": edition.version,
        "created": edition.updated_at,
        "licenses": [_licence(edition.licence)],
        "sources": list(CREDITS),
        "resources": [_resource(*one, there) for one in files],
    }


def _licence(name: str) -> Json:
    known = LICENCES.get(name)
    return {"name": name, "title": known.title, "path": known.address} if known else {"name": name}


def _name(name: str, form: str) -> str:
    """A name is a resource's own, in the package."""
    return name if form == "csv" else f"{name}-{form}"


def _resource(file: RecordFile | Table, form: str, media: str, there: frozenset[str]) -> Json:
    told: Json = {
        "name": _name(file.name, form),
        "path": f"{file.name}.{form}",
        "format": form,
        "mediatype": media,
        "description": file.description,
    }
    if isinstance(file, Table):
        told |= {"type": "table", "schema": _schema(file, form, there)}
    return told if form == "parquet" else {**told, "encoding": "utf-8"}


def _schema(table: Table, form: str, there: frozenset[str]) -> Json:
    """Columns and keys; tables refer to tables of their own format, as far as the package has them."""
    named = [
        (one.name, _name(table_name(one.refers), form)) for one in table.columns if one.refers is not None
    ]
    keys = [
        {"fields": [name], "reference": {"resource": target, "fields": ["id"]}}
        for name, target in named
        if target in there
    ]
    told: Json = {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(one, table) for one in table.columns],
        "missingValues": [""],
    }
    # A primary key has a value in every column; the place of a part is missing where the record itself is spoken of.
    required = {one.name for one in table.columns if one.required}
    told |= (
        {"primaryKey": list(table.key)}
        if required.issuperset(table.key)
        else {"uniqueKeys": [list(table.key)]}
    )
    return {**told, "foreignKeys": keys} if keys else told


def _field(column: Column, table: Table) -> Json:
    constraints: Json = {"required": True} if column.required else {}
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = [value for value, _ in column.choices]
    told: Json = {"name": column.name, "type": TYPES[column.kind], "description": column.description}
    if column.choices:
        told["categories"] = [{"value": value, "label": about} for value, about in column.choices]
    return {**told, "constraints": constraints} if constraints else told
