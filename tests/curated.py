"""Databases filled once a session: the curated facts, and rows made up to be awkward; with their oracles and engines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import schema
from db.migrate import upgrade
from db.session import connect, sessions
from exchange.load import load
from tests.asking import Asking, asking
from tests.databases import KINDS, Databases
from tests.engine.awkward import fill
from tests.oracle import Oracle

Template = Callable[[str], str]
"""The address of a filled database of a kind, with nobody connected: to be copied."""


def load_curated(url: str) -> None:
    """Fill an empty database with the curated facts."""
    _load(url, None)


def load_states(url: str) -> None:
    """Fill an empty database with what is loaded where there are no curated files: the states of the world."""
    _load(url, [])


def _load(url: str, files: list[Path] | None) -> None:
    upgrade(url)
    engine = connect(url)
    with sessions(engine)() as session:
        load(session, files)
    engine.dispose()


def fill_awkward(url: str) -> None:
    """Fill an empty database with rows made up to be awkward."""
    upgrade(url)
    fill(url)


@pytest.fixture(scope="session")
def curated_template(databases: Databases) -> Template:
    """Databases with the curated facts, loaded once."""
    return lambda kind: databases.template("curated", kind, load_curated)


def _before_its_server_ends(request: pytest.FixtureRequest) -> None:
    """A database that is dropped at its end needs its server until then."""
    if request.param == "postgresql":
        request.getfixturevalue("postgres")


@pytest.fixture(scope="session", params=KINDS)
def curated_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with the curated facts, not to be written to."""
    _before_its_server_ends(request)
    with databases.filled("curated", request.param, load_curated) as url:
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
    _before_its_server_ends(request)
    with databases.filled("awkward", request.param, fill_awkward) as url:
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
