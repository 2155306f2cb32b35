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
    with databases.fresh(request.param) as url:
        upgrade(url)
        write(url, range(5))
        yield url


@pytest.fixture
def postgres_log(postgres_url: str) -> str:
    """A PostgreSQL database without a change."""
    upgrade(postgres_url)
    return postgres_url


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Site]:
    """The application over a SQLite database with ten changes; the tests add none."""
    with databases.fresh("sqlite") as url:
        upgrade(url)
        write(url, range(5))
        with running(url, alive_seconds=0.2, init_seconds=0.3, max_operations=3) as found:
            yield found


@pytest.fixture
def sqlite_log(sqlite_url: str) -> str:
    """A SQLite database without a change."""
    upgrade(sqlite_url)
    return sqlite_url
