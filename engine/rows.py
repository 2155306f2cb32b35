"""Conditions and relations as SQL: which tables a source reads, joined how, kept by what."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import SQLModel

from engine.dialect import PostgreSQL, SQLite, balanced, quoted
from engine.expr import (
    All,
    AnyOf,
    Column,
    Compare,
    Constant,
    Expr,
    Input,
    IsNull,
    Lower,
    Matches,
    Not,
    OneOf,
    Year,
    conjuncts,
    only_key,
    rows_of,
)
from engine.plan import BySlug, Exists, Param
from engine.relation import CHILD, PARENT, Relation, table_name, table_of
from engine.versions import Versions


@dataclass(frozen=True, slots=True)
class Key:
    """A row of which only the key is known: a scalar subquery stands for it."""

    sql: str


Names = dict[str, "str | Key"]


@dataclass(slots=True)
class From:
    """The FROM and WHERE of a source; `names` maps rows to aliases."""

    tables: list[str]
    conditions: list[str]
    names: Names
    joined: bool = False  # the child meets link rows in this FROM, so a link's columns can order it

    def sql(self) -> str:
        """`from … where …`."""
        where = f" where {' and '.join(self.conditions)}" if self.conditions else ""
        return f" from {','.join(self.tables)}{where}"


@dataclass(slots=True)
class Rows:
    """Renders conditions for one statement: gives out aliases and collects parameters."""

    dialect: SQLite | PostgreSQL
    versions: Versions | None = None
    moment: Param | None = None  # at which tables are read; None: as they are
    params: list[Param] = field(default_factory=list)
    named: dict[str, str] = field(
        default_factory=dict
    )  # queries of one column, `number`, read once for the statement
    _numbers: dict[int, int] = field(default_factory=dict)
    _aliases: int = 0

    def alias(self) -> str:
        """A name that no other row of the statement has."""
        self._aliases += 1
        return f"t{self._aliases}"

    def param(self, param: Param) -> str:
        """The placeholder of a parameter; the same parameter is bound once."""
        number = self._numbers.get(id(param))
        if number is None:
            self.params.append(param)
            number = self._numbers[id(param)] = len(self.params)
        return self.dialect.placeholder(number, param.kind)

    def table(self, model: type[SQLModel]) -> str:
        """A table by its name, or what it was."""
        if self.moment is None:
            return table_name(model)
        if self.versions is None:
            raise TypeError("no versions are declared that asOf could read")
        mark = self.param(self.moment)
        name = f"past{self._numbers[id(self.moment)]}"
        self.named.setdefault(name, self.versions.last(mark))
        return self.versions.table(model, f"(select number from {name})", self.dialect)

    @contextmanager
    def as_of(self, moment: Param) -> Iterator[None]:
        """Inside, tables are read as they were at a moment."""
        self.moment = moment
        yield
        self.moment = None

    def condition(self, expr: Expr, names: Names) -> str:
        """A condition or value as SQL."""
        match expr:
            case Column(row=row, name=name):
                return column(names[row], name)
            case Constant(value=value):
                return quoted(value) if isinstance(value, str) else str(value)
            case Input(param=param):
                return self.param(param)
            case Compare(op=op, left=left, right=right):
                return f"{self.condition(left, names)}{op}{self.condition(right, names)}"
            case All(parts=parts):
                return self._joined(parts, " and ", self.dialect.true, names)
            case AnyOf(parts=parts):
                return self._joined(parts, " or ", self.dialect.false, names)
            case Not(inner=inner):
                return f"({self.condition(inner, names)}) is not true"
            case IsNull(inner=inner):
                return f"{self.condition(inner, names)} is null"
            case Lower(inner=inner):
                return f"lower({self.condition(inner, names)})"
            case Year(inner=inner):
                return f"cast(substr({self.condition(inner, names)},1,4) as integer)"
            case OneOf():
                return self._one_of(expr, names)
            case Matches():
                return self._matches(expr, names)
            case BySlug():
                return self._by_slug(expr, names)
            case Exists():
                return self.exists(expr, names)
            case _:
                raise TypeError(f"no SQL for {expr!r}")

    def _joined(self, parts: tuple[Expr, ...], word: str, empty: str, names: Names) -> str:
        return balanced([self.condition(part, names) for part in parts], word) if parts else empty

    def _one_of(self, expr: OneOf, names: Names) -> str:
        value = self.condition(expr.inner, names)
        if isinstance(expr.values, Input):
            return self.dialect.among(value, self.param(expr.values.param))
        constants = ",".join(self.condition(Constant(one), names) for one in expr.values)
        return f"{value} in ({constants})" if expr.values else self.dialect.false

    def _matches(self, expr: Matches, names: Names) -> str:
        value, part = self.condition(expr.inner, names), self.param(expr.value.param)
        match expr.mode:
            case "contains":
                return self.dialect.contains(value, part)
            case "starts":
                return f"({value}>={part} and {value}<{part}||{self.dialect.last_letter})"
            case _:
                return f"{value} is distinct from {part}"

    def _by_slug(self, expr: BySlug, names: Names) -> str:
        """By a unique index; a former slug is only looked for when the present one is not found."""
        slug = self.condition(expr.slug, names)
        if expr.numbered:
            return f"{column(names[CHILD], 'id')}={self.dialect.whole(slug)}"
        found = f"select s.id from {self.table(expr.model)} s where s.slug={slug}"
        if expr.former is None:
            return f"{column(names[CHILD], 'id')}=({found})"
        former = f"select f.record_id from {self.table(expr.former)} f where f.type={quoted(expr.prefix)} and f.slug={slug}"
        return f"{column(names[CHILD], 'id')}=coalesce(({found}),({former}))"

    def exists(self, expr: Exists, names: Names) -> str:
        """A filter on related rows: IN from the far end where it is one row, else EXISTS."""
        relation, outer = expr.relation, names[CHILD]
        if relation.is_union:
            found = " union ".join(self._far(route, expr, names) for route in relation.routes)
            return f"{column(outer, 'id')} in ({found})"
        if expr.pinned:
            near = [part for part in conjuncts(relation.condition) if PARENT in rows_of(part)]
            match near:
                case [Compare(op="=", left=Column() as left, right=Column() as right)]:
                    here, far = (left, right) if left.row == PARENT else (right, left)
                    rest = [part for part in conjuncts(relation.condition) if part is not near[0]]
                    source = self._far_from(relation, expr, {}, rest)
                    return f"{column(outer, here.name)} in (select {self.condition(far, source.names)}{source.sql()})"
        source = self._far_from(relation, expr, {PARENT: outer}, list(conjuncts(relation.condition)))
        return f"exists (select 1{source.sql()})"

    def _far(self, route: Relation, expr: Exists, names: Names) -> str:
        """The keys of the parents that a route leads back to."""
        parent = self.alias()
        source = self._far_from(route, expr, {PARENT: parent}, list(conjuncts(route.condition)))
        source.tables.append(f"{self.table(route.parent)} {parent}")
        return f"select {parent}.id{source.sql()}"

    def _far_from(self, relation: Relation, expr: Exists, names: Names, parts: list[Expr]) -> From:
        """Links and child of a relation, with the filter on the child."""
        by_key = all(only_key(part, CHILD) for part in parts)
        if expr.pinned and by_key and relation.links:
            return self.links(relation, {**names, CHILD: self.key(relation.child, expr.inner)}, parts)
        child = self.alias()
        made = self.links(relation, {**names, CHILD: child}, parts)
        made.tables.append(f"{self.table(relation.child)} {child}")
        made.conditions += self.where(expr.inner, made.names)
        return made

    def key(self, model: type[SQLModel], inner: Expr) -> Key:
        """The key of the one row that a pinned condition allows."""
        alias = self.alias()
        return Key(
            f"(select {alias}.id from {self.table(model)} {alias} where {self.condition(inner, {CHILD: alias})})"
        )

    def where(self, expr: Expr, names: Names) -> list[str]:
        """The conjuncts of a condition as SQL."""
        return [self.condition(part, names) for part in conjuncts(expr)]

    def links(self, relation: Relation, names: Names, parts: list[Expr]) -> From:
        """The link rows of a relation, and these conditions on them."""
        aliases: Names = {name: self.alias() for name, _ in relation.links}
        tables = [f"{self.table(model)} {aliases[name]}" for name, model in relation.links]
        every = {**names, **aliases}
        return From(tables, [self.condition(part, every) for part in parts], every)

    def navigate(self, relation: Relation, parent: "str | Key", child: str, *, bare: bool = False) -> From:
        """The children of a row. With `bare` only their number matters: the child's table is left out where a link has its key."""
        names: Names = {PARENT: parent, CHILD: child}
        if relation.is_union or (relation.links and not relation.unique):
            routes = relation.routes if relation.is_union else (relation,)
            keys = " union ".join(self._keys(route, parent) for route in routes)
            return From([f"{self.table(relation.child)} {child}"], [f"{child}.id in ({keys})"], names)
        parts = list(conjuncts(relation.condition))
        if bare and relation.links:
            near = [part for part in parts if CHILD in rows_of(part)]
            if len(near) == 1 and _always_there(relation):
                return self.links(relation, names, [part for part in parts if part is not near[0]])
        made = self.links(relation, names, parts)
        made.tables.append(f"{self.table(relation.child)} {child}")
        made.joined = bool(relation.links)
        return made

    def _keys(self, route: Relation, parent: "str | Key") -> str:
        """The keys of a route's children."""
        parts = list(conjuncts(route.condition))
        near = [part for part in parts if CHILD in rows_of(part)]
        match near:
            case [Compare(op="=", left=Column() as left, right=Column() as right)] if route.links:
                far = right if left.row == CHILD else left
                if (left if left.row == CHILD else right).name == "id":
                    made = self.links(
                        route, {PARENT: parent}, [part for part in parts if part is not near[0]]
                    )
                    return f"select {self.condition(far, made.names)}{made.sql()}"
        child = self.alias()
        made = self.links(route, {PARENT: parent, CHILD: child}, parts)
        made.tables.append(f"{self.table(route.child)} {child}")
        return f"select {child}.id{made.sql()}"


def _always_there(relation: Relation) -> bool:
    """Every link row has a child: its key stands there and is NOT NULL."""
    key = relation.mirrors.get("id")
    return key is not None and not table_of(dict(relation.links)[key.row]).columns[key.name].nullable


def column(alias: "str | Key", name: str) -> str:
    """A column of a row."""
    if isinstance(alias, Key):
        return alias.sql
    return f'{alias}."{name}"'


def past(steps: Iterable[tuple[str, str, str]]) -> str:
    """The rows strictly past a place in an order: (value, `<` or `>`, mark), the last column first.

    `e1 >= :1 and (e1 > :1 or (e2 <= :2 and (…)))`: the outer bounds let both planners seek.
    """
    made = ""
    for value, op, mark in steps:
        made = f"({value}{op}={mark} and ({value}{op}{mark} or {made}))" if made else f"{value}{op}{mark}"
    return made
