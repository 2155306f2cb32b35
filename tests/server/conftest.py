"""The application over an engine that answers for HTTP's sake, asked in process."""

import socket
from collections.abc import AsyncIterator

import httpx
import pytest

from server.app import build
from server.settings import Settings
from tests.server.double import Echo

BASE = "http://dragoman"


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url, max_body_bytes=2_000, body_seconds=0.2)


@pytest.fixture
async def http(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application; failures that the application lets through fail the test."""
    transport = httpx.ASGITransport(build(Echo(), settings))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        client.headers.pop("accept")
        client.headers.pop("accept-encoding")
        yield client


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
