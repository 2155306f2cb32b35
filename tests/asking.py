"""Asks the engine as the server does, from tests that are not asynchronous: one loop in a thread of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from anyio.from_thread import BlockingPortal, start_blocking_portal

import schema
from engine.engine import Engine


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, read as JSON, and how many statements the database was asked."""

    data: Any
    errors: list[dict[str, Any]]
    status: int
    statements: int

    @property
    def codes(self) -> list[str]:
        """The codes of the errors."""
        return [error["extensions"]["code"] for error in self.errors]


class Asking:
    """A running engine; calling it asks one question."""

    def __init__(self, engine: Engine, portal: BlockingPortal) -> None:
        self.engine = engine
        self._portal = portal

    def __call__(
        self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None
    ) -> Reply:
        before = self.engine.database.count
        answer = self._portal.call(self.engine.answer, query, dict(variables or {}), operation)
        body = orjson.loads(answer.body)
        errors = body.get("errors", [])
        return Reply(body.get("data"), errors, answer.status, self.engine.database.count - before)

    def data(self, query: str, **variables: Any) -> Any:
        """The data of a question that exactly one statement answers, without errors."""
        reply = self(query, variables)
        assert reply.errors == [], reply.errors
        assert reply.statements == 1, reply.statements
        return reply.data


@contextmanager
def asking(url: str) -> Iterator[Asking]:
    """An engine on a database, stopped afterwards."""
    engine = schema.build_engine(url)
    with start_blocking_portal() as portal:
        portal.call(engine.start)
        try:
            yield Asking(engine, portal)
        finally:
            portal.call(engine.stop)
