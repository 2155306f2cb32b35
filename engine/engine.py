"""The engine's face: a request in, the bytes of a GraphQL response out."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

import orjson
from graphql import ExecutionResult, GraphQLError, OperationType, SelectionSetNode, execute
from graphql.language import DocumentNode, OperationDefinitionNode
from sqlmodel import SQLModel
from strawberry import Schema

from engine.answer import Answer
from engine.bell import Bell
from engine.cache import Cache
from engine.catalog import Catalog
from engine.compile import compile_feed, compile_plan
from engine.database import Database, Prepared, Version
from engine.document import INTROSPECTION, Document, Refused, coerced, read_document, shape
from engine.errors import BadRequest, DocumentTooLarge, DragomanError, InternalError, MethodNotAllowed
from engine.feed import Feed, Feeding
from engine.filtering import Filters, Fold
from engine.following import Follower
from engine.given import Values
from engine.limits import Limits
from engine.literals import Cut, cut
from engine.mutation import Caller, Door, Mutations
from engine.planner import Planner
from engine.selection import Collector
from engine.versions import Versions

_log = logging.getLogger("dragoman.engine")
_CACHE = 32 * 1024 * 1024  # bytes of documents and statements
_AST = 40  # a parsed document takes about this many times its text
_SHAPES = 50  # statements kept for one document


T = TypeVar("T")


class Entry:
    """A document and its statements by (operation, shape), those of its subscriptions apart."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.key = ""
        self.statements: dict[Any, Prepared] = {}
        self.feeds: dict[Any, Feeding] = {}


class Engine:
    """Answers GraphQL requests over one database."""

    def __init__(
        self,
        schema: Schema,
        database: Database,
        *,
        fold: Fold,
        former: type[SQLModel] | None = None,
        limits: Limits | None = None,
        door: Door | None = None,
        versions: Versions | None = None,
    ) -> None:
        self.schema = schema._schema  # noqa: SLF001 - Strawberry has no other door to it
        self.catalog = Catalog(self.schema)
        self.database = database
        self.limits = limits or Limits()
        self.texts: Cache[tuple[Entry, Mapping[str, Any]]] = Cache(_CACHE // 4)
        self.skeletons: Cache[tuple[int, ...]] = Cache(_CACHE // 4)
        self.documents: Cache[Entry] = Cache(_CACHE)
        self.bell = Bell(database)
        self._fold, self._former, self._door, self._versions = fold, former, door, versions

    async def start(self) -> None:
        """Open the database."""
        await self.database.start()

    async def stop(self) -> None:
        """Close the database, after what is being written."""
        if self._door is not None:
            await self._door.stop()
        await self.database.stop()

    async def version(self) -> Version:
        """The state of the data: equal states give equal answers."""
        return await self.database.version()

    def filters(self) -> Filters:
        """Reads filters that stand in no document: an export's."""
        return Filters(self._fold, self.limits.conditions)

    async def answer(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer:
        """The response; a client's mistake is an answer, never an exception."""
        try:
            answer = await self._answer(query, variables or {}, operation_name)
            if answer is None and not allow_mutation:
                raise MethodNotAllowed("A mutation is sent by POST.")
            return answer or await self._mutate(query, variables or {}, operation_name, caller)
        except Exception as error:  # noqa: BLE001 - the client is told what it may know
            return _refusal(error, operation_name)

    async def subscribe(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        since: int | None = None,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer | Feed:
        """What a subscription follows, after the number `since` where it goes on; to anything else the one answer."""
        try:
            feed = await self._follow(query, variables or {}, operation_name, since)
        except Exception as error:  # noqa: BLE001 - the client is told what it may know
            return _refusal(error, operation_name)
        return feed or await self.answer(
            query, variables, operation_name, allow_mutation=allow_mutation, caller=caller
        )

    async def _answer(self, query: str, variables: Mapping[str, Any], name: str | None) -> Answer | None:
        """The answer to a query; None for a mutation."""
        entry, literals = self._entry(query)
        operation = entry.document.operation(name)
        called = operation.name.value if operation.name else None
        if operation.operation is OperationType.MUTATION:
            return None
        if operation.operation is not OperationType.QUERY:
            raise BadRequest(
                "A subscription is answered as a stream.",
                hint="Ask with Accept: text/event-stream, or over a WebSocket with graphql-transport-ws.",
            )
        values, key = self._values(entry, operation, variables, literals)
        prepared = entry.statements.get(key)
        if prepared is None:
            if _introspects(entry.document, operation, values, self.catalog):
                return await self._with_introspection(entry, operation, values, called)
            prepared = self._prepare(entry, operation, values, key)
        bound = [param.value(values) for param in prepared.statement.params]
        text = await self.database.run(prepared, bound, self.limits.seconds)
        return Answer(b'{"data":' + text + prepared.tail, 200, called, (), prepared.rows, reads=True)

    def _values(
        self,
        entry: Entry,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        literals: Mapping[str, Any],
    ) -> tuple[Values, Any]:
        """The values of a request, and what its statement is kept under: the operation and the shape of the variables."""
        signature = entry.document.signature(self.schema, operation)
        values = Values(coerced(self.schema, operation, variables, self.limits, signature))
        called = operation.name.value if operation.name else None
        key = (called, shape(values, entry.document.steering(operation)))
        values.update(literals)
        values.slots = entry.document.slots.names
        return values, key

    async def _follow(
        self, query: str, variables: Mapping[str, Any], name: str | None, since: int | None
    ) -> Feed | None:
        """The feed of a subscription; None for a query or mutation."""
        entry, literals = self._entry(query)
        operation = entry.document.operation(name)
        if operation.operation is not OperationType.SUBSCRIPTION:
            return None
        values, key = self._values(entry, operation, variables, literals)
        feeding = entry.feeds.get(key)
        if feeding is None:
            planner = Follower(
                self.catalog, entry.document.fragments, values, self._fold, self.limits, self._former
            )
            root = self.schema.subscription_type
            plan = planner.follow(operation, root.name if root else "Subscription")
            feeding = Feeding(plan, Prepared(compile_feed(plan, self.database.dialect), plan.rows))
            self._remember(entry, entry.feeds, key, feeding, feeding.prepared)
        feed = Feed(feeding, values, self.database, self.bell, self.limits.seconds)
        await feed.begin(since)
        return feed

    async def _mutate(
        self, query: str, variables: Mapping[str, Any], name: str | None, caller: Caller | None
    ) -> Answer:
        """What a mutation did. The document is read as it stands: remembered ones share theirs with others of their shape."""
        if self._door is None:
            raise BadRequest("No records are taken here.")
        document = read_document(query, self.schema, self.limits)
        work = Mutations(self.catalog, self.database, self._fold, self._former, self.limits, self._door)
        return await work.answer(document, document.operation(name), variables, caller)

    def _entry(self, query: str) -> tuple[Entry, Mapping[str, Any]]:
        """The document of a text, and the values of its lifted literals."""
        known = self.texts.get(query)
        if known is not None:
            return known
        if len(query) > self.limits.document_bytes:
            raise Refused(
                DocumentTooLarge(f"The document is longer than {self.limits.document_bytes} characters.")
            )
        parts = cut(query)
        pinned = self.skeletons.get(parts.skeleton)
        entry = None if pinned is None else self.documents.get(_key(parts, pinned))
        if entry is None:
            entry = Entry(read_document(query, self.schema, self.limits))
            entry.key = _key(parts, entry.document.slots.pinned)
            self.skeletons.put(parts.skeleton, entry.document.slots.pinned, len(query) + 500)
            self.documents.put(entry.key, entry, len(query) * _AST + 2_000)
        try:
            values = entry.document.slots.values(parts.literals)
        except (ValueError, GraphQLError):
            # A literal does not fit its type: reading the text as it is says which and where.
            return Entry(read_document(query, self.schema, self.limits)), {}
        self.texts.put(query, (entry, values), 2 * len(query) + 500)
        return entry, values

    def _prepare(
        self,
        entry: Entry,
        operation: OperationDefinitionNode,
        values: Values,
        key: Any,
        without: frozenset[str] = frozenset(),
    ) -> Prepared:
        document = entry.document
        planner = Planner(self.catalog, document.fragments, values, self._fold, self.limits, self._former)
        root = self.schema.query_type
        plan = planner.plan(operation, root.name if root else "Query", without=without)
        cost = {"extensions": {"cost": {"requested": plan.rows, "maximum": self.limits.rows}}}
        tail = b"," + orjson.dumps(cost)[1:]
        prepared = Prepared(compile_plan(plan, self.database.dialect, self._versions), plan.rows, tail)
        self._remember(entry, entry.statements, key, prepared, prepared)
        return prepared

    def _remember(self, entry: Entry, kept: dict[Any, T], key: Any, made: T, prepared: Prepared) -> None:
        if len(kept) >= _SHAPES:
            kept.pop(next(iter(kept)))
        kept[key] = made
        self.documents.grow(entry.key, len(prepared.statement.sql) * 2)

    async def _with_introspection(
        self, entry: Entry, operation: OperationDefinitionNode, values: Values, called: str | None
    ) -> Answer:
        """Introspection is graphql-core's; the other root fields are read beside it and put in their places."""
        collector = Collector(self.catalog, entry.document.fragments, values)
        root = self.schema.query_type
        groups = collector.collect([operation.selection_set], frozenset([root.name if root else "Query"]))
        asked = [node for group in groups if group.name in INTROSPECTION for node in group.nodes]
        narrowed = _operation(operation, SelectionSetNode(selections=tuple(asked)))
        definitions = (narrowed, *entry.document.fragments.values())
        result = execute(self.schema, DocumentNode(definitions=definitions), variable_values=dict(values))
        if not isinstance(result, ExecutionResult) or result.errors:
            raise InternalError("The schema could not be described.")
        data: dict[str, Any] = dict(result.data or {})
        if len(asked) < sum(len(group.nodes) for group in groups):
            prepared = self._prepare(entry, operation, values, object(), INTROSPECTION)
            bound = [param.value(values) for param in prepared.statement.params]
            data |= orjson.loads(await self.database.run(prepared, bound, self.limits.seconds))
        ordered = {group.key: data[group.key] for group in groups}
        return Answer(orjson.dumps({"data": ordered}), 200, called, reads=True)


def _refusal(error: Exception, operation: str | None) -> Answer:
    """What a client is told: its own mistakes and our refusals; anything else is masked, and whole in the log."""
    match error:
        case Refused(errors=errors):
            return Answer.refusal(errors, operation)
        case DragomanError():
            return Answer.refusal([error], operation)
        case RecursionError():
            return Answer.refusal([DocumentTooLarge("The request is nested too deeply.")], operation)
    name = uuid.uuid4().hex[:12]
    _log.error("internal error %s", name, exc_info=error, extra={"operation": operation})
    masked = InternalError("Something went wrong on the server.", details={"id": name})
    return Answer.refusal([masked], operation)


def _key(parts: Cut, pinned: tuple[int, ...]) -> str:
    return "\x00".join([parts.skeleton, *(parts.literals[index] for index in pinned)])


def _operation(operation: OperationDefinitionNode, selections: SelectionSetNode) -> OperationDefinitionNode:
    return OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=selections,
    )


def _introspects(
    document: Document, operation: OperationDefinitionNode, values: Values, catalog: Catalog
) -> bool:
    collector = Collector(catalog, document.fragments, values)
    root = catalog.schema.query_type
    groups = collector.collect([operation.selection_set], frozenset([root.name if root else "Query"]))
    return any(group.name in INTROSPECTION for group in groups)
