"""Reads what a database really holds, from its own catalogue: tables, columns, constraints, indexes and triggers as text."""

import re

from sqlalchemy import Connection, text

# The statement that made a thing, one line a column or constraint; their order is no matter.
SQLITE = """
SELECT name, sql FROM sqlite_master
WHERE sql IS NOT NULL AND name <> 'alembic_version' AND name NOT LIKE 'sqlite_%'
"""

POSTGRESQL = """
SELECT table_name || '.' || column_name,
       concat_ws(' ', data_type, is_nullable, collation_name, column_default) FROM information_schema.columns
WHERE table_schema = 'public' AND table_name <> 'alembic_version'
UNION ALL
SELECT conrelid::regclass || ': ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
UNION ALL
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
UNION ALL
SELECT tgname, pg_get_triggerdef(t.oid) || ' ' || prosrc FROM pg_trigger t JOIN pg_proc f ON f.oid = tgfoid
WHERE tgname LIKE 'versions%'
"""


def catalog(connection: Connection) -> dict[str, object]:
    """Everything by name. Equal catalogues are equal databases."""
    if connection.dialect.name == "postgresql":
        return {row[0]: row[1] for row in connection.execute(text(POSTGRESQL))}
    return {
        # A table that was rebuilt and renamed has its name in quotes.
        name: sorted(
            line.strip().rstrip(",")
            for line in re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", sql).splitlines()
        )
        for name, sql in connection.execute(text(SQLITE))
    }
