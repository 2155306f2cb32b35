"""Backups: of one moment while writers write, put back whole, refused where they would do harm."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Connection, text

import schema
from db import metadata, versions
from db.backups import BadBackup, backup, restore
from db.migrate import DatabaseAhead, DatabaseBehind, upgrade
from db.session import connect
from tests.databases import Databases
from tests.exchange.made import GROUND, opened, write

Rows = dict[str, list[tuple[object, ...]]]


def rows(url: str) -> Rows:
    """All that a database holds."""
    engine = connect(url)
    with engine.connect() as connection:
        found = _rows(connection)
    engine.dispose()
    return found


def _rows(connection: Connection) -> Rows:
    return {
        table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
        for table in (*metadata.tables.values(), *versions.tables.values())
    }


def one(url: str, question: str) -> object:
    """The one value that a question has for an answer."""
    engine = connect(url)
    with engine.connect() as connection:
        found: object = connection.execute(text(question)).scalar()
    engine.dispose()
    return found


@contextmanager
def executing(url: str, *orders: str) -> Iterator[None]:
    """Runs orders on a database of its own connection."""
    engine = connect(url)
    with engine.begin() as connection:
        for order in orders:
            connection.execute(text(order))
    engine.dispose()
    yield


@pytest.fixture
def empty(migrated_url: str, databases: Databases) -> Iterator[str]:
    """An empty database of the same kind."""
    with databases.fresh(migrated_url.partition(":")[0]) as url:
        yield url


def test_what_was_backed_up_is_there_again(curated_url: str, databases: Databases, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    backup(curated_url, file)
    with databases.fresh(curated_url.partition(":")[0]) as url:
        restore(url, file)
        assert rows(url) == rows(curated_url)
        assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_what_was_there_before_is_gone(awkward_url: str, databases: Databases, tmp_path: Path) -> None:
    backup(awkward_url, tmp_path / "backup")
    with databases.filled("migrated", awkward_url.partition(":")[0], upgrade) as url:
        with executing(url, "UPDATE dataset SET last_change = 77, licence = 'none'"):
            restore(url, tmp_path / "backup")
        assert rows(url) == rows(awkward_url)


def test_what_is_loaded_after_a_restore_gets_numbers_of_its_own(
    migrated_url: str, empty: str, tmp_path: Path
) -> None:
    backup(migrated_url, tmp_path / "backup")
    restore(empty, tmp_path / "backup")
    for url in (migrated_url, empty):
        with opened(url) as session:
            write(session, GROUND)
    numbers = [[row[0] for row in rows(url)["actor"]] for url in (migrated_url, empty)]
    assert numbers[0] == numbers[1] != []


def test_a_backup_shows_one_moment_while_writers_write(migrated_url: str, empty: str, tmp_path: Path) -> None:
    """Each transaction writes one number to two tables; a backup that tore one apart would show two."""
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        engine = connect(migrated_url)
        while not stop.is_set():
            number = len(written) + 1
            with engine.begin() as connection:
                connection.execute(text("UPDATE dataset SET last_change = :n"), {"n": number})
                connection.execute(text("DELETE FROM loaded_file"))
                connection.execute(
                    text("INSERT INTO loaded_file (name, sha256, loaded_at) VALUES (:n, 'x', 'x')"),
                    {"n": str(number)},
                )
            written.append(number)
        engine.dispose()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            before = len(written)
            backup(migrated_url, tmp_path / str(number))
            restore(empty, tmp_path / str(number))
            numbers = (
                one(empty, "SELECT CAST(last_change AS text) FROM dataset"),
                one(empty, "SELECT name FROM loaded_file"),
            )
            assert numbers[0] == (numbers[1] or "0")
            assert int(str(numbers[0])) >= before
    finally:
        stop.set()
        writer.join()


async def test_a_server_answers_from_what_was_put_back_at_once(migrated_url: str, tmp_path: Path) -> None:
    backup(migrated_url, tmp_path / "backup")
    with executing(migrated_url, "UPDATE dataset SET last_change = 5"):
        engine = schema.build_engine(migrated_url)
        await engine.start()
        before = await engine.version()
        assert b'"lastChange":5' in (await engine.answer("{ dataset { lastChange } }")).body
        restore(migrated_url, tmp_path / "backup")
        assert b'"lastChange":0' in (await engine.answer("{ dataset { lastChange } }")).body
        assert await engine.version() != before
        await engine.stop()


def test_a_backup_overwrites_nothing(migrated_url: str, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("precious")
    with pytest.raises(BadBackup, match="exists already"):
        backup(migrated_url, tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "precious"


def test_a_database_that_is_behind_is_not_backed_up(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseBehind):
        backup(database_url, tmp_path / "backup")


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0 and no more", b"PK\5\6" + bytes(18)])
def test_what_is_no_backup_is_refused_and_nothing_changes(
    migrated_url: str, tmp_path: Path, content: bytes
) -> None:
    before = rows(migrated_url)
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(BadBackup):
        restore(migrated_url, tmp_path / "file")
    with pytest.raises(BadBackup, match="cannot be read"):
        restore(migrated_url, tmp_path / "none")
    assert rows(migrated_url) == before


def test_a_damaged_backup_changes_nothing(migrated_url: str, empty: str, tmp_path: Path) -> None:
    backup(migrated_url, tmp_path / "backup")
    content = bytearray((tmp_path / "backup").read_bytes())
    middle = len(content) // 2
    content[middle : middle + 5_000] = bytes(5_000)
    (tmp_path / "backup").write_bytes(content)
    upgrade(empty)
    with executing(empty, "UPDATE dataset SET last_change = 5"):
        before = rows(empty)
    with pytest.raises(BadBackup):
        restore(empty, tmp_path / "backup")
    assert rows(empty) == before


def test_a_backup_of_newer_code_is_refused(migrated_url: str, empty: str, tmp_path: Path) -> None:
    backup(migrated_url, tmp_path / "backup")
    newer = tmp_path / "newer"
    _age(migrated_url, tmp_path / "backup", newer)
    with pytest.raises(DatabaseAhead, match="newer"):
        restore(empty, newer)


def _age(url: str, file: Path, target: Path) -> None:
    """The same backup, said to be of a revision that nobody knows."""
    target.write_bytes(file.read_bytes())
    if url.startswith("sqlite"):
        with executing(f"sqlite:///{target}", "UPDATE alembic_version SET version_num = '9999'"):
            return
    with ZipFile(file) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), "revision": "9999"}).encode()
            new.writestr(name, content)


def test_a_backup_of_the_other_kind_is_refused(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    upgrade(sqlite_url)
    backup(sqlite_url, tmp_path / "backup")
    with pytest.raises(BadBackup, match="is a backup of SQLite, and the database is PostgreSQL"):
        restore(postgres_url, tmp_path / "backup")
