"""Sessions on both databases, empty or with the curated facts loaded."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from tests.curated import Template, load_states
from tests.databases import KINDS, Databases
from tests.exchange.made import make_tables, opened


@pytest.fixture(params=KINDS)
def session(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Session]:
    """A session on an empty database; the test runs once for each kind."""
    with databases.filled("tables", request.param, make_tables) as url, opened(url) as session:
        yield session


@pytest.fixture(params=KINDS)
def states(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Session]:
    """A session on a copy of what is loaded without curated files."""
    with databases.filled("states", request.param, load_states) as url, opened(url) as session:
        yield session


@pytest.fixture(params=KINDS)
def curated(
    request: pytest.FixtureRequest, databases: Databases, curated_template: Template
) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    copy = databases.copy(curated_template(request.param))
    with opened(copy) as session:
        yield session
    databases.drop(copy)
