"""Sessions on databases with the curated facts, of both kinds."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from exchange import load
from tests.databases import KINDS, Databases
from tests.exchange.made import opened


@pytest.fixture(scope="session", params=KINDS)
def states_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database with the curated facts, loaded once for each kind, to be copied."""
    with databases.fresh(request.param) as url:
        with opened(url) as session:
            load(session)
        yield url


@pytest.fixture
def curated(states_url: str, databases: Databases) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    copy = databases.copy(states_url)
    with opened(copy, empty=False) as session:
        yield session
    databases.drop(copy)


@pytest.fixture
def sqlite_curated(databases: Databases) -> Iterator[Session]:
    """A session on the curated facts in SQLite alone: for whole releases, which take long to write."""
    with databases.fresh("sqlite") as url, opened(url) as session:
        load(session)
        yield session
