"""From a plan to one SQL statement. Mechanical: decides nothing that the planner could have decided."""

from dataclasses import dataclass

from engine import figuresql
from engine import plan as p
from engine.dialect import Json, Pair, PostgreSQL, SQLite, quoted
from engine.expr import Column, Compare, conjuncts
from engine.pagesql import PageCompiler
from engine.plan import Param
from engine.relation import CHILD, table_of
from engine.rows import Key, Names, Rows, column
from engine.searchsql import identified_row, ranked_hits
from engine.versions import Versions


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with numbered parameters; its one column of its one row is the JSON of `data`."""

    sql: str
    params: tuple[Param, ...]


def compile_plan(plan: p.Plan, dialect: SQLite | PostgreSQL, versions: Versions | None = None) -> Statement:
    """The statement of a plan; `versions` are what fields with `asOf` read."""
    compiler = Compiler(Rows(dialect, versions))
    body = dialect.text(compiler.object(plan.obj, {}))
    named = ",".join(f"{name}(number) as materialized ({sql})" for name, sql in compiler.rows.named.items())
    return Statement(f"{f'with {named} ' if named else ''}select {body}", tuple(compiler.rows.params))


SEPARATOR = b"\x1e"
"""Stands between the rows of a feed: no JSON text has this character, ASCII's record separator."""


def compile_feed(plan: p.FeedPlan, dialect: SQLite | PostgreSQL) -> Statement:
    """The statement of a subscription. Its text: the number of the log's last row, then each row's number and JSON."""
    compiler = Compiler(Rows(dialect))
    rows, alias = compiler.rows, compiler.rows.alias()
    made = compiler.pages.source(plan.source, {}, alias)
    number = column(alias, "id")
    made.conditions += [f"{number}>{rows.param(plan.low)}", f"{number}<={rows.param(plan.high)}"]
    inner = f"select {alias}.*{made.sql()} order by {number} limit {rows.param(plan.size)}"
    body = dialect.text(compiler.object(plan.obj, {CHILD: alias}))
    told = f"string_agg({quoted(SEPARATOR.decode())}||{number}||' '||{body},'' order by {number})"
    last = f"select coalesce(max(l.id),0) from {rows.table(plan.source.model)} l"
    sql = f"select ({last})||coalesce((select {told} from ({inner}) {alias}),'')"
    return Statement(sql, tuple(rows.params))


class Compiler:
    """Compiles one plan."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.dialect = rows.dialect
        self.pages = PageCompiler(self)

    def object(self, obj: p.Obj, names: Names) -> Json:
        """An object of the row `child`."""
        pairs = []
        for entry in obj.entries:
            when = None
            if entry.only is not None and obj.type_column:
                kinds = ",".join(quoted(name) for name in entry.only)
                when = f"{column(names[CHILD], obj.type_column)} in ({kinds})"
            pairs.append(Pair(entry.key, self.value(entry.value, names), when))
        return self.dialect.object(pairs)

    def value(self, node: p.Node, names: Names) -> Json:
        """The value of one field."""
        match node:
            case p.Leaf():
                return self._leaf(node, names)
            case p.IdLeaf(prefix=prefix, numbered=numbered):
                slug = f"({quoted(prefix + ':')}||{column(names[CHILD], 'id' if numbered else 'slug')})"
                return self.dialect.leaf(slug, p.TEXT, nullable=False)
            case p.TypeLeaf(name=str() as name):
                return self.dialect.constant(name)
            case p.TypeLeaf(column=str() as name):
                return self.dialect.leaf(column(names[CHILD], name), p.WORD, nullable=False)
            case p.NameLeaf():
                return self._name(node, names)
            case p.Inline(obj=obj, present=present):
                return self._inline(obj, present, names)
            case p.OneNode():
                return self._one(node, names)
            case p.ListNode():
                return self._list(node, names)
            case p.PageNode():
                return self.pages.page(node, names)
            case p.NodesNode():
                return self._nodes(node)
            case p.TallyNode():
                return self._tally(node)
            case p.CountNode(source=source):
                counted = self.pages.source(source, names, self.rows.alias(), bare=True)
                return self.dialect.leaf(f"(select count(*){counted.sql()})", p.INT, nullable=False)
            case p.StepsNode():
                return figuresql.steps(self, node, names)
            case p.CompanionsNode():
                return figuresql.companions(self, node, names)
            case p.KeyNode():
                return self._keyed(node, names)
            case p.AnyNode():
                return self._any(node, names[CHILD])
            case p.SearchNode():
                return self._search(node)
            case p.IdentifiedNode():
                return self._identified(node)
            case p.NullNode():
                return Json(self.dialect.null)
            case p.AsOfNode(moment=moment, node=inner):
                with self.rows.as_of(moment):
                    return self.value(inner, names)
            case _:
                raise TypeError(f"{type(node).__name__} belongs inside a connection")

    def _leaf(self, node: p.Leaf, names: Names) -> Json:
        value = column(names[CHILD], node.column)
        if node.names:
            cases = " ".join(f"when {quoted(stored)} then {quoted(word)}" for stored, word in node.names)
            value = f"(case {value} {cases} else {value} end)"
        return self.dialect.leaf(value, node.kind, nullable=node.nullable)

    def _inline(self, obj: p.Obj, present: str | None, names: Names) -> Json:
        made = self.object(obj, names)
        if present is None:
            return made
        return Json(
            f"case when {column(names[CHILD], present)} is not null then {made.sql} else {self.dialect.null} end"
        )

    def _name(self, node: p.NameLeaf, names: Names) -> Json:
        """Tags that come earlier are better; ties by the record's order."""
        alias = self.rows.alias()
        source = self.rows.navigate(node.relation, names[CHILD], alias)
        language, tags = column(alias, node.language), self.rows.param(node.tags)
        allowed = ",".join(map(quoted, node.only[1]))
        source.conditions.append(self.dialect.among(language, tags))
        source.conditions.append(f"{column(alias, node.only[0])} in ({allowed})")
        order = f"{self.dialect.place(language, tags)},{alias}.position,{alias}.id"
        best = f"(select {column(alias, node.text)}{source.sql()} order by {order} limit 1)"
        return self.dialect.leaf(
            f"coalesce({best},{column(names[CHILD], node.fallback)})", p.TEXT, nullable=False
        )

    def _one(self, node: p.OneNode, names: Names) -> Json:
        alias = self.rows.alias()
        source = self.pages.source(node.source, names, alias)
        body = self.dialect.text(self.object(node.obj, {CHILD: alias}))
        if node.source.relation is None or _single(node.source):
            return Json(f"(select {body}{source.sql()})", node.nullable)
        # The first of several: chosen inside, since sorting the JSON itself would make it a plain text on SQLite.
        order = ",".join(self.pages.natural(node.source, source, alias))
        first = f"select {alias}.*{source.sql()} order by {order} limit 1"
        return Json(f"(select {body} from ({first}) {alias})", node.nullable)

    def _keyed(self, node: p.KeyNode, names: Names) -> Json:
        alias = self.rows.alias()
        body = self.dialect.text(self.object(node.obj, {CHILD: alias}))
        where = f"{alias}.id={column(names[CHILD], node.column)}"
        return Json(f"(select {body} from {self.rows.table(node.model)} {alias} where {where})")

    def _list(self, node: p.ListNode, names: Names) -> Json:
        alias = self.rows.alias()
        source = self.pages.source(node.source, names, alias)
        order = ",".join(self.pages.ordered(node.source, source, alias))
        item = self.object(node.obj, {CHILD: alias})
        array = self.dialect.array(item, order)
        if self.dialect.name == "sqlite":
            return Json(
                f"(select {array.sql} from (select {alias}.*{source.sql()} order by {order} limit -1) {alias})"
            )
        return Json(f"(select {array.sql}{source.sql()})")

    def _nodes(self, node: p.NodesNode) -> Json:
        pair = self.rows.alias()
        cases = []
        for prefix, source, obj in node.branches:
            alias = self.rows.alias()
            where = self.rows.where(source.where, {CHILD: alias, "pair": pair})
            found = f"(select {self.dialect.text(self.object(obj, {CHILD: alias}))} from {self.rows.table(source.model)} {alias}"
            cases.append(f"when {quoted(prefix)} then {found} where {' and '.join(where)})")
        body = f"case {pair}.prefix {' '.join(cases)} end" if cases else "null"
        item = self.dialect.document(f"coalesce({body},'null')")
        pairs = self.rows.param(node.pairs)
        array = self.dialect.array(item, f"{pair}.position")
        return Json(f"(select {array.sql} from {self.dialect.pairs(pairs)} {pair})")

    def _any(self, node: p.AnyNode, row: str | Key) -> Json:
        """A case over the types of the row; null for a type that has no branch."""
        cases = []
        for kinds, source, obj in node.branches:
            alias = self.rows.alias()
            where = self.rows.where(source.where, {CHILD: alias, "found": row})
            body = self.dialect.text(self.object(obj, {CHILD: alias}))
            named = ",".join(map(quoted, kinds))
            cases.append(
                f"when {column(row, 'type')} in ({named}) then "
                f"(select {body} from {self.rows.table(source.model)} {alias} where {' and '.join(where)})"
            )
        return self.dialect.document(f"coalesce(case {' '.join(cases)} end,'null')")

    def _search(self, node: p.SearchNode) -> Json:
        hit = self.rows.alias()
        asked, types, limit = (self.rows.param(one) for one in (node.asked, node.types, node.limit))
        hits = ranked_hits(node.spec, self.dialect, asked, types, limit)
        array = self.dialect.array(self.object(node.obj, {CHILD: hit}), f"{hit}.position")
        return Json(f"(select {array.sql} from ({hits}) {hit})")

    def _identified(self, node: p.IdentifiedNode) -> Json:
        row = self.rows.alias()
        scheme, value, today = (self.rows.param(one) for one in (node.scheme, node.value, node.today))
        found = identified_row(node.spec, self.rows.table, scheme, value, today)
        return Json(f"(select {self.dialect.text(self._any(node.record, row))} from ({found}) {row})", True)

    def _tally(self, node: p.TallyNode) -> Json:
        alias = self.rows.alias()
        counted = " union all ".join(
            f'select {number} "position",{quoted(key)} "key",{quoted(label)} "label",'
            f'(select count(*) from {self.rows.table(model)}) "count",cast(null as integer) record_id,\'\' "type"'
            for number, (key, label, model) in enumerate(node.tables)
        )
        array = self.dialect.array(self.object(node.obj, {CHILD: alias}), f"{alias}.position")
        ordered = f"select * from ({counted}) c order by c.position{self.dialect.rows_limit}"
        return Json(f"(select {array.sql} from ({ordered}) {alias})")


def _single(source: p.Source) -> bool:
    """At most one row: a foreign key leads to it."""
    relation = source.relation
    if relation is None or relation.is_union or relation.links:
        return False
    return any(
        isinstance(part, Compare)
        and any(
            isinstance(side, Column)
            and side.row == CHILD
            and (side.name == "id" or bool(table_of(source.model).columns[side.name].unique))
            for side in (part.left, part.right)
        )
        for part in conjuncts(relation.condition)
    )
