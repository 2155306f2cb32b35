"""Chooses the one SQLite library of the process; whoever needs SQLite imports `dbapi2` from here.

Two SQLite libraries in one process on one file drop each other's locks and lose committed rows,
so import-linter lets no other module import `sqlite3` or `pysqlite3`.
"""

import ctypes
import logging
from importlib.machinery import PathFinder
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

log = logging.getLogger(__name__)

# Older parsers have a stack of 100 entries and fail at the fifth nested connection.
OLDEST: Final = (3, 46, 0)

# SQLITE_CONFIG_MEMSTATUS and SQLITE_OK of sqlite3.h.
MEMSTATUS: Final = 9
OK: Final = 0


def _extension() -> str | None:
    """The compiled module to be imported: pysqlite3's where it is installed, else the standard one."""
    shipped = find_spec("pysqlite3")
    if shipped is not None and shipped.submodule_search_locations:
        extension = PathFinder.find_spec("_sqlite3", list(shipped.submodule_search_locations))
    else:
        extension = find_spec("_sqlite3")
    return extension.origin if extension and extension.has_location else None


def _stop_counting_memory() -> None:
    """Switches malloc statistics off: their global mutex stops two threads from reading side by side.

    Works only before the library's first use, hence before its module is imported.
    """
    try:
        config = ctypes.PyDLL(_extension()).sqlite3_config
    except (AttributeError, OSError):
        log.info("SQLite's memory statistics stay on: its library offers no sqlite3_config.")
        return
    config.argtypes = [ctypes.c_int]  # the rest is variadic, which some platforms pass differently
    answer = config(MEMSTATUS, ctypes.c_int(0))
    if answer != OK:
        log.info(
            "SQLite's memory statistics stay on: the library was already in use (code %d).",
            answer,
        )


_stop_counting_memory()

if TYPE_CHECKING:
    from sqlite3 import dbapi2
else:
    try:
        from pysqlite3 import dbapi2
    except ModuleNotFoundError:
        from sqlite3 import dbapi2

sqlite_version: Final[str] = dbapi2.sqlite_version


class SQLiteTooOld(RuntimeError):
    """The SQLite library of this Python cannot run the statements that nested questions need."""


def require_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuses a library older than 3.46 with a sentence that says what to install.

    Called before a SQLite database is opened, and not on import: PostgreSQL needs none of it.
    """
    if version < OLDEST:
        found, oldest = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise SQLiteTooOld(
            f"SQLite {found} is too old: Dragoman needs {oldest} or newer. Install the package pysqlite3-binary "
            "where it has wheels (Linux on x86-64), else a Python built with a newer SQLite, or use PostgreSQL "
            "by setting DATABASE_URL."
        )


__all__ = ["SQLiteTooOld", "dbapi2", "require_sqlite", "sqlite_version"]
