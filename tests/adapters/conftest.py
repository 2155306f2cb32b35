"""Sessions on databases with the curated facts, of both kinds."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from tests.curated import Template
from tests.databases import KINDS, Databases
from tests.exchange.made import opened


@pytest.fixture(params=KINDS)
def curated(
    request: pytest.FixtureRequest, databases: Databases, curated_template: Template
) -> Iterator[Session]:
    """A session on a copy of the curated facts."""
    copy = databases.copy(curated_template(request.param))
    with opened(copy) as session:
        yield session
    databases.drop(copy)


@pytest.fixture
def sqlite_curated(databases: Databases, curated_template: Template) -> Iterator[Session]:
    """A session on the curated facts in SQLite alone: for whole releases, which take long to write."""
    copy = databases.copy(curated_template("sqlite"))
    with opened(copy) as session:
        yield session
    databases.drop(copy)
