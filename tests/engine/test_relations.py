"""Every relation of the schema ties the same rows in SQL as when its own function is asked, in each form a statement may take."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

import schema
from db.session import READING, connect
from engine.catalog import Catalog
from engine.dialect import PostgreSQL, SQLite
from engine.expr import All, Column, Compare, Constant
from engine.inputs import NOUNS
from engine.plan import Exists
from engine.relation import CHILD, Relation, table_name, table_of
from engine.rows import Rows
from tests.oracle import Oracle
from tests.oracle.pairs import Pairs

SOME = 6
"""Children that are asked for by key, for each relation."""


def _of_fields() -> Iterator[Relation]:
    for fields in Catalog(schema.core_schema(schema.build_schema())).fields.values():
        for field in fields.values():
            relation = getattr(field.spec, "relation", None)
            if isinstance(relation, Relation):
                yield relation


def _of_filters() -> Iterator[Relation]:
    for noun in NOUNS.values():
        for spec in noun.filters.values():
            relation = getattr(spec, "relation", None) or getattr(spec, "through", None)
            if isinstance(relation, Relation):
                yield relation


def relations() -> list[Relation]:
    """Those of fields and filters, each from both ends."""
    both = [end for one in (*_of_fields(), *_of_filters()) for end in (one, one.reverse)]
    keyed = [
        one for one in both if "id" in table_of(one.parent).columns and "id" in table_of(one.child).columns
    ]
    return list({id(one): one for one in keyed}.values())


COUNTED = {*_of_fields()}
"""A count reads the links alone, so only the ends that a field has are counted."""

RELATIONS = [
    pytest.param(one, id=f"{one.parent.__name__}-{one.name.replace(' ', '_')}-{place}")
    for place, one in enumerate(relations())
]


class Forms:
    """The forms of relations on one database: each gives pairs, counts or parents."""

    def __init__(self, url: str) -> None:
        self.engine = connect(url)
        self.dialect = PostgreSQL() if url.startswith("postgresql") else SQLite()

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a statement without parameters."""
        with self.engine.connect().execution_options(**READING) as connection:
            return [tuple(row) for row in connection.execute(text(sql.replace(":", "\\:")))]

    def pairs(self, relation: Relation) -> list[tuple[Any, ...]]:
        """As a list or page reads them."""
        made = Rows(self.dialect).navigate(relation, "p", "c")
        made.tables.insert(0, f"{table_name(relation.parent)} p")
        return self.read(f"select p.id,c.id{made.sql()}")

    def counts(self, relation: Relation) -> list[tuple[Any, ...]]:
        """As totalCount reads them."""
        made = Rows(self.dialect).navigate(relation, "p", "c", bare=True)
        return self.read(f"select p.id,(select count(*){made.sql()}) from {table_name(relation.parent)} p")

    def having(self, relation: Relation, key: int | None = None) -> set[Any]:
        """Parents, as a filter finds them: with any child, or with the one of this key."""
        inner = All(()) if key is None else Compare("=", Column(CHILD, "id"), Constant(key))
        condition = Rows(self.dialect).exists(Exists(relation, inner, key is not None), {CHILD: "p"})
        return {
            row[0] for row in self.read(f"select p.id from {table_name(relation.parent)} p where {condition}")
        }


@pytest.fixture(scope="session")
def forms(awkward_url: str) -> Iterator[Forms]:
    """The forms, over awkward rows."""
    made = Forms(awkward_url)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def pairs(awkward_oracle: Oracle) -> Pairs:
    """The pairs that the relations' own functions say."""
    return Pairs(awkward_oracle.tables)


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_form_ties_the_same_rows(
    forms: Forms, pairs: Pairs, awkward_oracle: Oracle, relation: Relation
) -> None:
    parents = awkward_oracle.tables.all(relation.parent)
    children = {one["id"]: [met.child["id"] for met in pairs.children(relation, one)] for one in parents}
    meant = [(parent, child) for parent, found in children.items() for child in found]
    assert Counter(forms.pairs(relation)) == Counter(meant)
    if relation in COUNTED:
        assert dict(forms.counts(relation)) == {parent: len(found) for parent, found in children.items()}
    assert forms.having(relation) == {parent for parent, found in children.items() if found}
    for key in list(dict.fromkeys(child for _, child in meant))[:SOME]:
        assert forms.having(relation, int(str(key))) == {parent for parent, child in meant if child == key}


def test_hardly_a_relation_ties_nothing(pairs: Pairs, awkward_oracle: Oracle) -> None:
    """A comparison of empty sets would prove nothing."""
    empty = [
        one.name
        for one in relations()
        if not any(pairs.children(one, parent) for parent in awkward_oracle.tables.all(one.parent))
    ]
    assert empty == []
