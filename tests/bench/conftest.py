"""A small generated record in both databases."""

from collections.abc import Iterator

import pytest

from bench.corpus import Shape, fill
from tests.databases import KINDS, Databases

SHAPE = Shape(200)


@pytest.fixture(scope="session", params=KINDS)
def record_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with 200 generated meetings, not to be written to."""
    with databases.fresh(request.param) as url:
        fill(url, SHAPE)
        yield url


@pytest.fixture(scope="session")
def sqlite_record_url(databases: Databases) -> Iterator[str]:
    """The same in SQLite alone."""
    with databases.fresh("sqlite") as url:
        fill(url, SHAPE)
        yield url
