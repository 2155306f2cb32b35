"""What the planners of both databases know of the tables."""

from typing import Final

from sqlalchemy import Connection, text

from db.triggers import SUFFIX

_SAMPLES: Final = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'"
"""Some builds of SQLite keep samples of the values in an index beside their number."""


def analyze(connection: Connection) -> None:
    """Count what the tables hold.

    SQLite looks up a parameter among the samples and prepares the statement anew for each of its values, which takes longer
    than most statements. Live tables are mostly asked by unique keys, which have no samples; keys of versions are not unique, so theirs are dropped.
    """
    connection.execute(text("ANALYZE"))
    if connection.dialect.name == "sqlite" and connection.execute(text(_SAMPLES)).first():
        connection.execute(
            text("DELETE FROM sqlite_stat4 WHERE substr(tbl, -:length) = :suffix"),
            {"length": len(SUFFIX), "suffix": SUFFIX},
        )
