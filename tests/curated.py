"""Databases filled once a session: the curated facts, and rows made up to be awkward; with their oracles and engines."""

from collections.abc import Iterator

import pytest

import schema
from db.migrate import upgrade
from db.session import connect, sessions
from exchange.load import load
from tests.asking import Asking, asking
from tests.databases import KINDS, Databases
from tests.engine.awkward import fill
from tests.oracle import Oracle


@pytest.fixture(scope="session", params=KINDS)
def curated_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with the curated facts, not to be written to."""
    with databases.fresh(request.param) as url:
        upgrade(url)
        engine = connect(url)
        with sessions(engine)() as session:
            load(session)
        engine.dispose()
        yield url


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
