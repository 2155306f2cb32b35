"""Backups of SQLite, by its own copying: it reads one state while others write, and is one transaction of its target."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.backups.problem import BadBackup
from db.migrate import Revision, steps
from db.session import BUSY_TIMEOUT_SECONDS, connect, database_url
from db.sqlite import dbapi2

MAGIC = b"SQLite format 3\0"


def dump(database: Path, target: Path) -> None:
    """Copies a database into a new file, which needs no other beside it."""
    with _open(database, "ro") as reader, _open(target, "rwc") as writer:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = DELETE")
    _require_sound(target)


def fill(url: str, source: Path) -> None:
    """Copies a file over a database, in one transaction."""
    _require_sound(source)
    _revision(source).require_known()
    connect(url).connect().close()  # makes the file, with the house's pragmas
    with _open(source, "ro") as reader, _open(Path(str(database_url(url).database)), "rw") as writer:
        reader.backup(writer)


@contextmanager
def _open(file: Path, mode: str) -> Iterator[dbapi2.Connection]:
    connection = None
    try:
        address = f"{file.absolute().as_uri()}?mode={mode}"
        connection = dbapi2.connect(address, uri=True, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)
        yield connection
    except dbapi2.Error as error:
        raise BadBackup(f"SQLite cannot copy the database: {error}.") from error
    finally:
        if connection is not None:
            connection.close()


def _require_sound(file: Path) -> None:
    """Refuses a damaged file before anything depends on it."""
    try:
        with _open(file, "ro") as connection:
            [found] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except BadBackup:
        found = "unreadable"
    if found != "ok":
        raise BadBackup(f"{file.name} is damaged.")


def _revision(file: Path) -> Revision:
    with _open(file, "ro") as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            raise BadBackup(f"{file.name} is a SQLite file, but no backup of this application.")
        [current] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Revision(current, steps()[-1], current in steps())
