"""What the door of the house needs: an engine that answers, keys it knows, and the settings that concern a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.answer import Answer
from engine.database import Version
from engine.feed import Feed
from engine.mutation import Caller
from server.cors import Cors
from server.wire import Listener


class Engine(Protocol):
    """What answers. It raises for nothing that a client does."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def version(self) -> Version: ...

    async def answer(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer: ...

    async def subscribe(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        since: int | None = None,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer | Feed: ...


class Callers(Protocol):
    """What knows who asks, by the value of the Authorization header."""

    async def caller(self, header: bytes) -> Caller: ...


@dataclass(frozen=True)
class StreamRules:
    """The settings that concern streams: how many there may be, and how long is waited for what."""

    subscriptions: int = 1_000  # of the process
    operations: int = 100  # of a WebSocket
    alive_seconds: float = 15.0
    slow_seconds: float = 30.0
    init_seconds: float = 10.0


@dataclass(frozen=True)
class HttpRules:
    """The settings that concern a request."""

    max_body_bytes: int
    body_seconds: float
    compress_from_bytes: int
    log_requests: bool
    cors: Cors
    code: str = ""  # what answers depend on beside the data: the version of the code and its schema
    cache_bytes: int = 0
    fresh_seconds: int = 0
    stale_seconds: int = 0
    persisted_bytes: int = 0
    rate_points: int = 0
    trusted_proxies: int = 0
    listeners: tuple[Listener, ...] = ()
    streams: StreamRules = StreamRules()

    @property
    def cache_control(self) -> bytes:
        """What browsers and CDNs may do with an answer to GET."""
        if not self.fresh_seconds:
            return b"public, no-cache"
        return b"public, max-age=%d, stale-while-revalidate=%d" % (self.fresh_seconds, self.stale_seconds)
