"""Figures as SQL: groups of a list, days between rows, rows that share others."""

from typing import TYPE_CHECKING

from engine import plan as p
from engine.dialect import Json, quoted
from engine.expr import conjuncts, rows_of
from engine.relation import CHILD, PARENT, Relation
from engine.rows import From, Key, Names, column
from engine.specs import Companions

if TYPE_CHECKING:
    from engine.compile import Compiler


def facets(compiler: "Compiler", part: p.FacetPart, page: p.PageNode, names: Names) -> Json:
    """Groups of the whole list of a page, the largest first; a row counts once in each group it belongs to."""
    relation = part.grouping.relation
    routes: tuple[Relation | None, ...] = relation.routes if relation and relation.is_union else (relation,)
    counted = " union ".join(_grouped(compiler, part, page, names, route) for route in routes)
    if relation is not None and len(routes) == 1 and not relation.unique:
        counted = counted.replace("select ", "select distinct ", 1)
    row = compiler.rows.alias()
    limit = compiler.rows.param(part.limit)
    groups = (
        f'select g."key","label",count(*) "count",min(g.far) record_id,{quoted(part.prefix)} "type" from ({counted}) g'
        f' where g."key" is not null group by g."key","label" order by "count" desc,"key" limit {limit}'
    )
    array = compiler.dialect.array(compiler.object(part.obj, {CHILD: row}), f'{row}."count" desc,{row}."key"')
    return Json(f"(select {array.sql} from ({groups}) {row})")


def _grouped(
    compiler: "Compiler", part: p.FacetPart, page: p.PageNode, names: Names, route: Relation | None
) -> str:
    """Rows (near, far, key, label): one for each row of the list and each group it belongs to."""
    alias = compiler.rows.alias()
    made, _ = compiler.pages.rows_from(page, names, alias)
    by = part.grouping
    if route is None:
        key = (
            f"substr({column(alias, by.key)},1,4)"
            if by.year
            else column(alias, by.key) + compiler.dialect.by_bytes
        )
        return f'select {alias}.id near,cast(null as integer) far,{key} "key",{_label(key, by.year)} "label"{made.sql()}'
    far = compiler.rows.alias()
    links = compiler.rows.links(route, {PARENT: alias, CHILD: far}, list(conjuncts(route.condition)))
    tables = [*made.tables, *links.tables, f"{compiler.rows.table(route.child)} {far}"]
    whole = From(tables, [*made.conditions, *links.conditions], made.names)
    key, label = column(far, by.key), column(far, by.label)
    return f'select {alias}.id near,{far}.id far,{key} "key",{label} "label"{whole.sql()}'


def _label(key: str, year: bool) -> str:
    """A word of a vocabulary as people write it: NEGOTIATION_ROUND → Negotiation round."""
    return key if year else f"upper(substr({key},1,1))||replace(lower(substr({key},2)),'_',' ')"


def steps(compiler: "Compiler", node: p.StepsNode, names: Names) -> Json:
    """Rows by a day, with `days_before`."""
    alias = compiler.rows.alias()
    made = compiler.pages.source(node.source, names, alias)
    day, order = column(alias, node.day), ",".join(compiler.pages.ordered(node.source, made, alias))
    gap = compiler.dialect.days(day, f"lag({day}) over (order by {order})")
    rows = f"select {alias}.*,{gap} days_before{made.sql()} order by {order}{compiler.dialect.rows_limit}"
    array = compiler.dialect.array(compiler.object(node.obj, {CHILD: alias}), order)
    return Json(f"(select {array.sql} from ({rows}) {alias})")


def companions(compiler: "Compiler", node: p.CompanionsNode, names: Names) -> Json:
    """The other rows that share children with this one, most first; first and last are looked up for those alone."""
    spec, rows = node.spec, compiler.rows
    other, hit = rows.alias(), rows.alias()
    best = (
        f'select {other}.id other_id,m.times "count",{column(other, spec.name)} "name"'
        f" from ({_counted(compiler, spec.relation, names[CHILD])}) m,{compiler.rows.table(spec.relation.parent)} {other}"
        f' where {other}.id=m.who order by "count" desc,"name",other_id limit {rows.param(node.limit)}'
    )
    first, last = (_end(compiler, spec, names[CHILD], f"{hit}.other_id", way) for way in ("", " desc"))
    found = f"select {hit}.*,{first} first_id,{last} last_id from ({best}) {hit}"
    order = '"count" desc,"name",other_id'
    array = compiler.dialect.array(compiler.object(node.obj, {CHILD: hit}), order)
    return Json(f"(select {array.sql} from ({found} order by {order}{compiler.dialect.rows_limit}) {hit})")


def _end(compiler: "Compiler", spec: Companions, one: str | Key, other: str, way: str) -> str:
    """The key of the first or last child that two parents share."""
    child = compiler.rows.alias()
    shared = _shared(compiler, spec.relation, one, other)
    return (
        f"(select {child}.id from {compiler.rows.table(spec.relation.child)} {child} where {child}.id in ({shared})"
        f" order by {column(child, spec.day)}{way},{child}.id{way} limit 1)"
    )


def _counted(compiler: "Compiler", relation: Relation, parent: str | Key) -> str:
    """Rows (who, times): how many children each other parent shares with this one."""
    rows = compiler.rows
    child = rows.alias()
    mine = rows.navigate(relation, parent, child, bare=True)
    key = column(mine.names[relation.mirrors["id"].row], relation.mirrors["id"].name)
    back = relation.reverse.mirrors["id"]
    near = [part for part in conjuncts(relation.reverse.condition) if CHILD not in rows_of(part)]
    theirs = rows.links(relation.reverse, {PARENT: Key(key)}, near)
    who = column(theirs.names[back.row], back.name)
    me = column(parent, "id")
    both = From([*mine.tables, *theirs.tables], [*mine.conditions, *theirs.conditions, f"{who}<>{me}"], {})
    return f"select {who} who,count(*) times{both.sql()} group by {who}"


def _shared(compiler: "Compiler", relation: Relation, one: str | Key, other: str) -> str:
    """The keys of the children that two parents share."""
    rows, key = compiler.rows, relation.mirrors["id"]
    mine = rows.navigate(relation, one, rows.alias(), bare=True)
    theirs = rows.navigate(relation, Key(other), rows.alias(), bare=True)
    mine_key, their_key = (column(each.names[key.row], key.name) for each in (mine, theirs))
    both = From(
        [*mine.tables, *theirs.tables], [*mine.conditions, *theirs.conditions, f"{mine_key}={their_key}"], {}
    )
    return f"select {mine_key}{both.sql()}"
