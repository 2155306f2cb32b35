"""Where a file goes on: `after` is the key of the last row received, and the rows strictly behind it are given."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from engine.database import Snapshot
from engine.dialect import PostgreSQL, SQLite
from engine.errors import BadCursor
from engine.expr import Column, Compare, Input
from engine.filtering import kind_of
from engine.listing import Listing, Plain, compile_listing
from engine.plan import Param
from engine.relation import CHILD
from engine.texts import storable
from exchange.export.records import RecordFile
from exchange.export.tables import Branch, Table

File = RecordFile | Table
Key = list[Any]

LARGEST: Final = 2**62


def key_of(file: File, after: str) -> Key:
    """The values of `after`: the text itself, or a JSON list where the key has several columns."""
    if len(file.key) == 1:
        return [storable(after)]
    try:
        values = json.loads(after)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != len(file.key):
        raise _wrong(file)
    return values


async def remaining(
    file: File, key: Key, snapshot: Snapshot, dialect: SQLite | PostgreSQL
) -> tuple[Sequence[Branch], tuple[Param, ...]]:
    """The branches that are still to be read, and the place in the first of them."""
    several = file.key[0] == "type"
    mine = [branch for branch in file.branches if not several or branch.type == key[0]]
    values = [value for value in key[several:] if value is not None]
    if isinstance(file, Table) and mine:
        params = _params(mine[0].listing, mine[0].listing.order, values)
        if params is not None:
            return file.branches[file.branches.index(mine[0]) :], params
    for branch in mine if isinstance(file, RecordFile) else ():
        place = await _place(branch.listing, values, snapshot, dialect)
        if place is not None:
            return file.branches[file.branches.index(branch) :], place
    raise _wrong(file)


async def _place(
    listing: Listing, values: Key, snapshot: Snapshot, dialect: SQLite | PostgreSQL
) -> tuple[Param, ...] | None:
    """Where the record with an id stands in the order of a listing; None when it is not there."""
    asked = _params(listing, (Plain("slug"),), values)
    if asked is None:
        return None
    named = (0, Compare("=", Column(CHILD, "slug"), Input(asked[0])))
    statement = compile_listing(replace(listing, cells=listing.order, where=(*listing.where, named)), dialect)
    bound = [param.value({}) for param in statement.params]
    found = [row async for rows in snapshot.rows(statement, bound) for row in rows]
    return _params(listing, listing.order, list(found[0])) if found else None


def _params(listing: Listing, order: Sequence[Plain], values: Key) -> tuple[Param, ...] | None:
    """The values of these columns as parameters; None when they cannot be such values."""
    models = [listing.model, *(join.model for join in listing.joins)]
    kinds = [kind_of(models[one.row], one.column) for one in order]
    if len(kinds) != len(values):
        return None
    for kind, value in zip(kinds, values, strict=True):
        fits = isinstance(value, str) if kind == "text" else type(value) is int and abs(value) < LARGEST
        if not fits:
            return None
        storable(value)
    return tuple(_param(kind, value) for kind, value in zip(kinds, values, strict=True))


def _param(kind: str, value: Any) -> Param:
    return Param(lambda _: value, kind)


def _wrong(file: File) -> BadCursor:
    what = ", ".join(file.key)
    shape = "the id of a record" if len(file.key) == 1 else f"a JSON list: {what}"
    return BadCursor(
        f"This is no place in {file.name}: after is {shape}, as in the last row received.",
        hint="A record that has gone since is no place any more: begin anew.",
    )
