"""In which order rows come: nulls last both ways, ties by the key."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from engine.inputs import NOUNS, noun_of
from engine.relation import Relation
from tests.oracle.pairs import Met, Pairs
from tests.oracle.rows import Model, Row, Value

Term = tuple[str, bool]  # column, descending


def ordered(model: Model, rows: Iterable[Row], order_by: Sequence[Mapping[str, str]] | None) -> list[Row]:
    """Rows as `orderBy` says; the noun's first order without it."""
    fields = NOUNS[noun_of(model)].orders
    asked = order_by or [{"field": next(iter(fields)), "direction": "ASC"}]
    levels: dict[str, bool] = {}
    for one in asked:  # a field that comes again adds nothing
        levels.setdefault(fields[one["field"]].column, one["direction"] == "DESC")
    terms = list(levels.items())
    made = sorted(rows, key=lambda row: row.key, reverse=terms[-1][1])
    for column, descending in reversed(terms):
        made = _nulls_last(made, lambda row, name=column: row[name], descending)  # type: ignore[misc]
    return made


def recorded(relation: Relation, found: Iterable[Met], columns: Sequence[str] = ()) -> list[Row]:
    """Rows in the order of the record: by these columns, else the ordinal of the link or of the child itself."""
    made = sorted(found, key=lambda met: met.child.key)
    for reading in reversed(_readings(relation, columns)):
        made = _nulls_last(made, reading, False)
    return [met.child for met in made]


def first(pairs: Pairs, relation: Relation, parent: Row) -> Row | None:
    """The one child of a relation, or the first of several."""
    return next(iter(recorded(relation, pairs.children(relation, parent))), None)


def _readings(relation: Relation, columns: Sequence[str]) -> list[Callable[[Met], Value]]:
    if columns:
        return [lambda met, name=column: met.child[name] for column in columns]  # type: ignore[misc]
    ordinal = relation.ordered_by_link
    if ordinal is not None and not relation.routes:
        return [lambda met: met.links[ordinal.row][ordinal.name]]
    return [lambda met: met.child.values.get("position")]


def _nulls_last(rows: list[Any], reading: Callable[[Any], Any], descending: bool) -> list[Any]:
    """A stable sort."""
    present = [row for row in rows if reading(row) is not None]
    absent = [row for row in rows if reading(row) is None]
    return sorted(present, key=reading, reverse=descending) + absent
