"""Which rows a relation ties together, found by asking its own function of candidates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.expr import Column, Compare, Constant, conjuncts
from engine.relation import CHILD, PARENT, Relation
from tests.oracle.cells import Asked, Truth
from tests.oracle.rows import Model, Row, Tables, Value

Bound = dict[str, Row]


@dataclass(frozen=True, slots=True)
class Met:
    """A child of a parent, with the link rows between them."""

    child: Row
    links: Bound


class Pairs:
    """The children of every parent under every relation, remembered once found."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[tuple[Relation, Row], tuple[Met, ...]] = {}

    def children(self, relation: Relation, parent: Row) -> tuple[Met, ...]:
        """Each child once, in no order."""
        if (relation, parent) not in self._known:
            # The routes of a kept relation are its meaning; the kept rows are never looked at.
            found = (
                (met for route in relation.routes for met in self.children(route, parent))
                if relation.routes
                else self._search(relation, {PARENT: parent}, _free(relation))
            )
            once: dict[Row, Met] = {}
            for met in found:
                once.setdefault(met.child, met)
            self._known[relation, parent] = tuple(once.values())
        return self._known[relation, parent]

    def _search(self, relation: Relation, bound: Bound, free: dict[str, Model]) -> Iterator[Met]:
        if not free:
            if _holds(relation, bound) and self._nobody(relation, bound):
                yield Met(bound[CHILD], {name: bound[name] for name, _ in relation.links})
            return
        fixed = {name: _fixed(relation, name, bound) for name in free}
        name = max(free, key=lambda one: len(fixed[one]))
        rest = {other: model for other, model in free.items() if other != name}
        candidates = (
            self._tables.where(free[name], **fixed[name]) if fixed[name] else self._tables.all(free[name])
        )
        for row in candidates:
            yield from self._search(relation, {**bound, name: row}, rest)

    def _nobody(self, relation: Relation, bound: Bound) -> bool:
        """The rows that must have nobody by another relation have nobody."""
        return not any(self.children(other, bound[row]) for row, other in relation.absent)


def _free(relation: Relation) -> dict[str, Model]:
    return {CHILD: relation.child, **dict(relation.links)}


def _holds(relation: Relation, bound: Bound) -> bool:
    ask: Any = relation.ask
    order = (PARENT, CHILD, *(name for name, _ in relation.links))
    answer = ask(*(Asked(bound[name]) for name in order))
    if not isinstance(answer, Truth):
        raise TypeError(f"{relation.name} answered {answer!r}")
    return answer.holds


def _fixed(relation: Relation, name: str, bound: Bound) -> dict[str, Value]:
    """The columns of a row that the declaration equates with something known; only to find candidates."""
    known: dict[str, Value] = {}
    for part in conjuncts(relation.condition):
        if not isinstance(part, Compare) or part.op != "=":
            continue
        for near, far in ((part.left, part.right), (part.right, part.left)):
            if isinstance(near, Column) and near.row == name:
                if isinstance(far, Constant):
                    known[near.name] = far.value
                elif isinstance(far, Column) and far.row in bound:
                    known[near.name] = bound[far.row][far.name]
    return known
