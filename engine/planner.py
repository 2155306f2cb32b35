"""From a validated operation to a plan: every decision about what a field is and where its rows come from is made here."""

from typing import Any

from graphql import (
    FragmentDefinitionNode,
    OperationDefinitionNode,
    is_non_null_type,
)
from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel

from engine import cost, figures, finding, lookups
from engine import plan as p
from engine.catalog import Catalog, Field
from engine.errors import DocumentTooLarge, TooCostly
from engine.expr import All, Expr, Input, Row, conjuncts, only_key
from engine.filtering import Filters, Fold, kind_of, renamed
from engine.given import Given, Values, arguments
from engine.languages import chain
from engine.limits import Limits
from engine.paging import asked_order, asked_page, keyset
from engine.relation import CHILD, Relation, table_of
from engine.selection import Collector, Group
from engine.specs import (
    Argument,
    ColumnField,
    Embedded,
    Feed,
    Found,
    GlobalId,
    Identified,
    Localized,
    Logged,
    Lookup,
    Many,
    NodeField,
    One,
    Page,
    PageField,
    PartField,
    Search,
    Singleton,
    Tally,
)
from engine.texts import stored_list, stored_value

_MADE_UP = {"count": p.INT, "score": p.FLOAT}
"""Kinds of the columns that no table has."""


class Here:
    """The row that a selection is read from: its model, concrete types, and the prefix of an embedded object."""

    def __init__(self, model: type[SQLModel] | None, types: frozenset[str], prefix: str = "") -> None:
        self.model = model
        self.types = types
        self.prefix = prefix


class Planner:
    """Plans one operation for one shape of its variables."""

    def __init__(
        self,
        catalog: Catalog,
        fragments: dict[str, FragmentDefinitionNode],
        variables: Values,
        fold: Fold,
        limits: Limits,
        former: type[SQLModel] | None,
    ) -> None:
        self.catalog = catalog
        self.variables = variables
        self.collector = Collector(catalog, fragments, variables)
        self.filters = Filters(fold, limits.conditions)
        self.limits = limits
        self.former = former
        self.size = 0

    def plan(
        self, operation: OperationDefinitionNode, root: str, *, without: frozenset[str] = frozenset()
    ) -> p.Plan:
        """The plan of a query; `without` names root fields that something else answers."""
        groups = self.collector.collect([operation.selection_set], frozenset([root]))
        here = Here(None, frozenset([root]))
        obj = self._object([group for group in groups if group.name not in without], here, depth=0)
        rows = min(cost.rows(obj), cost.LARGEST)
        if rows > self.limits.rows:
            raise TooCostly(
                f"The query may read {rows:,} rows; the limit is {self.limits.rows:,}.",
                hint="Ask for smaller pages, or for fewer lists inside each other.",
                details={"cost": {"requested": rows, "maximum": self.limits.rows}},
            )
        return p.Plan(obj, rows, self.size + self.filters.size)

    def _object(self, groups: list[Group], here: Here, depth: int) -> p.Obj:
        if depth > self.limits.levels:
            raise DocumentTooLarge(f"The query is nested deeper than {self.limits.levels} levels of records.")
        entries: list[p.Entry] = []
        for group in groups:
            entries += self._entries(group, here, depth)
        column = None
        if any(entry.only for entry in entries):
            column = self._type_column(here)
        return p.Obj(tuple(entries), column)

    def _entries(self, group: Group, here: Here, depth: int) -> list[p.Entry]:
        """One entry, or several when concrete types mean different things by the field."""
        self.size += 1
        if self.size > self.limits.nodes:
            raise DocumentTooLarge(
                f"The query selects more than {self.limits.nodes} fields, fragments counted out."
            )
        if group.name == "__typename":
            return [self._entry(group, group.types, here, self._typename(group.types, here))]
        by_spec: dict[int, tuple[Field, set[str]]] = {}
        for name in sorted(group.types):
            field = self.catalog.fields[name][group.name]
            by_spec.setdefault(id(field.spec), (field, set()))[1].add(name)
        return [
            self._entry(
                group, frozenset(types), here, self._node(group, field, frozenset(types), here, depth)
            )
            for field, types in by_spec.values()
        ]

    def _entry(self, group: Group, types: frozenset[str], here: Here, value: p.Node) -> p.Entry:
        return p.Entry(group.key, value, None if types == here.types else tuple(sorted(types)))

    def _typename(self, types: frozenset[str], here: Here) -> p.TypeLeaf:
        if len(types) == 1:
            return p.TypeLeaf(next(iter(types)))
        return p.TypeLeaf(None, self._type_column(here))

    def _type_column(self, here: Here) -> str | None:
        return self.catalog.stored[next(iter(here.types))].type_column

    def _node(self, group: Group, field: Field, types: frozenset[str], here: Here, depth: int) -> p.Node:
        given = arguments(field.definition, group.nodes[0], self.variables)
        node = self._value(group, field, given, types, here, depth)
        moment = given.get("asOf")
        return p.AsOfNode(p.Param(moment.read, "text"), node) if moment else node

    def _value(
        self,
        group: Group,
        field: Field,
        given: dict[str, Given],
        types: frozenset[str],
        here: Here,
        depth: int,
    ) -> p.Node:
        match field.spec:
            case ColumnField(column=column, json=json):
                return p.Leaf(column, p.JSON, nullable=True) if json else self._leaf(here.model, column)
            case PartField(suffix=suffix):
                return self._leaf(here.model, f"{here.prefix}_{suffix}")
            case GlobalId():
                mark = self.catalog.stored[next(iter(types))]
                return p.IdLeaf(mark.prefix, mark.numbered)
            case Embedded(prefix=prefix, present=present):
                return self._embedded(group, field, here, prefix, present, depth)
            case One(relation=relation):
                return self._one(group, field, relation, depth)
            case Many():
                return self._many(group, field, field.spec, given, depth)
            case Page():
                return self._page(group, field, field.spec, given, depth)
            case Lookup():
                return lookups.lookup(self, group, field, field.spec, given, depth)
            case NodeField(many=many):
                return (lookups.by_ids if many else lookups.by_id)(self, group, given, depth)
            case Localized():
                return _localized(field.spec, here, given)
            case Singleton(model=model):
                return p.OneNode(p.Source(model), self._child(group, field, model, depth), nullable=False)
            case Tally(tables=tables):
                return p.TallyNode(tables, self._child(group, field, None, depth))
            case PageField(part="facets"):
                return figures.facet(self, group, field, given, here, depth)
            case PageField(part=part):
                return self._page_part(group, field, part, here, depth)
            case Search():
                return finding.search(field.spec, given, self._child(group, field, None, depth))
            case Identified():
                return finding.identified(field.spec, given, lookups.any_of(self, group, field, depth))
            case Found() | Logged():
                return lookups.told_of(self, group, field, field.spec, depth)
            case Feed():
                raise TypeError("a subscription is planned on its own")
            case figure:
                return figures.figure(self, figure, group, field, given, here, depth)

    def _leaf(self, model: type[SQLModel] | None, column: str) -> p.Leaf:
        if model is None:
            return p.Leaf(column, _MADE_UP.get(column, p.TEXT), nullable=False)
        stored = table_of(model).columns[column]
        if isinstance(stored.type, EnumColumn):
            return p.Leaf(column, p.WORD, bool(stored.nullable), renamed(stored.type))
        return p.Leaf(column, kind_of(model, column), bool(stored.nullable))

    def _embedded(
        self, group: Group, field: Field, here: Here, prefix: str, present: str, depth: int
    ) -> p.Node:
        name = f"{prefix}_{present}"
        obj = self.object_of(group, field, here.model, depth, prefix)
        nullable = here.model is None or table_of(here.model).columns[name].nullable
        return p.Inline(obj, name if nullable else None)

    def _child(self, group: Group, field: Field, model: type[SQLModel] | None, depth: int) -> p.Obj:
        return self.object_of(group, field, model, depth + 1)

    def object_of(
        self, group: Group, field: Field, model: type[SQLModel] | None, depth: int, prefix: str = ""
    ) -> p.Obj:
        """The object under a field, read from a row of `model`."""
        return self.object_for(
            group, self.catalog.possible(lookups.named(field.definition.type)), model, depth, prefix
        )

    def object_for(
        self, group: Group, types: frozenset[str], model: type[SQLModel] | None, depth: int, prefix: str = ""
    ) -> p.Obj:
        """The object that these concrete types have under a field."""
        groups = self.collector.collect(group.selections(), types)
        return self._object(groups, Here(model, types, prefix), depth)

    def _one(self, group: Group, field: Field, relation: Relation, depth: int) -> p.OneNode:
        obj = self._child(group, field, relation.child, depth)
        return p.OneNode(p.Source(relation.child, relation), obj, not is_non_null_type(field.definition.type))

    def _many(
        self, group: Group, field: Field, spec: Many, given: dict[str, Given], depth: int
    ) -> p.ListNode:
        child = spec.relation.child
        parts = [self.filters.where(child, given.get("where"))]
        parts += [
            _kept(argument, child, given[argument.name])
            for argument in spec.arguments
            if argument.name in given
        ]
        order: tuple[p.Term, ...] = ()
        if given.get("orderBy") and given["orderBy"].items():
            order, _ = asked_order(self.catalog.noun_by_model[child], given["orderBy"])
        elif spec.order:
            order = (
                *(p.Term(name, False, kind_of(child, name)) for name in spec.order),
                p.Term("id", False, "int"),
            )
        source = p.Source(child, spec.relation, _all(parts), order, spec.maximum)
        return p.ListNode(source, self._child(group, field, child, depth))

    def _page(
        self, group: Group, field: Field, spec: Page, given: dict[str, Given], depth: int
    ) -> p.PageNode:
        asked = asked_page(given)
        terms, code = asked_order(self.catalog.noun_by_model[spec.model], given.get("orderBy"))
        where = self.filters.where(spec.model, given.get("where"))
        driver, rest = (None, where) if spec.relation else _driver(where, terms)
        entries = self.object_of(group, field, spec.model, depth).entries
        cursors = {
            name: keyset(given[name], terms, code, backward=name == "before") if name in given else None
            for name in ("after", "before")
        }
        source = p.Source(spec.model, spec.relation, rest, terms, asked.size)
        return p.PageNode(
            source,
            asked.size,
            asked.limit,
            asked.backward,
            cursors["after"],
            cursors["before"],
            code,
            entries,
            driver,
        )

    def _page_part(self, group: Group, field: Field, part: str, here: Here, depth: int) -> p.Node:
        match part:
            case "nodes" | "node":
                obj = self._child(group, field, here.model, depth)
                return p.RowsPart(obj) if part == "nodes" else p.NodePart(obj)
            case "edges":
                return p.EdgesPart(self.object_of(group, field, here.model, depth).entries)
            case "pageInfo":
                return p.InfoPart(self.object_of(group, field, here.model, depth).entries)
            case "totalCount":
                return p.CountPart()
            case _:
                return p.MarkPart(part)


def _all(parts: list[Expr]) -> Expr:
    kept = tuple(one for part in parts for one in conjuncts(part))
    return kept[0] if len(kept) == 1 else All(kept)


def _kept(argument: Argument, child: type[SQLModel], given: Given) -> Expr:
    """The condition that an argument of a list puts on its rows."""
    many = isinstance(given.now, list)
    param = p.Param(given.read, "texts" if many else "text", stored_list if many else stored_value)
    condition: Any = argument.keeps(Row(CHILD, child), Input(param))
    found: Expr = condition
    return found


def _driver(where: Expr, terms: tuple[p.Term, ...]) -> tuple[p.Exists | None, Expr]:
    """A pinned filter whose link row repeats the order's column can stand in for the scan of the whole table."""
    parts = list(conjuncts(where))
    for part in parts:
        if isinstance(part, p.Exists) and part.pinned and _drives(part.relation):
            repeated = part.relation.reverse.mirrors
            if all(term.column in repeated and term.missing is None for term in terms):
                return part, _all([one for one in parts if one is not part])
    return None, where


def _drives(relation: Relation) -> bool:
    """The far end is read by its key alone, and each row of the page is met once."""
    return relation.unique and all(only_key(part, CHILD) for part in conjuncts(relation.condition))


def _localized(spec: Localized, here: Here, given: dict[str, Given]) -> p.Node:
    language = given.get("language")
    if language is None or language.now == "en":
        return p.Leaf(spec.fallback, p.TEXT, nullable=False)
    tags = p.Param(language.read, "texts", lambda tag: list(chain(str(tag))))
    return p.NameLeaf(spec.relation, spec.text, spec.language, spec.fallback, spec.only, tags)
