"""A database of the right form that its planner knows nothing about."""

from collections.abc import Iterator

import pytest

from db.migrate import upgrade
from tests.databases import Databases


@pytest.fixture(scope="session")
def unknown_url(curated_url: str, databases: Databases) -> Iterator[str]:
    """The address of a migrated database without rows and statistics, of the same kind as the curated one."""
    with databases.fresh("sqlite" if curated_url.startswith("sqlite") else "postgresql") as url:
        upgrade(url)
        yield url
