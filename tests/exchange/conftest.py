"""Sessions on both databases, empty or with the curated facts loaded."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import Session

from tests.databases import KINDS, Databases
from tests.exchange.made import opened


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session on an empty database; the test runs once for each kind."""
    with opened(database_url) as session:
        yield session


@pytest.fixture(params=KINDS)
def curated(
    request: pytest.FixtureRequest, databases: Databases, curated_template: Callable[[str], str]
) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    copy = databases.copy(curated_template(request.param))
    with opened(copy, empty=False) as session:
        yield session
    databases.drop(copy)
