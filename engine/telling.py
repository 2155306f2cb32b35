"""What the schema calls each column of a table, and what it says of it: for those who read rows and not records."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphql import GraphQLOutputType, get_named_type
from sqlmodel import SQLModel

from engine.catalog import Catalog
from engine.expr import Column, Compare, conjuncts
from engine.inputs import snake
from engine.relation import CHILD, PARENT, Relation
from engine.specs import ColumnField, Embedded, One, PartField


class Told(NamedTuple):
    """A column's name and description."""

    name: str
    description: str


Columns = Mapping[tuple[type[SQLModel], str], Told]
"""By model and column."""


def told(catalog: Catalog) -> Columns:
    """Every column that a field of the schema shows, or leads along to another record."""
    found: dict[tuple[type[SQLModel], str], Told] = {}
    for name, mark in catalog.stored.items():
        for column, one in _fields(catalog, name):
            found.setdefault((mark.model, column), one)
    return found


def _fields(catalog: Catalog, kind: str) -> Iterator[tuple[str, Told]]:
    for name, field in catalog.fields[kind].items():
        about = field.definition.description or ""
        match field.spec:
            case ColumnField(column=column):
                yield column, Told(snake(name), about)
            case Embedded(prefix=prefix):
                yield from _parts(catalog, field.definition.type, (snake(name), prefix, about))
            case One(relation=relation):
                key = _key(relation)
                if key is not None:
                    yield key, Told(snake(name), about)
            case _:
                pass


def _parts(
    catalog: Catalog, kind: GraphQLOutputType, whole: tuple[str, str, str]
) -> Iterator[tuple[str, Told]]:
    """The columns of an embedded object: the first part bears its name, the others are named after it."""
    name, prefix, about = whole
    for number, (part, field) in enumerate(catalog.fields[get_named_type(kind).name].items()):
        if isinstance(field.spec, PartField):
            called = name if number == 0 else f"{name}_{snake(part)}"
            yield (
                f"{prefix}_{field.spec.suffix}",
                Told(called, f"{about} {field.definition.description or ''}"),
            )


def _key(relation: Relation) -> str | None:
    """The column of the parent that holds the number of the one child."""
    for part in () if relation.links else conjuncts(relation.condition):
        match part:
            case Compare(op="=", left=Column() as left, right=Column() as right):
                for near, far in ((left, right), (right, left)):
                    if near.row == PARENT and far.row == CHILD and far.name == "id":
                        return near.name
    return None
