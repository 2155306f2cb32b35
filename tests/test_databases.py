"""The databases that the tests get are real, empty, apart from each other, and reached by every driver."""

import asyncpg
import pytest
from sqlalchemy import Column, MetaData, Table, collate, create_engine, make_url, select, text

from db.base import Text
from db.sqlite import SQLiteTooOld, dbapi2, require_sqlite, sqlite_version
from tests.databases import Databases, file
from tests.postgres import Cluster


def test_an_old_sqlite_is_refused_with_what_to_install() -> None:
    with pytest.raises(SQLiteTooOld, match=r"SQLite 3\.45\.3 is too old: .* pysqlite3-binary"):
        require_sqlite((3, 45, 3))
    require_sqlite((3, 46, 0))


def test_the_library_chosen_is_the_one_that_answers(sqlite_url: str) -> None:
    require_sqlite()
    engine = create_engine(sqlite_url, module=dbapi2)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT sqlite_version()")) == sqlite_version
    engine.dispose()


def test_a_copy_has_what_the_original_had(databases: Databases) -> None:
    original = databases.create("sqlite")
    with dbapi2.connect(file(original)) as connection:
        connection.execute("CREATE TABLE city AS SELECT 'Istanbul' AS name")
    connection.close()
    copy = dbapi2.connect(file(databases.copy(original)))
    assert copy.execute("SELECT name FROM city").fetchall() == [("Istanbul",)]
    copy.close()


def test_a_copy_on_postgresql_has_what_the_original_had(databases: Databases) -> None:
    url = databases.create("postgresql")
    original = create_engine(url)
    with original.begin() as connection:
        connection.execute(text("CREATE TABLE city AS SELECT 'Istanbul' AS name"))
    original.dispose()
    copy = create_engine(databases.copy(url))
    with copy.connect() as connection:
        assert connection.scalar(text("SELECT name FROM city")) == "Istanbul"
    copy.dispose()


async def test_asyncpg_reads_the_same_address(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    assert await connection.fetchval("SELECT current_database()") == make_url(postgres_url).database
    assert await connection.fetchval("SHOW fsync") == "off"
    await connection.close()


def test_postgresql_listens_on_no_network(postgres: Cluster) -> None:
    engine = create_engine(postgres.url("postgres"))
    with engine.connect() as connection:
        assert not connection.scalar(text("SHOW listen_addresses"))
    engine.dispose()


def test_text_is_ordered_by_bytes_whatever_the_server_speaks(postgres: Cluster) -> None:
    """A database in English puts "a" before "B"; the columns of this house do as SQLite does."""
    city = Table("city", MetaData(), Column("name", Text))
    engine = create_engine(postgres.create(locale=a_language(postgres)))
    with engine.begin() as connection:
        city.create(connection)
        connection.execute(city.insert(), [{"name": name} for name in ("a", "B", "Ç", "c")])
        assert list(connection.scalars(select(city.c.name).order_by(city.c.name))) == ["B", "a", "c", "Ç"]
        by_language = select(city.c.name).order_by(collate(city.c.name, "default"))
        assert list(connection.scalars(by_language)) == ["a", "B", "c", "Ç"]
    engine.dispose()


def a_language(postgres: Cluster) -> str:
    """A locale of this machine that orders as a language does; .ci/run tries to make one."""
    engine = create_engine(postgres.url("postgres"))
    with engine.connect() as connection:
        known = set(connection.scalars(text("SELECT collname FROM pg_collation WHERE collprovider = 'c'")))
    engine.dispose()
    if "en_US.utf8" not in known:
        pytest.skip("this machine has no locale en_US.UTF-8: localedef -i en_US -f UTF-8 en_US.UTF-8")
    return "en_US.utf8"
