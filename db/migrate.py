"""Brings a database to the version of the code, and refuses one that is behind or ahead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.session import READING, connect

SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"

# Any number of ours: whoever migrates PostgreSQL holds the lock of this key until its transaction ends.
LOCK_KEY = 7_263_142_087


class WrongRevision(RuntimeError):
    """The database and the code are of different versions."""


class DatabaseBehind(WrongRevision):
    """The database is older than the code, or empty."""


class DatabaseAhead(WrongRevision):
    """The database was made by newer code than this."""


class BrokenReferences(RuntimeError):
    """After a migration, rows refer to rows that do not exist; nothing was changed."""


@dataclass(frozen=True)
class Revision:
    """The version of a database (None: nothing was ever built there) beside the one that the code expects."""

    current: str | None
    expected: str
    known: bool  # is `current` a step that this code has?

    @property
    def matches(self) -> bool:
        """Is the database of the code's version?"""
        return self.current == self.expected

    def require_known(self) -> None:
        """Refuses what newer code made."""
        if not self.known:
            raise DatabaseAhead(
                f"The database is at revision {self.current}, which this version of Dragoman does not know: "
                "it was made by a newer one. Run that version, or restore a backup made before it."
            )

    def require(self) -> None:
        """Refuses any other version with what to do about it."""
        self.require_known()
        if not self.matches:
            raise DatabaseBehind(
                f"The database is at revision {self.current or 'none'}, and this version of Dragoman needs "
                f"{self.expected}. Run: dragoman migrate"
            )


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, whatever the working directory is."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


@cache
def steps() -> tuple[str, ...]:
    """The revisions that this code has, oldest first."""
    found = ScriptDirectory.from_config(configuration()).walk_revisions()
    return tuple(reversed([step.revision for step in found]))


def revision(connection: Connection) -> Revision:
    """Reads the version of an open database."""
    current = MigrationContext.configure(connection).get_current_revision()
    return Revision(current, steps()[-1], current is None or current in steps())


def revision_of(url: str) -> Revision:
    """The version of the database at an address."""
    engine = connect(url)
    try:
        with engine.connect().execution_options(**READING) as connection:
            return revision(connection)
    finally:
        engine.dispose()


def upgrade(url: str, target: str = "head") -> Revision:
    """Brings the database to the code's version and says from which: all steps, or none."""
    with _migrating(url) as connection:
        before = revision(connection)
        if not before.known:
            before.require()
        if target != "head" or not before.matches:
            _step(connection, lambda config: command.upgrade(config, target))
    return before


def downgrade(url: str, target: str = "base") -> None:
    """Takes steps back: all of them, or to the revision named. What they built is lost."""
    with _migrating(url) as connection:
        _step(connection, lambda config: command.downgrade(config, target))


@contextmanager
def _migrating(url: str) -> Iterator[Connection]:
    """One transaction in which nobody else migrates."""
    engine = connect(url, foreign_keys=False)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
            yield connection
    finally:
        engine.dispose()


def _step(connection: Connection, run: Callable[[Config], None]) -> None:
    run(configuration(connection))
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            raise BrokenReferences(f"Rows of {broken[0]} refer to rows of {broken[2]} that do not exist.")
