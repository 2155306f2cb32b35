"""Takes files out of a database as the commands and the server do."""

import asyncio
import json
from contextlib import aclosing
from typing import Any

import schema
from engine.engine import Engine
from exchange.export.files import Exports

Row = dict[str, Any]


async def take(engine: Engine, name: str, where: object = None, after: str | None = None) -> bytes:
    """A file by its name and ending."""
    exports = Exports(engine)
    stem, _, form = name.rpartition(".")
    file = exports.find(stem, form)
    assert file is not None, name
    order = exports.order(file, form, where, after)
    async with engine.database.snapshot() as snapshot, aclosing(exports.pieces(order, snapshot)) as pieces:
        return b"".join([piece.content async for piece in pieces])


def taken(url: str, name: str, where: object = None, after: str | None = None) -> bytes:
    """The same, from a test that is not asynchronous."""
    return asyncio.run(take(schema.build_engine(url), name, where, after))


def records(content: bytes) -> list[Row]:
    """The lines of a file of records."""
    return [json.loads(line) for line in content.decode().splitlines()]
