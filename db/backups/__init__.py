"""Copies a database into one file while it is in use, and puts such a file back: all of it, or nothing.

A backup of SQLite is a SQLite file, one of PostgreSQL an archive of the rows of each table; neither needs other programs.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import is_zipfile

from db.backups import lite, postgres
from db.backups.problem import BadBackup, told
from db.migrate import revision_of
from db.session import database_url

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def backup(url: str, target: Path) -> int:
    """Writes the database at an address to a new file, as it is at one moment, and gives the file's length in bytes."""
    revision_of(url).require()
    address = database_url(url)
    with _whole(target) as partial:
        if address.drivername == "sqlite":
            lite.dump(Path(str(address.database)), partial)
        else:
            postgres.dump(url, partial)
    return target.stat().st_size


def restore(url: str, source: Path) -> None:
    """Puts a backup in the place of all that the database holds. Readers see the old state, then the new one."""
    kind = _kind(source)
    address = database_url(url)
    wanted = "sqlite" if address.drivername == "sqlite" else "postgresql"
    if kind != wanted:
        raise BadBackup(f"{source.name} is a backup of {NAMES[kind]}, and the database is {NAMES[wanted]}.")
    if kind == "sqlite":
        lite.fill(url, source)
    else:
        postgres.fill(url, source)


def _kind(source: Path) -> str:
    try:
        with source.open("rb") as file:
            if file.read(len(lite.MAGIC)) == lite.MAGIC:
                return "sqlite"
        if is_zipfile(source):
            return "postgresql"
    except OSError as error:
        raise BadBackup(f"{source.name} cannot be read: {told(error)}.") from None
    raise BadBackup(f"{source.name} is no backup: neither a SQLite file nor an archive of rows.")


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A file that has its name only when it is complete and on the disk."""
    if target.exists():
        raise BadBackup(f"{target.name} exists already, and a backup overwrites nothing.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.rename(target)
    except OSError as error:
        raise BadBackup(f"{target.name} cannot be written: {told(error)}.") from None
    finally:
        partial.unlink(missing_ok=True)


__all__ = ["BadBackup", "backup", "restore"]
