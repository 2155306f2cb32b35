"""What the schema promises to be there is guarded by the tables: NOT NULL columns, foreign keys, checks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType
from sqlalchemy import CheckConstraint, Table
from sqlmodel import SQLModel, select

from db import Actor, Dataset
from db.session import connect, sessions
from engine.catalog import Catalog
from engine.expr import Column, Compare
from engine.relation import CHILD, PARENT, Relation, table_of
from engine.specs import (
    ByKey,
    ColumnField,
    Companions,
    Counted,
    Embedded,
    Feed,
    FieldSpec,
    Found,
    GlobalId,
    Itself,
    Localized,
    Many,
    NodeField,
    One,
    Page,
    PageField,
    PartField,
    Search,
    Singleton,
    Steps,
    Tally,
)
from schema import build_schema, core_schema

CODES = ("code", "alpha3", "numeric", "flag")
"""Nullable in the table of actors, and told for every Country: a check of the table sees to it."""


@dataclass(frozen=True)
class Promise:
    """A field that may not be null, and the table that its type reads (none for what the engine makes)."""

    name: str
    spec: FieldSpec
    table: Table | None


def promises() -> Iterator[Promise]:
    core = core_schema(build_schema())
    catalog = Catalog(core)
    for name, fields in catalog.fields.items():
        mark = catalog.stored.get(name)
        for field, found in fields.items():
            promised = isinstance(found.definition.type, GraphQLNonNull)
            if promised and isinstance(core.type_map[name], GraphQLObjectType):
                yield Promise(f"{name}.{field}", found.spec, table_of(mark.model) if mark else None)


def is_kept(promise: Promise) -> bool:
    """Whether the tables see to it."""
    match promise.spec:
        case ColumnField(column=column) | Localized(fallback=column):
            return is_there(promise, column)
        case GlobalId():
            return is_there(promise, "slug")
        case Embedded(prefix=prefix, present=present):
            return is_there(promise, f"{prefix}_{present}")
        case One(relation=relation):
            return points_to_one(relation)
        case Many() | Page() | NodeField(many=True) | Tally() | PageField() | PartField() | Singleton():
            return True  # lists may be empty, the engine makes pages; the last two have tests of their own
        case Itself() | Counted() | Steps() | Companions() | ByKey() | Feed():
            return True  # counted, read by the key of a row that was met, or a row that was added
        case _:
            return isinstance(promise.spec, Search | Found)  # hits come from terms, terms from records


def is_there(promise: Promise, name: str) -> bool:
    if promise.table is None:
        return promise.name.startswith(("Facet.", "SearchHit.", "Encounter."))
    checked = promise.name.startswith("Country.") and name in CODES
    return checked or not promise.table.columns[name].nullable


def points_to_one(relation: Relation) -> bool:
    """One NOT NULL foreign key, and nothing else that could fail."""
    match relation.condition:
        case Compare(op="=", left=Column(row=near, name=key), right=Column(row=far, name="id")):
            column, target = table_of(relation.parent).columns[key], table_of(relation.child)
            leads = any(link.column.table is target for link in column.foreign_keys)
            return (near, far, relation.links) == (PARENT, CHILD, ()) and leads and not column.nullable
        case _:
            return False


def test_what_cannot_be_null_is_not_null_in_the_tables() -> None:
    found = list(promises())
    assert [promise.name for promise in found if not is_kept(promise)] == []
    assert {type(promise.spec) for promise in found} >= {ColumnField, Embedded, One, Localized, GlobalId}


def dates() -> Iterator[tuple[Table, str]]:
    """Every table with a fuzzy date, and the date's prefix."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_edtf"):
                yield table, column.name.removesuffix("_edtf")


def checks(table: Table) -> str:
    return " ".join(str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint))


@pytest.mark.parametrize("part", ["precision", "approximate", "uncertain"])
def test_a_date_is_told_whole_or_not_at_all(part: str) -> None:
    bare = [
        f"{table.name}.{prefix}"
        for table, prefix in dates()
        if table.columns[f"{prefix}_{part}"].nullable
        and not (
            f"{prefix}_edtf IS NULL OR" in checks(table) and f"{prefix}_{part} IS NOT NULL" in checks(table)
        )
    ]
    assert bare == []


def test_a_country_has_its_codes() -> None:
    said = checks(table_of(Actor))
    assert [code for code in CODES if f"{code} IS NOT NULL" not in said.replace('"', "")] == []


def test_an_empty_database_describes_itself(migrated_url: str) -> None:
    engine = connect(migrated_url)
    with sessions(engine).begin() as session:
        assert [row.last_change for row in session.exec(select(Dataset))] == [0]
    engine.dispose()
