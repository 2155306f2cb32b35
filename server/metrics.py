"""What Prometheus reads at /metrics, on a bind of its own: how much is asked, how long it takes, what is refused."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from engine.engine import Engine
from server.http import GraphQLEndpoint
from server.wire import Told

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where the workers of one server leave their numbers for the parent, which serves them; the library reads this name."""

NAMES = 200
"""Names of operations that get a line of their own; clients make names up, and memory is bounded."""
OTHER = "(other)"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ROWS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
GAUGE_SECONDS = 1.0


class CannotPublish(OSError):
    """The bind of the metrics is taken or not of this machine."""


class Series(Protocol):
    """One line of numbers."""

    def inc(self, amount: float = 1) -> None: ...


class Metrics:
    """The numbers of a process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.operations = Counter(
            "dragoman_operations", "Operations answered", ["name", "code"], registry=registry
        )
        self.refusals = Counter("dragoman_refusals", "Requests refused", ["code"], registry=registry)
        self.kept = Counter("dragoman_kept_answers", "Answers given again", registry=registry)
        self.seconds = Histogram(
            "dragoman_seconds", "Seconds from request to answer", buckets=SECONDS, registry=registry
        )
        self.rows = Histogram(
            "dragoman_cost_rows", "Rows an operation may read", buckets=ROWS, registry=registry
        )
        self._gauges = {
            name: Gauge(f"dragoman_{name}", about, registry=registry, multiprocess_mode="livesum")
            for name, about in GAUGES.items()
        }
        self._names: set[str] = set()
        self._series: dict[tuple[str, str], Series] = {}

    def __call__(self, told: Told) -> None:
        """Counts an answer."""
        reply = told.reply
        name, code = self._named(reply.operation, told.status), reply.codes[0] if reply.codes else "OK"
        series = self._series.get((name, code))
        if series is None:
            series = self._series[name, code] = self.operations.labels(name, code)
        series.inc()
        if reply.codes:
            self.refusals.labels(code).inc()
        if reply.kept:
            self.kept.inc()
        self.seconds.observe(told.seconds)
        if reply.cost is not None:
            self.rows.observe(reply.cost)

    def look(self, engine: Engine, endpoint: GraphQLEndpoint) -> None:
        """Reads what has a size rather than a count."""
        found = {
            "plan_cache_bytes": engine.documents.bytes,
            "plan_cache_entries": len(engine.documents),
            "plan_cache_hits": engine.texts.hits,
            "plan_cache_misses": engine.texts.misses,
            "statements_inside": engine.database.queue.inside,
            "statements_room": engine.database.queue.room,
            "kept_answers_bytes": endpoint.kept.size,
            "persisted_queries_bytes": endpoint.persisted.documents.bytes,
            "requests_running": len(endpoint.watch),
            "subscriptions_open": endpoint.streams.subscriptions,
            "sockets_open": endpoint.streams.sockets,
            "events_sent": endpoint.streams.events,
            "slow_consumers": endpoint.streams.slow,
            "clients_known": len(endpoint.rates) if endpoint.rates else 0,
        }
        for name, value in found.items():
            self._gauges[name].set(value)

    @asynccontextmanager
    async def working(self, engine: Engine, endpoint: GraphQLEndpoint, bind: str) -> AsyncIterator[None]:
        """Looks at the sizes every second; publishes the numbers unless a parent does."""
        looking = asyncio.get_running_loop().create_task(self._look_on(engine, endpoint))
        with ExitStack() as stack:
            stack.callback(looking.cancel)
            if SHARED_FOLDER not in os.environ:
                stack.enter_context(published(bind, self.registry))
            yield

    async def _look_on(self, engine: Engine, endpoint: GraphQLEndpoint) -> None:
        while True:
            self.look(engine, endpoint)
            await asyncio.sleep(GAUGE_SECONDS)

    def _named(self, operation: str | None, status: int) -> str:
        if operation is None:
            return ""
        if operation not in self._names:
            if status != 200 or len(self._names) >= NAMES or len(operation) > 100:
                return OTHER
            self._names.add(operation)
        return operation


GAUGES = {
    "plan_cache_bytes": "Bytes of documents and statements kept",
    "plan_cache_entries": "Documents kept",
    "plan_cache_hits": "Documents that were known by their text",
    "plan_cache_misses": "Documents that were not",
    "statements_inside": "Statements at work or waiting: lanes of SQLite, connections of PostgreSQL",
    "statements_room": "Statements that may be at work or wait",
    "kept_answers_bytes": "Bytes of answers kept",
    "persisted_queries_bytes": "Bytes of persisted queries",
    "requests_running": "Requests at work",
    "subscriptions_open": "Subscriptions that are followed",
    "sockets_open": "WebSockets that are open",
    "events_sent": "Changes told to subscribers",
    "slow_consumers": "Subscribers cut off because they took too long",
    "clients_known": "Clients with a bucket of points",
}


def new() -> Metrics:
    """The numbers of this process: for itself, or for the parent to add up."""
    return Metrics(CollectorRegistry())


def of_workers(folder: str) -> CollectorRegistry:
    """The numbers of all workers, added up."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    return registry


@contextmanager
def published(bind: str, registry: CollectorRegistry) -> Iterator[None]:
    """Serves /metrics from a thread."""
    host, _, port = bind.rpartition(":")
    try:
        server, thread = start_http_server(int(port), addr=host.strip("[]"), registry=registry)
    except OSError as error:
        raise CannotPublish(
            f"Metrics cannot be served at {bind}: {(error.strerror or str(error)).lower()}."
        ) from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
