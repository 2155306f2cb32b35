"""Databases filled once a session: the curated facts, and rows made up to be awkward; with their oracles and engines."""

from collections.abc import Callable, Iterator

import pytest

import schema
from db.migrate import upgrade
from db.session import connect, sessions
from exchange.load import load
from tests.asking import Asking, asking
from tests.databases import KINDS, Databases
from tests.engine.awkward import fill
from tests.oracle import Oracle


@pytest.fixture(scope="session")
def curated_template(databases: Databases) -> Callable[[str], str]:
    """The address of a database of a kind with the curated facts: loaded once, with nobody connected, to be copied."""
    made: dict[str, str] = {}

    def template(kind: str) -> str:
        if kind not in made:
            made[kind] = databases.create(kind)
            upgrade(made[kind])
            engine = connect(made[kind])
            with sessions(engine)() as session:
                load(session)
            engine.dispose()
        return made[kind]

    # They go with the folder and the cluster: PostgreSQL may have ended before this fixture does.
    return template


def _before_its_server_ends(request: pytest.FixtureRequest) -> None:
    """A database that is dropped at its end needs its server until then."""
    if request.param == "postgresql":
        request.getfixturevalue("postgres")


@pytest.fixture(scope="session", params=KINDS)
def curated_url(
    request: pytest.FixtureRequest, databases: Databases, curated_template: Callable[[str], str]
) -> Iterator[str]:
    """The address of a database with the curated facts, not to be written to."""
    _before_its_server_ends(request)
    url = databases.copy(curated_template(request.param))
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def oracle(curated_url: str) -> Oracle:
    """The oracle over the curated facts."""
    return Oracle(schema.build_schema(), curated_url)


@pytest.fixture(scope="session")
def ask(curated_url: str) -> Iterator[Asking]:
    """The engine over the curated facts."""
    with asking(curated_url) as running:
        yield running


@pytest.fixture(scope="session", params=KINDS)
def awkward_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with made-up rows: ties, nulls, every value of every vocabulary, strange text."""
    _before_its_server_ends(request)
    with databases.fresh(request.param) as url:
        upgrade(url)
        fill(url)
        yield url


@pytest.fixture(scope="session")
def awkward_oracle(awkward_url: str) -> Oracle:
    """The oracle over the made-up rows."""
    return Oracle(schema.build_schema(), awkward_url)


@pytest.fixture(scope="session")
def ask_awkward(awkward_url: str) -> Iterator[Asking]:
    """The engine over the made-up rows."""
    with asking(awkward_url) as running:
        yield running
