"""Puts the measured tables into `docs/performance.md`, between its two marks."""

import platform
from pathlib import Path

import psycopg

from bench.postgres import Cluster
from db.sqlite import sqlite_version

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what was measured -->\n"


def write(tables: str) -> None:
    """Replaces what was measured before."""
    head, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{tables}\n\n{END}{tail}")


def circumstances(cores: int, meetings: int, cluster: Cluster) -> str:
    """The machine and the versions in general terms, as one line."""
    with psycopg.connect(cluster.own) as connection:
        postgres = connection.info.server_version // 10_000
    versions = f"Python {platform.python_version()}, SQLite {sqlite_version}, PostgreSQL {postgres}"
    return f"{cores} cores, {meetings:,} meetings; {versions}."
