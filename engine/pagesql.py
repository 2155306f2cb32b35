"""Connections as SQL: keyset pages of first + 1 rows, with windows only over those, and counts on their own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from engine import plan as p
from engine.dialect import Json, Pair, quoted
from engine.expr import All, Expr
from engine.figuresql import facets
from engine.relation import CHILD, Relation, table_of
from engine.rows import From, Names, column, past

if TYPE_CHECKING:
    from engine.compile import Compiler


class PageCompiler:
    """Compiles sources and pages for a compiler."""

    def __init__(self, compiler: "Compiler") -> None:
        self.compiler = compiler
        self.rows = compiler.rows
        self.dialect = compiler.rows.dialect

    def source(self, source: p.Source, names: Names, alias: str, *, bare: bool = False) -> From:
        """FROM and WHERE of a source whose rows get this alias."""
        if source.relation is None:
            made = From([f"{self.rows.table(source.model)} {alias}"], [], {CHILD: alias})
        else:
            made = self.rows.navigate(
                source.relation, names[CHILD], alias, bare=bare and not _said(source.where)
            )
        made.conditions += self.rows.where(source.where, {CHILD: alias})
        return made

    def natural(self, source: p.Source, made: From, alias: str) -> list[str]:
        """The order of the record: the link's ordinal, else the child's, else the key."""
        relation = source.relation
        ordinal = relation.ordered_by_link if relation and made.joined else None
        table = table_of(source.model)
        key = [column(alias, part.name) for part in table.primary_key]
        if ordinal is not None:
            return [column(made.names[ordinal.row], ordinal.name), *key]
        return [column(alias, "position"), *key] if "position" in table.columns else key

    def ordered(self, source: p.Source, made: From, alias: str) -> list[str]:
        """The order asked for, else that of the record."""
        if not source.order:
            return self.natural(source, made, alias)
        return [f"{self._term(term, alias)}{' desc' if term.descending else ''}" for term in source.order]

    def _term(
        self, term: p.Term, alias: str, made: From | None = None, relation: Relation | None = None
    ) -> str:
        """The value that a term orders by: never NULL, and from the link row where that repeats it."""
        name = column(alias, term.column)
        if made is not None and relation is not None and made.joined and term.column in relation.mirrors:
            repeated = relation.mirrors[term.column]
            name = column(made.names[repeated.row], repeated.name)
        if term.missing is None:
            return name
        stand_in = quoted(term.missing) if isinstance(term.missing, str) else str(term.missing)
        return f"coalesce({name},{stand_in})"

    def page(self, node: p.PageNode, names: Names) -> Json:
        """A connection: rows are read once for edges, pageInfo and nodes together, apart when only nodes are asked for."""
        marks = any(isinstance(entry.value, p.EdgesPart | p.InfoPart) for entry in node.entries)
        if not marks:
            return self.dialect.object([Pair(e.key, self._apart(e.value, node, names)) for e in node.entries])
        alias = self.rows.alias()
        inner = self._rows(node, names, alias, more=1)
        order = self._order(node, alias)
        numbered = f"select {alias}.*,row_number() over (order by {order}) _rn,count(*) over () _cnt from ({inner}) {alias}"
        wanted = f"{alias}._rn desc" if node.backward else f"{alias}._rn"
        page = _Page(self, node, names, alias, wanted)
        body = self.dialect.object([Pair(entry.key, page.value(entry.value)) for entry in node.entries])
        # HAVING makes the SELECT an aggregate, and so one row, also where no member aggregates anything.
        tail = (
            f" order by _rn{' desc' if node.backward else ''} limit -1"
            if self.dialect.name == "sqlite"
            else ""
        )
        return Json(f"(select {self.dialect.text(body)} from ({numbered}{tail}) {alias} having count(*)>=0)")

    def _apart(self, node: p.Node, page: p.PageNode, names: Names) -> Json:
        if isinstance(node, p.RowsPart):
            return self._nodes_only(node, page, names)
        if isinstance(node, p.CountPart):
            return self.count(page, names)
        if isinstance(node, p.FacetPart):
            return facets(self.compiler, node, page, names)
        return self.compiler.value(node, {})

    def _nodes_only(self, node: p.RowsPart, page: p.PageNode, names: Names) -> Json:
        alias = self.rows.alias()
        inner = self._rows(page, names, alias, more=0)
        order = self._order(page, alias)
        item = self.compiler.object(node.obj, {CHILD: alias})
        backward = self._order(page, alias, flip=True)
        array = self.dialect.array(item, backward if page.backward else order)
        if self.dialect.name == "sqlite" and page.backward:
            inner = f"select * from ({inner}) {alias} order by {backward} limit -1"
        return Json(f"(select {array.sql} from ({inner}) {alias})")

    def _rows(self, node: p.PageNode, names: Names, alias: str, *, more: int) -> str:
        """The rows of the page, and `more` beyond it."""
        made, relation = self.rows_from(node, names, alias)
        terms = [self._term(term, alias, made, relation) for term in node.source.order]
        for keys in (node.after, node.before):
            if keys is not None:
                made.conditions.append(self._keyset(node, terms, keys))
        down = [term.descending is not node.backward for term in node.source.order]
        order = ",".join(f"{term}{' desc' if flag else ''}" for term, flag in zip(terms, down, strict=True))
        limit = self.rows.param(node.limit) + (f"+{more}" if more else "")
        return f"select {alias}.*{made.sql()} order by {order} limit {limit}"

    def rows_from(
        self, node: p.PageNode, names: Names, alias: str, *, bare: bool = False
    ) -> tuple[From, Relation | None]:
        """The rows of the whole list, and the relation that leads to them: the driver's, read from its far end."""
        if node.driver is None:
            return self.source(node.source, names, alias, bare=bare), node.source.relation
        relation = node.driver.relation.reverse
        key = self.rows.key(relation.parent, node.driver.inner)
        return self.source(replace(node.source, relation=relation), {CHILD: key}, alias, bare=bare), relation

    def _order(self, node: p.PageNode, alias: str, *, flip: bool = False) -> str:
        """The order in which rows were read (reversed for `last`), on the page's own columns."""
        flags = [term.descending is not (node.backward is not flip) for term in node.source.order]
        terms = [self._term(term, alias) for term in node.source.order]
        return ",".join(f"{term}{' desc' if flag else ''}" for term, flag in zip(terms, flags, strict=True))

    def _keyset(self, node: p.PageNode, terms: list[str], keys: p.Keyset) -> str:
        """The rows strictly past a cursor."""
        pairs = list(zip(terms, node.source.order, keys.params, strict=True))
        return past(
            (value, "<" if term.descending is not keys.backward else ">", self.rows.param(param))
            for value, term, param in reversed(pairs)
        )

    def beyond(self, node: p.PageNode, names: Names, keys: p.Keyset) -> str:
        """Some row lies at or past the cursor, on the other side of the page."""
        alias = self.rows.alias()
        made, relation = self.rows_from(node, names, alias)
        terms = [self._term(term, alias, made, relation) for term in node.source.order]
        made.conditions.append(f"not ({self._keyset(node, terms, keys)})")
        return f"exists(select 1{made.sql()})"

    def count(self, node: p.PageNode, names: Names) -> Json:
        """How many rows the whole list has."""
        made, _ = self.rows_from(node, names, self.rows.alias(), bare=True)
        return self.dialect.leaf(f"(select count(*){made.sql()})", p.INT, nullable=False)

    def cursor(self, node: p.PageNode, alias: str) -> Json:
        """The cursor of a row."""
        return self.dialect.cursor(node.code, [self._term(term, alias) for term in node.source.order])


class _Page:
    """The members of one page whose rows are numbered under `alias`."""

    def __init__(self, pages: PageCompiler, node: p.PageNode, names: Names, alias: str, order: str) -> None:
        self.pages, self.node, self.names, self.alias, self.order = pages, node, names, alias, order
        self.dialect = pages.dialect
        self.limit = pages.rows.param(node.limit)
        self.kept = f"{alias}._rn<={self.limit}"

    def value(self, node: p.Node) -> Json:
        compiler = self.pages.compiler
        match node:
            case p.RowsPart(obj=obj):
                return self.dialect.array(
                    compiler.object(obj, {CHILD: self.alias}), self.order, only=self.kept
                )
            case p.EdgesPart(entries=entries):
                pairs = [Pair(entry.key, self._edge(entry.value)) for entry in entries]
                return self.dialect.array(self.dialect.object(pairs), self.order, only=self.kept)
            case p.InfoPart(entries=entries):
                return self.dialect.object([Pair(entry.key, self._info(entry.value)) for entry in entries])
            case p.CountPart():
                return self.pages.count(self.node, self.names)
            case p.FacetPart():
                return facets(compiler, node, self.node, self.names)
            case _:
                return compiler.value(node, {})

    def _edge(self, node: p.Node) -> Json:
        match node:
            case p.NodePart(obj=obj):
                return self.pages.compiler.object(obj, {CHILD: self.alias})
            case p.MarkPart():
                return self.pages.cursor(self.node, self.alias)
            case _:
                return self.pages.compiler.value(node, {})

    def _info(self, node: p.Node) -> Json:
        match node:
            case p.MarkPart(name="hasNextPage"):
                return self._more(self.node.before, forward=True)
            case p.MarkPart(name="hasPreviousPage"):
                return self._more(self.node.after, forward=False)
            case p.MarkPart(name=name):
                first = (name == "startCursor") is not self.node.backward
                last = f"{self.dialect.least}({self.alias}._cnt,{self.limit})"
                place = f"{self.alias}._rn={'1' if first else last}"
                mark = self.pages.cursor(self.node, self.alias)
                found = f"max(case when {place} and {self.kept} then {mark.sql} end)"
                return Json(found, nullable=True, raw=mark.raw)
            case _:
                return self.pages.compiler.value(node, {})

    def _more(self, cursor: p.Keyset | None, *, forward: bool) -> Json:
        """Whether rows follow on this side: one more was read, or the cursor on that side has rows at or past it."""
        asked = []
        if forward is not self.node.backward:
            asked.append(f"count(*)>{self.limit}")
        if cursor is not None:
            asked.append(self.pages.beyond(self.node, self.names, cursor))
        return self.dialect.flag(" or ".join(asked) or self.dialect.false)


def _said(where: Expr) -> bool:
    """The condition says something: all of nothing holds, any of nothing does not."""
    return not (isinstance(where, All) and not where.parts)
