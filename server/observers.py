"""Who is told of every answer, as the settings say: metrics and traces, each loaded only where it is wanted."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from engine.engine import Engine
from server.http import GraphQLEndpoint
from server.settings import BadSetting, Settings, variable
from server.wire import Listener

if TYPE_CHECKING:
    from server.metrics import Metrics
    from server.traces import Traces


class Observers:
    """The metrics and traces of a process."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._engine = engine
        self._bind = settings.metrics_bind
        self.metrics: Metrics | None = None
        self.traces: Traces | None = None
        if settings.metrics_bind:
            self.metrics = _load("server.metrics", "prometheus-client", "metrics_bind").new()
        if settings.traces:
            self.traces = _load("server.traces", "dragoman[otel]", "traces").Traces()

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """What is called with each answer."""
        return tuple(listener for listener in (self.metrics, self.traces) if listener is not None)

    @asynccontextmanager
    async def working(self, endpoint: GraphQLEndpoint) -> AsyncIterator[None]:
        """As long as the application works."""
        async with AsyncExitStack() as stack:
            if self.metrics is not None:
                await stack.enter_async_context(self.metrics.working(self._engine, endpoint, self._bind))
            if self.traces is not None:
                stack.callback(self.traces.stop)
            yield


@contextmanager
def of_all_workers(settings: Settings) -> Iterator[None]:
    """Where several workers serve, their parent adds their numbers up and publishes them."""
    if not settings.metrics_bind:
        yield
        return
    metrics = _load("server.metrics", "prometheus-client", "metrics_bind")
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="dragoman-metrics-"))
        os.environ[metrics.SHARED_FOLDER] = folder
        stack.callback(os.environ.pop, metrics.SHARED_FOLDER)
        stack.enter_context(metrics.published(settings.metrics_bind, metrics.of_workers(folder)))
        yield


def _load(module: str, package: str, setting: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise BadSetting(
            f"{variable(setting)} needs the package {package}, which is not installed."
        ) from None
