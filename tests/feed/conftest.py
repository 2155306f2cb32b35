"""Databases with a short log, and the application over one of them."""

from collections.abc import Iterator

import pytest

from db.migrate import upgrade
from tests.databases import KINDS, Databases
from tests.feed.site import Site, running, write


@pytest.fixture(scope="module", params=KINDS)
def log_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database with ten changes; the tests add to them."""
    if request.param == "postgresql":
        request.getfixturevalue("postgres")  # which is to end later than this
    with databases.filled("migrated", request.param, upgrade) as url:
        write(url, range(5))
        yield url


@pytest.fixture
def postgres_log(databases: Databases, postgres: object) -> Iterator[str]:
    """A PostgreSQL database without a change."""
    with databases.filled("migrated", "postgresql", upgrade) as url:
        yield url


@pytest.fixture
def sqlite_log(databases: Databases) -> Iterator[str]:
    """A SQLite database without a change."""
    with databases.filled("migrated", "sqlite", upgrade) as url:
        yield url


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Site]:
    """The application over a SQLite database with ten changes; the tests add none."""
    with databases.filled("migrated", "sqlite", upgrade) as url:
        write(url, range(5))
        with running(url, alive_seconds=0.2, init_seconds=0.3, max_operations=3) as found:
            yield found
