"""Backups of PostgreSQL: the rows of each table in COPY's text form, all of one moment, in a zip archive."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import psycopg
from psycopg import IsolationLevel, sql

from db.backups.problem import BadBackup
from db.migrate import Revision, revision_of, steps, upgrade
from db.session import CONNECT_TIMEOUT_SECONDS, database_url

FORM = "dragoman-rows-1"
MANIFEST = "manifest.json"
FAST = 3  # zlib's level: text of rows packs well at any
CHUNK_BYTES = 1_000_000

COLUMNS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'alembic_version'
GROUP BY c.relname ORDER BY c.relname"""
REFERENCES = """
SELECT child.relname, parent.relname
FROM pg_constraint JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = current_schema()::regnamespace"""
SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY sequencename"


def dump(url: str, target: Path) -> None:
    """Writes the archive in one transaction that sees one state and blocks no writer."""
    with _connected(url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables = dict(connection.execute(COLUMNS).fetchall())
        manifest = {
            "form": FORM,
            "revision": _current(connection),
            "tables": tables,
            "sequences": {
                name: connection.execute(
                    sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
                ).fetchone()
                for [name] in connection.execute(SEQUENCES).fetchall()
            },
        }
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=FAST) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest))
            for name, columns in tables.items():
                order = sql.SQL("COPY {} TO STDOUT").format(_rows_of(name, columns))
                with (
                    connection.cursor().copy(order) as copy,
                    archive.open(_member(name), "w", force_zip64=True) as member,
                ):
                    for chunk in copy:
                        member.write(chunk)


def fill(url: str, source: Path) -> None:
    """Puts the archive's rows in the place of all rows, in one transaction. An empty database is built first."""
    try:
        with ZipFile(source) as archive:
            manifest = _manifest(archive, source)
            _prepare(url, manifest["revision"])
            with _connected(url) as connection:
                _put(connection, archive, manifest)
    except BadZipFile:
        raise BadBackup(f"{source.name} is damaged.") from None


def _put(connection: psycopg.Connection[Any], archive: ZipFile, manifest: dict[str, Any]) -> None:
    tables: dict[str, list[str]] = manifest["tables"]
    every = [name for [name, _] in connection.execute(COLUMNS).fetchall()]
    names = sql.SQL(", ").join(map(sql.Identifier, every))
    connection.execute(sql.SQL("TRUNCATE {}").format(names))
    _triggers(connection, every, "DISABLE")  # the versions are in the archive, and not to be written twice
    for name in _parents_first(connection, tables):
        order = sql.SQL("COPY {} FROM STDIN").format(_rows_of(name, tables[name]))
        with connection.cursor().copy(order) as copy, archive.open(_member(name)) as member:
            while chunk := member.read(CHUNK_BYTES):
                copy.write(chunk)
    _triggers(connection, every, "ENABLE")
    for name, [last, called] in manifest["sequences"].items():
        connection.execute("SELECT setval(%s::regclass, %s, %s)", (f'"{name}"', last, called))


def _triggers(connection: psycopg.Connection[Any], tables: list[str], order: str) -> None:
    for name in tables:
        connection.execute(sql.SQL(f"ALTER TABLE {{}} {order} TRIGGER USER").format(sql.Identifier(name)))


def _parents_first(connection: psycopg.Connection[Any], tables: dict[str, list[str]]) -> Iterator[str]:
    """Tables after those that they refer to, whose rows have to be there."""
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(tables, ()))
    for child, parent in connection.execute(REFERENCES).fetchall():
        if child in tables and parent in tables:
            order.add(child, parent)
    return iter(tuple(order.static_order()))


def _prepare(url: str, revision: str) -> None:
    """Builds an empty database to the backup's revision; one of another revision cannot take its rows."""
    Revision(revision, steps()[-1], revision in steps()).require_known()
    found = revision_of(url)
    if found.current is None:
        upgrade(url, revision)
    elif found.current != revision:
        raise BadBackup(
            f"The backup is of revision {revision}, and the database is at {found.current}: "
            "put it back into an empty database, then run: dragoman migrate"
        )


def _manifest(archive: ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError):
        manifest = {}
    if manifest.get("form") != FORM:
        raise BadBackup(f"{source.name} is an archive, but no backup of this application.")
    return manifest


def _current(connection: psycopg.Connection[Any]) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _rows_of(name: str, columns: list[str]) -> sql.Composed:
    return sql.SQL("{} ({})").format(
        sql.Identifier(name), sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    )


def _member(name: str) -> str:
    return f"rows/{name}.copy"


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection[Any]]:
    """One transaction, kept when all went well."""
    address = database_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(address, connect_timeout=CONNECT_TIMEOUT_SECONDS) as connection:
            yield connection
    except psycopg.Error as error:
        first = str(error).strip().partition("\n")[0]
        raise BadBackup(f"PostgreSQL cannot copy the database: {first}.") from error
