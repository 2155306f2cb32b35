"""A small generated record in both databases."""

from collections.abc import Iterator

import pytest

from bench.corpus import Shape, fill
from tests.databases import KINDS, Databases

SHAPE = Shape(200)


def filled(url: str) -> None:
    """Fill an empty database with the record."""
    fill(url, SHAPE)


@pytest.fixture(scope="session", params=KINDS)
def record_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with 200 generated meetings, not to be written to."""
    with databases.filled("bench", request.param, filled) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_record_url(databases: Databases) -> Iterator[str]:
    """The same in SQLite alone."""
    with databases.filled("bench", "sqlite", filled) as url:
        yield url
