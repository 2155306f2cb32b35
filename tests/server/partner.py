"""A partner of the whole application over an empty database: keys, requests, answers."""

import json
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

import schema
from db.migrate import upgrade
from db.session import connect, sessions
from server import keys
from server.app import build
from server.callers import Callers
from server.settings import Settings


@dataclass(frozen=True)
class Partner:
    """Asks the application in process, with a key or without."""

    client: httpx.AsyncClient
    url: str

    def key(self, name: str, scope: str = "write") -> str:
        """A new token."""
        return self.command("create", name=name, scope=scope).strip()

    def command(self, action: str, name: str | None = None, scope: str | None = None) -> str:
        """What `dragoman keys` prints."""
        engine = connect(self.url)
        with sessions(engine).begin() as session:
            said = keys.ACTIONS[action](session, Namespace(name=name, scope=scope))
        engine.dispose()
        return said

    async def ask(self, query: str, key: str | None = None, **variables: Any) -> httpx.Response:
        headers = {"accept": "application/json"} | ({"authorization": f"Bearer {key}"} if key else {})
        return await self.client.post(
            "/graphql", json={"query": query, "variables": variables}, headers=headers
        )

    async def follow(self, query: str, **variables: Any) -> list[Any]:
        """What a subscription tells until it ends."""
        body = {"query": query, "variables": variables}
        told = await self.client.post("/graphql", json=body, headers={"accept": "text/event-stream"})
        return [json.loads(line[6:]) for line in told.text.splitlines() if line.startswith("data: {")]


@asynccontextmanager
async def partner(url: str, **settings: Any) -> AsyncIterator[Partner]:
    """The application over a database that has its tables and nothing else."""
    upgrade(url)
    chosen = Settings(database_url=url, **settings)
    engine = schema.build_engine(url, limits=chosen.limits)
    callers = Callers(url)
    await engine.start()
    try:
        transport = httpx.ASGITransport(build(engine, chosen, callers))
        async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as client:
            yield Partner(client, url)
    finally:
        await callers.stop()
        await engine.stop()
