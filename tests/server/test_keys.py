"""Reading needs no key, writing needs one; a revoked key is refused, a token is kept nowhere."""

import anyio
import pytest
from sqlmodel import Session, select

import db
from db.session import connect
from server.keys import BadKey
from tests.server.partner import Partner, partner

WRITE = 'mutation { submitRecords(input: {records: [{source: {id: "s1", title: "Paper"}}]}) { written } }'
TRIES = 200
"""Looks, a tenth of a second apart, at what another thread is about to do."""
READ = "{ sources { totalCount } }"


def codes(answer: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


async def test_reading_needs_no_key_and_writing_one_that_may_write(database_url: str) -> None:
    async with partner(database_url) as acme:
        assert (await acme.ask(READ)).json()["data"] == {"sources": {"totalCount": 0}}
        bare = await acme.ask(WRITE)
        assert (bare.status_code, codes(bare.json())) == (401, ["UNAUTHENTICATED"])
        assert bare.headers["www-authenticate"] == "Bearer"
        reader = await acme.ask(WRITE, acme.key("reader", "read"))
        assert (reader.status_code, codes(reader.json())) == (403, ["FORBIDDEN"])
        writer = await acme.ask(WRITE, acme.key("acme"))
        assert writer.json() == {"data": {"submitRecords": {"written": True}}}


@pytest.mark.parametrize("key", ["", "drg_", "drg_" + "x" * 43, "drg_" + "é" * 43, "Bearer"])
async def test_an_unknown_key_is_refused_for_reading_too(sqlite_url: str, key: str) -> None:
    async with partner(sqlite_url) as acme:
        headers = {b"authorization": f"Bearer {key}".encode()}
        answer = await acme.client.post("/graphql", json={"query": READ}, headers=headers)
        assert (answer.status_code, codes(answer.json())) == (401, ["UNAUTHENTICATED"])


async def test_a_revoked_key_is_refused_once_it_is_forgotten(
    database_url: str,
) -> None:
    async with partner(database_url) as acme:
        key = acme.key("acme")
        assert (await acme.ask(WRITE, key)).status_code == 200
        acme.command("revoke", name="acme")
        for _ in range(TRIES):
            if (answer := await acme.ask(READ, key)).status_code == 401:
                break
            await anyio.sleep(0.1)
        assert codes(answer.json()) == ["UNAUTHENTICATED"]
        assert "acme" in acme.command("list")


async def test_the_last_use_is_visible(database_url: str) -> None:
    async with partner(database_url) as acme:
        key = acme.key("acme")
        assert await used(acme) is None
        await acme.ask(READ, key)
        for _ in range(TRIES):
            if await used(acme):
                break
            await anyio.sleep(0.1)
        assert await used(acme)


async def used(acme: Partner) -> str | None:
    engine = connect(acme.url)
    with Session(engine) as session:
        found = session.exec(select(db.ApiKey.last_used_at)).one()
    engine.dispose()
    return found


async def test_a_token_is_kept_nowhere(sqlite_url: str) -> None:
    async with partner(sqlite_url) as acme:
        key = acme.key("acme")
        engine = connect(sqlite_url)
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM api_key").all()
        engine.dispose()
        assert key not in str(rows)
        assert key[:8] in str(rows), "its beginning tells one key from another"


async def test_a_name_is_used_once_and_well_formed(sqlite_url: str) -> None:
    async with partner(sqlite_url) as acme:
        acme.key("acme")
        acme.command("revoke", name="acme")
        for name in ("acme", "curated:gaza.yaml", "Acme", "", "a" * 61):
            with pytest.raises(BadKey):
                acme.key(name)
        with pytest.raises(BadKey):
            acme.command("revoke", name="nobody")


async def test_a_mutation_is_not_sent_by_get(sqlite_url: str) -> None:
    async with partner(sqlite_url) as acme:
        headers = {"authorization": f"Bearer {acme.key('acme')}"}
        answer = await acme.client.get("/graphql", params={"query": WRITE}, headers=headers)
        assert (answer.status_code, codes(answer.json())) == (405, ["METHOD_NOT_ALLOWED"])
