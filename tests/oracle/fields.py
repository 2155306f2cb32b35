"""What each declared field means: one small function for every kind of specification."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.record import RecordAlias
from engine import specs
from engine.inputs import noun_of
from engine.languages import chain
from engine.words import Stored
from tests.oracle.cells import Asked, Truth
from tests.oracle.figures import Figures
from tests.oracle.filters import Filters
from tests.oracle.orders import first, ordered, recorded
from tests.oracle.pages import EdgeOf, PageOf, cursor_of, key_in, page_of
from tests.oracle.pairs import Pairs
from tests.oracle.rows import Model, Row, Tables
from tests.oracle.search import Reference

Arguments = Mapping[str, Any]

NUMBERED = {"Change"}
"""Prefixes of ids that carry the row's number."""


@dataclass(frozen=True, slots=True)
class Part:
    """An object made of the columns of a row that share a prefix."""

    row: Row
    prefix: str


class Fields:
    """Reads a field of a parent, as its specification says."""

    def __init__(self, tables: Tables, nodes: Mapping[str, Model]) -> None:
        self._tables = tables
        self._nodes = nodes
        self._pairs = Pairs(tables)
        self._filters = Filters(self._pairs)
        self._figures = Figures(tables, self._pairs)

    def read(self, spec: specs.FieldSpec, stored: Stored | None, source: Any, given: Arguments) -> Any:
        """The value of a field; `stored` says what the parent's type is made of."""
        if isinstance(spec, specs.GlobalId):
            return f"{stored.prefix}:{source['id' if stored.numbered else 'slug']}" if stored else None
        return self._readers[type(spec)](spec, source, given)

    @cached_property
    def _readers(self) -> dict[type, Callable[[Any, Any, Arguments], Any]]:
        return {
            specs.ColumnField: _column,
            specs.Embedded: _embedded,
            specs.PartField: lambda spec, source, _: source.row[f"{source.prefix}_{spec.suffix}"],
            specs.PageField: self._page_part,
            specs.Itself: lambda _, source, __: source,
            specs.Measure: lambda spec, source, _: source[spec.column],
            specs.Counted: self._figures.counted,
            specs.Steps: self._figures.steps,
            specs.Companions: self._figures.companions,
            specs.ByKey: self._by_key,
            specs.Found: self._found,
            specs.Logged: self._logged,
            specs.Tally: self._tally,
            specs.Singleton: lambda spec, *_: next(iter(self._tables.all(spec.model)), None),
            specs.One: lambda spec, source, _: first(self._pairs, spec.relation, source),
            specs.Many: self._many,
            specs.Page: self._page,
            specs.Localized: self._localized,
            specs.Lookup: self._lookup,
            specs.NodeField: self._nodes_of,
            specs.Identified: self._identified,
            specs.Search: self._search,
        }

    def _page_part(self, spec: specs.PageField, source: Any, given: Arguments) -> Any:
        return self._figures.facets(source, given) if spec.part == "facets" else _page_part(spec.part, source)

    def _by_key(self, spec: specs.ByKey, source: Row, given: Arguments) -> Any:
        row = self._figures.by_key(spec, source, given)
        return Part(row, spec.prefix) if row is not None and spec.prefix else row

    def _found(self, _: specs.Found, source: Row, __: Arguments) -> Row | None:
        model = self._nodes.get(str(source["type"]))
        return self._tables.first(model, id=source["record_id"]) if model else None

    def _logged(self, spec: specs.Logged, change: Row, _: Arguments) -> Row | None:
        kind = str(change["type"])
        known = {"slug": change["slug"]} if kind in spec.by_slug else {"id": change["record_id"]}
        return self._tables.first(self._nodes[kind], **known) if kind in spec.types else None

    @cached_property
    def _reference(self) -> Reference:
        return Reference(self._tables)

    def _search(self, spec: specs.Search, _: Any, given: Arguments) -> list[Row]:
        types = given.get("types")
        kept = {name.title() for name in types} if types is not None else set(spec.types)
        hits = [hit for hit in self._reference.hits(given["query"]) if hit.type in kept]
        size = spec.default if given.get("first") is None else given["first"]
        return [
            Row(
                "", {"record_id": hit.record, "type": hit.prefix, "text": hit.text, "score": hit.score / 1000}
            )
            for hit in hits[:size]
        ]

    def _tally(self, spec: specs.Tally, *_: Any) -> list[Row]:
        return [_counted(key, label, len(self._tables.all(model))) for key, label, model in spec.tables]

    def _nodes_of(self, spec: specs.NodeField, _: Any, given: Arguments) -> Any:
        return [self._node(one) for one in given["ids"]] if spec.many else self._node(given["id"])

    def _many(self, spec: specs.Many, parent: Row, given: Arguments) -> list[Row]:
        child = spec.relation.child
        rows = recorded(spec.relation, self._pairs.children(spec.relation, parent), spec.order)
        if given.get("orderBy"):
            rows = ordered(child, rows, given["orderBy"])
        for argument in spec.arguments:
            value = given.get(argument.name)
            if value is not None:
                rows = [row for row in rows if _holds(argument.keeps(Asked(row), value))]
        return [row for row in rows if self._filters.keeps(child, row, given.get("where"))]

    def _page(self, spec: specs.Page, parent: Any, given: Arguments) -> PageOf:
        whole = self._tables.all(spec.model)
        found = whole
        if spec.relation:
            found = [met.child for met in self._pairs.children(spec.relation, parent)]
        kept = [row for row in found if self._filters.keeps(spec.model, row, given.get("where"))]
        rows = ordered(spec.model, kept, given.get("orderBy"))
        places = {row: place for place, row in enumerate(ordered(spec.model, whole, given.get("orderBy")))}
        bounds = {name: self._place(spec.model, places, given.get(name)) for name in ("after", "before")}
        after, before = bounds["after"], bounds["before"]
        start = 0 if after is None else sum(places[row] <= after for row in rows)
        end = len(rows) if before is None else sum(places[row] < before for row in rows)
        return page_of(spec.model, rows, start, end, given)

    def _place(self, model: Model, places: Mapping[Row, int], cursor: str | None) -> int | None:
        """Where a cursor stands among all rows of the model, whether or not it stands in this list."""
        if cursor is None:
            return None
        row = self._tables.first(model, id=key_in(cursor))
        if row is None:
            raise LookupError(f"no {noun_of(model)} has the key of this cursor")
        return places[row]

    def _localized(self, spec: specs.Localized, parent: Row, given: Arguments) -> Any:
        names = recorded(spec.relation, self._pairs.children(spec.relation, parent))
        column, allowed = spec.only
        for tag in chain(given.get("language") or "en"):
            for name in names:
                if name[spec.language] == tag and name[column] in allowed:
                    return name[spec.text]
        return parent[spec.fallback]

    def _lookup(self, spec: specs.Lookup, _: Any, given: Arguments) -> Row | None:
        value = given[spec.argument]
        found = self._tables.first(spec.model, **{spec.column: value})
        if found is None and spec.former:
            found = self._former(spec.model, noun_of(spec.model), value)
        return found if found and (not spec.only or found[spec.only[0]] == spec.only[1]) else None

    def _node(self, identity: str) -> Row | None:
        prefix, _, slug = identity.partition(":")
        model = self._nodes.get(prefix)
        if model is None:
            return None
        if prefix in NUMBERED:
            return self._tables.first(model, id=int(slug)) if slug.isdecimal() else None
        return self._tables.first(model, slug=slug) or self._former(model, prefix, slug)

    def _identified(self, spec: specs.Identified, _: Any, given: Arguments) -> Row | None:
        """Of several, the one for which the identifier holds today, else the first."""
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        value = spec.normal(given["scheme"], given["value"])
        found = sorted(
            self._tables.where(spec.identifier, scheme=given["scheme"], value=value),
            key=lambda row: (not _holds_on(row, today), row.key),
        )
        record = self._tables.first(spec.record, id=found[0]["record_id"]) if found else None
        if record and record["merged_into"] is not None:
            record = self._tables.first(spec.record, id=record["merged_into"])
        model = self._nodes.get(str(record["type"])) if record else None
        return self._tables.first(model, id=record["id"]) if record and model else None

    def _former(self, model: Model, kind: str, slug: str) -> Row | None:
        alias = self._tables.first(RecordAlias, type=kind, slug=slug)
        return self._tables.first(model, id=alias["record_id"]) if alias else None


def _column(spec: specs.ColumnField, source: Any, _: Arguments) -> Any:
    value = source.named(spec.column)
    return json.loads(value) if spec.json and value is not None else value


def _holds_on(row: Row, day: str) -> bool:
    begun = row["since_earliest"] is None or str(row["since_earliest"]) <= day
    return begun and (row["until_latest"] is None or str(row["until_latest"]) >= day)


def _embedded(spec: specs.Embedded, source: Row, _: Arguments) -> Part | None:
    return Part(source, spec.prefix) if source[f"{spec.prefix}_{spec.present}"] is not None else None


def _page_part(part: str, source: Any) -> Any:
    if isinstance(source, EdgeOf):
        return source.row if part == "node" else cursor_of(source.row)
    readings: dict[str, Any] = {
        "nodes": source.rows,
        "edges": [EdgeOf(row) for row in source.rows],
        "pageInfo": source,
        "totalCount": source.total,
        "hasNextPage": source.has_next,
        "hasPreviousPage": source.has_previous,
        "startCursor": cursor_of(source.rows[0]) if source.rows else None,
        "endCursor": cursor_of(source.rows[-1]) if source.rows else None,
    }
    return readings[part]


def _counted(key: str, label: str, count: int) -> Row:
    return Row("", {"key": key, "label": label, "count": count, "type": "", "record_id": None})


def _holds(answer: object) -> bool:
    if not isinstance(answer, Truth):
        raise TypeError(f"an argument's condition answered {answer!r}")
    return answer.holds
