"""Takes the statements that the engine sends for the questions, so that the floor can run the same."""

import asyncio
import json
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from bench.questions import MARK, QUESTIONS
from engine.database import Database, Prepared, Snapshot, Version
from engine.dialect import PostgreSQL, SQLite
from schema import build_engine


class Listener:
    """A database that remembers what it was last asked."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.count = 0
        self.queue = database.queue
        self.sql = ""
        self.values: list[Any] = []

    @property
    def dialect(self) -> SQLite | PostgreSQL:
        """How the database writes JSON."""
        return self.database.dialect

    async def start(self) -> None:
        """Open it."""
        await self.database.start()

    async def stop(self) -> None:
        """Close it."""
        await self.database.stop()

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """The database's own."""
        return self.database.snapshot()

    async def version(self) -> Version:
        """The state of its data."""
        return await self.database.version()

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """Remember and run."""
        self.sql, self.values = prepared.statement.sql, values
        return await self.database.run(prepared, values, seconds)


def take_statements(url: str, meetings: int, target: Path) -> None:
    """Writes the file that the floor reads."""
    target.write_text(json.dumps(asyncio.run(_taken(url, meetings))))


async def _taken(url: str, meetings: int) -> dict[str, Any]:
    engine = build_engine(url)
    listener = engine.database = Listener(engine.database)
    await engine.start()
    taken: dict[str, Any] = {}
    for question in QUESTIONS:
        document, variables = question.text("dragoman"), question.variables(meetings)[0]
        if MARK in document:
            continue
        await engine.answer(document, variables)
        values = [json.dumps(value) if isinstance(value, list) else value for value in listener.values]
        slug = variables.get("slug")
        slot = values.index(slug) if slug in values and len(question.variables(meetings)) > 1 else None
        taken[f"/{question.name}"] = {"sql": listener.sql, "values": values, "slot": slot}
    await engine.stop()
    return taken
