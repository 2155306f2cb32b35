"""Whether the process lives, and whether it can answer."""

import httpx
import pytest
from sqlalchemy import text

from db.migrate import upgrade
from db.session import connect
from server.app import build
from server.settings import Settings
from tests.server.double import Echo


async def get(path: str, database_url: str) -> httpx.Response:
    transport = httpx.ASGITransport(build(Echo(), Settings(database_url=database_url)))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http:
        return await http.get(path)


async def test_alive_whatever_the_database_is(sqlite_url: str) -> None:
    response = await get("/healthz", sqlite_url)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["cache-control"] == "no-store"


async def test_ready_when_the_database_has_the_revision_of_the_code(migrated_url: str) -> None:
    response = await get("/readyz", migrated_url)
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


async def test_not_ready_before_the_migration(database_url: str) -> None:
    response = await get("/readyz", database_url)
    assert response.status_code == 503
    assert "dragoman migrate" in response.json()["problem"]


async def test_not_ready_ahead_of_the_code(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    engine = connect(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    response = await get("/readyz", sqlite_url)
    assert (response.status_code, response.json()["problem"]) == (503, "The database is ahead of the code.")


async def test_not_ready_without_the_database(caplog: pytest.LogCaptureFixture) -> None:
    response = await get("/readyz", "postgresql://nobody:secret@127.0.0.1:1/none")
    assert response.status_code == 503
    assert response.json()["problem"] == "The database cannot be reached."
    assert "secret" not in caplog.text
