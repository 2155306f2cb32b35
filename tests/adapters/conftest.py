"""Sessions on databases with the curated facts, of both kinds."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from tests.curated import load_curated
from tests.databases import KINDS, Databases
from tests.exchange.made import opened


@pytest.fixture(params=KINDS)
def curated_copy(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a copy of the curated facts, to be written to; once for each kind."""
    with databases.filled("curated", request.param, load_curated) as url:
        yield url


@pytest.fixture
def curated(curated_copy: str) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    with opened(curated_copy) as session:
        yield session


@pytest.fixture
def sqlite_curated(databases: Databases) -> Iterator[Session]:
    """A session on the curated facts in SQLite alone: for whole releases, which take long to write."""
    with databases.filled("curated", "sqlite", load_curated) as url, opened(url) as session:
        yield session
