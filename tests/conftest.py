"""What every test may ask for: a PostgreSQL of its own, empty databases of both kinds, asyncio."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from db.migrate import upgrade
from tests.curated import (  # noqa: F401 - fixtures
    ask,
    ask_awkward,
    awkward_oracle,
    awkward_url,
    curated_template,
    curated_url,
    load_states,
    oracle,
)
from tests.databases import KINDS, Databases
from tests.postgres import Cluster
from tests.processes import (  # noqa: F401 - hooks
    cluster,
    pytest_configure_node,
    pytest_xdist_auto_num_workers,
    shared,
)

# A test says what is true, not how fast this machine is today, and says the same tomorrow. To look for new examples:
# HYPOTHESIS_PROFILE=search make test
hypothesis.settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, print_blob=True, max_examples=400)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A running PostgreSQL, one for all processes of tests."""
    with cluster(request.config) as running:
        yield running


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Makes, copies and drops databases of either kind: for fixtures that fill one once and copy it often."""
    folder = tmp_path_factory.mktemp("sqlite")
    common = shared(request.config, tmp_path_factory)
    return Databases(folder, lambda: request.getfixturevalue("postgres"), common)


@pytest.fixture
def sqlite_url(databases: Databases) -> Iterator[str]:
    """The address of an empty SQLite database."""
    with databases.fresh("sqlite") as url:
        yield url


@pytest.fixture
def postgres_url(databases: Databases) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with databases.fresh("postgresql") as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of an empty database: the test runs once for each kind."""
    with databases.fresh(request.param) as url:
        yield url


@pytest.fixture(params=KINDS)
def migrated_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with every table and nothing in them: the test runs once for each kind."""
    with databases.filled("migrated", request.param, upgrade) as url:
        yield url


@pytest.fixture
def sqlite_states_url(databases: Databases) -> Iterator[str]:
    """The address of a SQLite database that a server without curated files finds loaded."""
    with databases.filled("states", "sqlite", load_states) as url:
        yield url
