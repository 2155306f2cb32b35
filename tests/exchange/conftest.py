"""Sessions on both databases, empty or with the curated facts loaded."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from exchange import load
from tests.databases import KINDS, Databases
from tests.exchange.made import opened


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session on an empty database; the test runs once for each kind."""
    with opened(database_url) as session:
        yield session


@pytest.fixture(scope="session", params=KINDS)
def loaded_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database with the curated facts, loaded once for each kind: to be read or copied."""
    with databases.fresh(request.param) as url:
        with opened(url) as session:
            load(session)
        yield url


@pytest.fixture
def curated(loaded_url: str, databases: Databases) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    copy = databases.copy(loaded_url)
    with opened(copy, empty=False) as session:
        yield session
    databases.drop(copy)
