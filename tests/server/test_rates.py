"""Limits a client: what it has left, when it is refused, who counts as one client, and how much memory that takes."""

import httpx
import pytest

from server import rates
from server.app import build
from server.rates import Rates, client_of
from server.refusals import RateLimited
from server.settings import Settings
from tests.server.double import Echo


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def test_who_asks_too_much_is_told_when_to_come_back(settings: Settings) -> None:
    strict = settings.model_copy(update={"rate_points": 3})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(build(Echo(), strict)), base_url="http://d"
    ) as http:
        answers = [await http.post("/graphql", json={"query": "{ __typename }"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert answers[0].headers["ratelimit"].startswith('"default";r=1;t=')
    refused = answers[-1]
    assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert 1 <= int(refused.headers["retry-after"]) <= 60


async def test_nobody_is_limited_where_it_is_off(settings: Settings) -> None:
    off = settings.model_copy(update={"rate_points": 0})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(build(Echo(), off)), base_url="http://d"
    ) as http:
        answer = await http.post("/graphql", json={"query": "{ __typename }"})
    assert "ratelimit" not in answer.headers


def test_points_come_back_with_time() -> None:
    clock = Clock()
    limit = Rates(60, clock=clock)
    for _ in range(60):
        limit.admit("a", 0)
    with pytest.raises(RateLimited) as refused:
        limit.admit("a", 0)
    assert refused.value.seconds == 1
    clock.now += 2
    limit.admit("a", 0)
    limit.admit("a", 0)
    with pytest.raises(RateLimited):
        limit.admit("a", 0)
    limit.admit("b", 0)


def test_a_costly_answer_leaves_a_debt_of_at_most_a_minute() -> None:
    clock = Clock()
    limit = Rates(60, clock=clock)
    limit.admit("a", 0)
    limit.charge("a", 1_000_000_000)
    with pytest.raises(RateLimited) as refused:
        limit.admit("a", 0)
    assert refused.value.seconds == 61
    assert limit.headers("a")[1] == (b"ratelimit", b'"default";r=0;t=120')
    clock.now += 61
    limit.admit("a", 0)


def test_a_long_document_costs_more() -> None:
    limit = Rates(100, clock=Clock())
    limit.admit("a", 50_000)
    assert limit.headers("a")[1] == (b"ratelimit", b'"default";r=49;t=31')


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "CLIENTS", 100)
    limit = Rates(10, clock=Clock())
    for number in range(1_000):
        limit.admit(f"10.0.{number // 250}.{number % 250}", 0)
    assert len(limit) == 100


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "client"),
    [
        ("198.51.100.7", "203.0.113.9", 0, "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9", 1, "203.0.113.9"),
        ("127.0.0.1", "10.9.9.9, 203.0.113.9", 1, "203.0.113.9"),
        ("127.0.0.1", "10.9.9.9, 203.0.113.9, 192.0.2.1", 2, "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", 3, "203.0.113.9"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2::9", 1, "2001:db8:1:2::/64"),
        ("127.0.0.1", "no:address", 1, "no:address"),
    ],
)
def test_who_counts_as_one_client(peer: str, forwarded: str, proxies: int, client: str) -> None:
    headers = {b"x-forwarded-for": forwarded.encode()} if forwarded else {}
    assert client_of({"client": (peer, 1)}, headers, proxies) == client
