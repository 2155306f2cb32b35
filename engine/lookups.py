"""Plans of what is looked up by its id: by global ids, slugs and codes, or by the key that another row holds."""

from typing import TYPE_CHECKING, Any

from graphql import GraphQLOutputType, get_named_type
from sqlmodel import SQLModel

from engine import plan as p
from engine.catalog import Field
from engine.errors import BadUserInput
from engine.expr import All, Column, Compare, Constant, Expr, Input
from engine.given import Given
from engine.relation import CHILD, table_of
from engine.selection import Group
from engine.specs import Found, Logged, Lookup
from engine.texts import stored_value

if TYPE_CHECKING:
    from engine.planner import Planner


def lookup(
    planner: "Planner", group: Group, field: Field, spec: Lookup, given: dict[str, Given], depth: int
) -> p.Node:
    """The row whose unique column equals an argument."""
    value = Input(p.Param(given[spec.argument].read, "text", stored_value))
    found: Expr = Compare("=", Column(CHILD, spec.column), value)
    if spec.former:
        found = _by_slug(
            planner, value, spec.model, planner.catalog.stored[named(field.definition.type)].prefix
        )
    if spec.only:
        found = All((found, Compare("=", Column(CHILD, spec.only[0]), Constant(spec.only[1]))))
    obj = planner.object_of(group, field, spec.model, depth + 1)
    return p.OneNode(p.Source(spec.model, where=found), obj, nullable=True)


def by_id(planner: "Planner", group: Group, given: dict[str, Given], depth: int) -> p.Node:
    """`node(id:)`: the table is known from the id's prefix."""
    prefix = str(given["id"].now).partition(":")[0]
    if prefix not in planner.catalog.by_prefix:
        return p.NullNode()
    slug = Input(p.Param(given["id"].read, "text", _slug))
    source, obj = _branch(planner, group, prefix, slug, depth)
    return p.OneNode(source, obj, nullable=True)


def by_ids(planner: "Planner", group: Group, given: dict[str, Given], depth: int) -> p.Node:
    """`nodes(ids:)`."""
    ids, limit = given["ids"], planner.limits.ids
    if len(ids.now) > limit:
        raise BadUserInput(f"At most {limit} ids can be looked up at once, not {len(ids.now)}.")
    prefixes = sorted({str(one).partition(":")[0] for one in ids.now} & set(planner.catalog.by_prefix))
    slug = Column("pair", "slug")
    branches = tuple((prefix, *_branch(planner, group, prefix, slug, depth)) for prefix in prefixes)
    return p.NodesNode(p.Param(ids.read, "pairs", _pairs), branches, len(ids.now))


def any_of(
    planner: "Planner", group: Group, field: Field, depth: int, kinds: frozenset[str] | None = None
) -> p.AnyNode:
    """A record of one of several tables. Without `kinds` of its own, a row's type is the prefix of ids."""
    catalog = planner.catalog
    possible = catalog.possible(named(field.definition.type))
    branches = []
    for prefix, types in sorted(catalog.by_prefix.items()):
        if types & (possible if kinds is None else kinds):
            model = catalog.stored[next(iter(types))].model
            names = (prefix,) if kinds is None else tuple(sorted(types))
            obj = planner.object_for(group, types, model, depth + 1)
            branches.append((names, _found(model, "id", "record_id"), obj))
    return p.AnyNode(tuple(branches))


def told_of(planner: "Planner", group: Group, field: Field, spec: Found | Logged, depth: int) -> p.AnyNode:
    """The record that a hit leads to, or that a row of a log tells of."""
    if isinstance(spec, Found):
        return any_of(planner, group, field, depth, frozenset(spec.kinds) or None)
    branches = []
    for prefix in spec.types:
        types = planner.catalog.by_prefix[prefix]
        model = planner.catalog.stored[next(iter(types))].model
        source = _found(model, *(("slug", "slug") if prefix in spec.by_slug else ("id", "record_id")))
        branches.append(((prefix,), source, planner.object_for(group, types, model, depth + 1)))
    return p.AnyNode(tuple(branches))


def _found(model: type[SQLModel], column: str, named: str) -> p.Source:
    """The row of a table whose column is what another row has in one of its own."""
    return p.Source(model, where=Compare("=", Column(CHILD, column), Column("found", named)))


def named(kind: GraphQLOutputType) -> str:
    """The name of the type under lists and non-nulls."""
    return get_named_type(kind).name


def _branch(planner: "Planner", group: Group, prefix: str, slug: Expr, depth: int) -> tuple[p.Source, p.Obj]:
    types = planner.catalog.by_prefix[prefix]
    mark = planner.catalog.stored[next(iter(types))]
    where = _by_slug(planner, slug, mark.model, prefix, numbered=mark.numbered)
    return p.Source(mark.model, where=where), planner.object_for(group, types, mark.model, depth + 1)


def _by_slug(
    planner: "Planner", slug: Expr, model: type[SQLModel], prefix: str, *, numbered: bool = False
) -> p.BySlug:
    former = planner.former
    shared = former is not None and _key_of(model) == _key_of(former, "record_id")
    return p.BySlug(slug, model, prefix, former if shared else None, numbered)


def _key_of(model: type[SQLModel], column: str = "id") -> set[str]:
    """What the column is a foreign key to."""
    return {key.target_fullname for key in table_of(model).columns[column].foreign_keys}


def _slug(value: Any) -> str:
    return str(stored_value(str(value).partition(":")[2]))


def _pairs(ids: Any) -> list[list[str]]:
    return [[str(stored_value(one)).partition(":")[0], _slug(one)] for one in ids]
