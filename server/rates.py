"""How much a client may ask: a bucket of points a client, filled up again as time goes by, in each process for itself."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_network
from math import ceil
from time import monotonic

from starlette.types import Scope

from server.refusals import RateLimited

WINDOW_SECONDS = 60
REQUEST_POINTS = 1
BYTES_A_POINT = 1_000
"""A longer document takes longer to check: one of 64,000 bytes some 30 ms."""
ROWS_A_POINT = 1_000
"""Of the rows that a question may read, as `extensions.cost` says."""

CLIENTS = 20_000
"""Buckets kept; who has not come for longest gets a full one again."""

Headers = list[tuple[bytes, bytes]]


class Rates:
    """The buckets of a process. A bucket holds `points` and gets as many in a minute; an answer may leave a debt."""

    def __init__(self, points: int, proxies: int = 0, clock: Callable[[], float] = monotonic) -> None:
        self.points = points
        self.proxies = proxies
        self._clock = clock
        self._refill = points / WINDOW_SECONDS
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # points left, at what time
        self._policy = b'"default";q=%d;w=%d' % (points, WINDOW_SECONDS)

    def admit(self, client: str, length: int) -> None:
        """Takes what a request of so many bytes costs before it is answered; refuses who has nothing left."""
        left = self._left(client)
        if left < REQUEST_POINTS:
            raise RateLimited(ceil((REQUEST_POINTS - left) / self._refill))
        self._set(client, left - REQUEST_POINTS - length / BYTES_A_POINT)

    def charge(self, client: str, rows: int | None) -> None:
        """Takes what the answer cost. A debt is at most a full bucket: nobody waits longer than the window."""
        if rows:
            self._set(client, max(self._left(client) - rows / ROWS_A_POINT, -self.points))

    def wait(self, client: str) -> float:
        """The seconds until a client has paid its debt; 0 for one that has none."""
        return max(-self._left(client) / self._refill, 0.0)

    def headers(self, client: str) -> Headers:
        """What is left, in the words of the IETF's draft on rate limits: `t` are seconds until all is there again."""
        left = self._left(client)
        full = ceil((self.points - left) / self._refill)
        return [
            (b"ratelimit-policy", self._policy),
            (b"ratelimit", b'"default";r=%d;t=%d' % (max(left, 0), full)),
        ]

    def __len__(self) -> int:
        return len(self._buckets)

    def _left(self, client: str) -> float:
        left, at = self._buckets.get(client, (self.points, 0.0))
        return min(left + (self._clock() - at) * self._refill, self.points)

    def _set(self, client: str, left: float) -> None:
        self._buckets[client] = (left, self._clock())
        self._buckets.move_to_end(client)
        if len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)


def client_of(scope: Scope, headers: Mapping[bytes, bytes], proxies: int) -> str:
    """Who asks: the address of the connection, or the one that the outermost of our own proxies saw."""
    peer: str = (scope.get("client") or ("unknown", 0))[0]
    if proxies:
        forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")
        named = [part.strip() for part in forwarded if part.strip()]
        if named:
            peer = named[-min(proxies, len(named))]
    return network(peer) if ":" in peer else peer[:64]


@lru_cache(1_000)
def network(address: str) -> str:
    """The /64 of an IPv6 address, which one household or machine has whole; the text itself where it is none."""
    try:
        return str(ip_network((IPv6Address(address.strip("[]")), 64), strict=False))
    except ValueError:
        return address[:64]
