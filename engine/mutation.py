"""Mutations: graphql-core runs them through Strawberry; the records in their payloads are read afterwards, in one statement.

A field made by `read_back` answers null while graphql-core runs and notes where the record belongs. When all is written, the
engine plans what was selected there, reads every such record at once, and puts them in their places.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import orjson
from graphql import ExecutionResult, GraphQLError, TypeInfo, TypeInfoVisitor, execute, visit
from graphql.language import FieldNode, OperationDefinitionNode, Visitor
from graphql.pyutils import is_awaitable

from engine import cost, lookups
from engine import plan as p
from engine.answer import Answer
from engine.catalog import Catalog
from engine.compile import compile_plan
from engine.database import Database, Prepared
from engine.document import Document, coerced
from engine.errors import DragomanError, Forbidden, InternalError, TooCostly, Unauthenticated
from engine.filtering import Fold
from engine.given import Given, Reader, Values
from engine.limits import Limits
from engine.planner import Planner
from engine.selection import Group

_log = logging.getLogger("dragoman.engine")

WRITE = "WRITE"
"""The scope that a caller needs for mutations."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, by the name of the key, and what the key allows."""

    name: str
    scopes: frozenset[str] = frozenset()


class Door(Protocol):
    """What resolvers of mutations write through. The engine hands it on and closes it."""

    async def stop(self) -> None:
        """Finish what is being written."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A record that a payload shows: where, which one, and the fields that ask for it."""

    path: tuple[str | int, ...]
    id: str
    nodes: tuple[FieldNode, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What resolvers of mutations find in `info.context`. `door` is the seam to what writes."""

    caller: Caller
    door: Any
    asked: list[Asked] = field(default_factory=list)


def read_back(info: Any, record_id: str | None) -> Any:
    """To be returned by the resolver of a field that shows a record: the engine reads it later."""
    if record_id is not None:
        raw = info._raw_info  # noqa: SLF001 - Strawberry passes the selected nodes on by no other name
        info.context.asked.append(Asked(tuple(raw.path.as_list()), record_id, tuple(raw.field_nodes)))
    return None


@dataclass(frozen=True, slots=True)
class Mutations:
    """Runs mutations over one schema and one database."""

    catalog: Catalog
    database: Database
    fold: Fold
    former: Any
    limits: Limits
    door: Any

    async def answer(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        given: Mapping[str, Any],
        caller: Caller | None,
    ) -> Answer:
        """The response. What cannot be read back is refused before anything is written."""
        context = Context(allowed(caller), self.door)
        values = Values(coerced(self.catalog.schema, operation, given, self.limits))
        self._check(document, operation, values)
        name = operation.name.value if operation.name else None
        made = execute(
            self.catalog.schema,
            document.node,
            None,
            context,
            variable_values=dict(given),
            operation_name=name,
        )
        result = await made if is_awaitable(made) else made
        if not isinstance(result, ExecutionResult):
            raise InternalError("A mutation gives one answer.")
        errors = [_told(error) for error in result.errors or ()]
        data = result.data
        if data is not None:
            errors += await self._read(document, values, context.asked, data)
        body = {"data": data} | ({"errors": [error for _, error in errors]} if errors else {})
        return Answer(orjson.dumps(body), 200, name, tuple(code for code, _ in errors))

    def _check(self, document: Document, operation: OperationDefinitionNode, values: Values) -> None:
        """Plan what is to be read back, once for each type that a record may have, before anything is written."""
        finder = _Shown(self.catalog)
        info = TypeInfo(self.catalog.schema)
        finder.info = info
        for node in (operation, *document.fragments.values()):
            visit(node, TypeInfoVisitor(info, finder))
        ids = [f"{prefix}:" for prefix in self.catalog.by_prefix]
        self._plan(
            document, values, {(node,): ids for node in finder.nodes}, rows=self.limits.rows * len(ids)
        )

    def _plan(
        self,
        document: Document,
        values: Values,
        wanted: Mapping[tuple[FieldNode, ...], list[str]],
        rows: int,
    ) -> tuple[p.Plan, Values]:
        names = {f" {number}": nodes for number, nodes in enumerate(wanted)}
        full = Values(values)
        full.update({name: wanted[nodes] for name, nodes in names.items()})
        limits = replace(self.limits, ids=max(map(len, wanted.values()), default=0), rows=rows)
        planner = _ReadBack(self.catalog, document.fragments, full, self.fold, limits, self.former)
        return planner.read_back(names), full

    async def _read(
        self, document: Document, values: Values, asked: Sequence[Asked], data: dict[str, Any]
    ) -> list[tuple[str, dict[str, object]]]:
        """Put the records in their places; one that cannot be read is null, with an error, for it is written all the same."""
        wanted: dict[tuple[FieldNode, ...], list[str]] = {}
        places: dict[tuple[FieldNode, ...], list[tuple[str | int, ...]]] = {}
        for one in asked:
            wanted.setdefault(one.nodes, []).append(one.id)
            places.setdefault(one.nodes, []).append(one.path)
        if not wanted:
            return []
        try:
            plan, full = self._plan(document, values, wanted, self.limits.rows)
            prepared = Prepared(compile_plan(plan, self.database.dialect), plan.rows)
            bound = [param.value(full) for param in prepared.statement.params]
            found = orjson.loads(await self.database.run(prepared, bound, self.limits.seconds))
        except DragomanError as error:
            return [(error.code, error.formatted() | {"path": list(asked[0].path)})]
        for nodes, rows in zip(wanted, found.values(), strict=True):
            for path, row in zip(places[nodes], rows, strict=True):
                _put(data, path, row)
        return []


class _ReadBack(Planner):
    """Plans what a payload shows of records."""

    def read_back(self, asked: Mapping[str, tuple[FieldNode, ...]]) -> p.Plan:
        """One list for each name, of the records whose ids stand in the variable of that name."""
        entries = []
        for name, nodes in asked.items():
            ids = Given(self.variables[name], _reader(name))
            found = lookups.by_ids(self, Group(name, frozenset(), list(nodes)), {"ids": ids}, 0)
            entries.append(p.Entry(name, found))
        obj = p.Obj(tuple(entries))
        rows = cost.rows(obj)
        if rows > self.limits.rows:
            raise TooCostly(f"The records shown may need {rows:,} rows; the limit is {self.limits.rows:,}.")
        return p.Plan(obj, rows, self.size)


class _Shown(Visitor):
    """Finds the fields by which payloads show records: the engine reads what is under them, and not them."""

    info: TypeInfo

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog
        self.nodes: list[FieldNode] = []

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Keep a field that leads from a payload to what is stored."""
        kind: Any = self.info.get_type()
        owner = self.info.get_parent_type()
        if node.selection_set and owner and kind:
            name = str(getattr(kind, "of_type", kind))
            inner = self.catalog.fields.get(name, {})
            if inner and node.name.value not in self.catalog.fields.get(owner.name, {}):
                self.nodes.append(node)


def allowed(caller: Caller | None) -> Caller:
    """The caller, who may write."""
    if caller is None:
        raise Unauthenticated(
            "Sending records needs a key.", hint="Send it as the header Authorization: Bearer drg_…"
        )
    if WRITE not in caller.scopes:
        raise Forbidden(f"The key {caller.name!r} allows reading only.")
    return caller


def _reader(name: str) -> Reader:
    return lambda values: values[name]


def _put(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def _told(error: GraphQLError) -> tuple[str, dict[str, object]]:
    """An error of a resolver: a refusal of ours as it is, anything else masked."""
    known = error.original_error
    if not isinstance(known, DragomanError):
        name = uuid.uuid4().hex[:12]
        _log.error("internal error %s", name, exc_info=known or error)
        known = InternalError("Something went wrong on the server.", details={"id": name})
    known.locations = tuple(error.locations or ())
    return known.code, known.formatted() | {"path": list(error.path or ())}
