"""Relations: sentences over a parent row, a child row and the link rows that must exist between them."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Table, UniqueConstraint
from sqlmodel import SQLModel

from engine.expr import All, Column, Compare, Constant, Expr, Row, conjuncts, rows_of

PARENT, CHILD = "parent", "child"

# Python decides these before a condition exists, and would silently drop half of it.
_REFUSED = (ast.BoolOp, ast.Not, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.If)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def table_name(model: type[SQLModel]) -> str:
    """The table behind a model, as SQL names it."""
    return f'"{table_of(model).name}"'


@dataclass(frozen=True, eq=False)
class Relation:
    """A declared relation. `condition` reads the rows `parent`, `child` and the links by their names.

    `ask` is the declared function itself, over rows in the order parent, child, links. `absent` names rows of it and
    relations by which these rows must have nobody. `routes` are the relations whose union this one is; with a condition
    of its own it reads rows derived from them (`kept`), and the routes remain its meaning.
    """

    name: str
    doc: str
    parent: type[SQLModel]
    child: type[SQLModel]
    links: tuple[tuple[str, type[SQLModel]], ...] = ()
    condition: Expr = field(default_factory=lambda: All(()))
    ask: Callable[..., bool] | None = None
    routes: tuple["Relation", ...] = ()
    absent: tuple[tuple[str, "Relation"], ...] = ()

    def without(self, row: str, relation: "Relation") -> "Relation":
        """Only where the row of that name has nobody by the other relation. For routes, which say what kept rows mean."""
        return replace(self, absent=(*self.absent, (row, relation)))

    @property
    def is_union(self) -> bool:
        """No condition of its own: the union of its routes."""
        return self.ask is None

    @cached_property
    def reverse(self) -> "Relation":
        """The same relation read from the other end."""
        swap = {PARENT: CHILD, CHILD: PARENT}
        return Relation(
            name=f"{self.name} reversed",
            doc=self.doc,
            parent=self.child,
            child=self.parent,
            links=self.links,
            condition=_renamed(self.condition, swap),
            ask=_swapped(self.ask) if self.ask else None,
            routes=tuple(route.reverse for route in self.routes),
            absent=tuple((swap.get(row, row), relation) for row, relation in self.absent),
        )

    @cached_property
    def mirrors(self) -> dict[str, Column]:
        """Columns of the child that a link row repeats: its key, and `start`, `date`, `day` under the names below."""
        found: dict[str, Column] = {}
        for part in conjuncts(self.condition):
            match part:
                case Compare(op="=", left=Column() as left, right=Column() as right):
                    for near, far in ((left, right), (right, left)):
                        if near.row == CHILD and near.name == "id" and far.row not in (CHILD, PARENT):
                            found["id"] = far
        if "id" in found and self.unique:
            link = dict(self.links)[found["id"].row]
            for repeated, original in _REPEATED:
                if repeated in table_of(link).columns and original in table_of(self.child).columns:
                    found[original] = Column(found["id"].row, repeated)
        return found

    @cached_property
    def unique(self) -> bool:
        """Each pair of parent and child meets at most once, so that a join needs no DISTINCT."""
        pinned: dict[str, set[str]] = {name: set() for name, _ in self.links}
        for part in conjuncts(self.condition):
            match part:
                case (
                    Compare(op="=", left=Column() as column, right=Column() | Constant() as other)
                    | Compare(op="=", left=Column() | Constant() as other, right=Column() as column)
                ):
                    for one, far in ((column, other), (other, column)):
                        ends = isinstance(far, Constant) or far.row in (PARENT, CHILD)
                        if isinstance(one, Column) and one.row in pinned and ends:
                            pinned[one.row].add(one.name)
        models = dict(self.links)
        return not self.is_union and all(_is_key(models[name], columns) for name, columns in pinned.items())

    @cached_property
    def ordered_by_link(self) -> Column | None:
        """The link's own ordinal, where the list of the record has an order."""
        for name, model in self.links:
            if "position" in table_of(model).columns and self.unique:
                return Column(name, "position")
        return None


# A link row repeats the child's ordering day under a short name (db/meeting.py, db/outcome.py, db/statement.py).
_REPEATED = (
    ("start", "start_earliest"),
    ("start", "start"),
    ("date", "date_earliest"),
    ("day", "day"),
)


def relation(function: Callable[..., bool]) -> Relation:
    """Declare a relation: `def hosted(country: Actor, meeting: Meeting, hosting: Hosting) -> bool`."""
    _refuse_python_logic(function)
    hints = [parameter.annotation for parameter in inspect.signature(function).parameters.values()]
    names = [PARENT, CHILD, *list(inspect.signature(function).parameters)[2:]]
    rows = [Row(name, model) for name, model in zip(names, hints, strict=True)]
    condition: Any = function(*rows)
    if not isinstance(condition, Expr):
        raise TypeError(f"{function.__name__} must return a condition over its rows")
    unread = set(names) - rows_of(condition)
    if unread:
        raise TypeError(f"{function.__name__} says nothing about {', '.join(sorted(unread))}")
    return Relation(
        name=function.__name__,
        doc=inspect.getdoc(function) or "",
        parent=hints[0],
        child=hints[1],
        links=tuple(zip(names[2:], hints[2:], strict=True)),
        condition=condition,
        ask=function,
    )


def union(name: str, doc: str, *routes: Relation) -> Relation:
    """A relation with several routes; a child reached by two of them counts once."""
    return Relation(name, doc, routes[0].parent, routes[0].child, routes=routes)


def kept(*routes: Relation) -> Callable[[Relation], Relation]:
    """A relation whose pairs are kept ready in derived rows: `@kept(route, …) @relation def …`; the routes say what they mean."""

    def mean(ready: Relation) -> Relation:
        return replace(ready, routes=routes)

    return mean


def _refuse_python_logic(function: Callable[..., bool]) -> None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        chained = isinstance(node, ast.Compare) and len(node.ops) > 1
        if isinstance(node, _REFUSED) or chained:
            raise TypeError(
                f"{function.__name__}: use &, |, not_(), missing() and one_of(); "
                "and, or, not, in, is, if and a < b < c would drop conditions in SQL"
            )


def _swapped(ask: Callable[..., bool]) -> Callable[..., bool]:
    def asked(parent: Any, child: Any, *links: Any) -> bool:
        return ask(child, parent, *links)

    return asked


def _renamed(condition: Expr, names: dict[str, str]) -> Expr:
    """The condition with rows renamed."""
    match condition:
        case Column(row=row, name=name):
            return Column(names.get(row, row), name)
        case _ if hasattr(condition, "__dataclass_fields__"):
            values = [getattr(condition, name) for name in condition.__dataclass_fields__]
            return type(condition)(*(_renamed_value(value, names) for value in values))
        case _:
            return condition


def _renamed_value(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, Expr):
        return _renamed(value, names)
    if isinstance(value, tuple):
        return tuple(_renamed_value(one, names) for one in value)
    return value


def _is_key(model: type[SQLModel], columns: set[str]) -> bool:
    """The columns contain the primary key or a unique constraint of the table."""
    table = table_of(model)
    keys: list[Sequence[str]] = [[column.name for column in table.primary_key]]
    keys += [[column.name] for column in table.columns if column.unique]
    keys += [[c.name for c in one.columns] for one in table.constraints if isinstance(one, UniqueConstraint)]
    return any(set(key) <= columns for key in keys)
