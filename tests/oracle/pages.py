"""Pages by the Relay specification, made naively: the whole list, cut at the cursors, then at its length."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.oracle.rows import Model, Row

MARK = "\ue000"
"""Stands before the key in the oracle's own cursors; the engine's carry more and are compared by their key."""

DEFAULT_PAGE = 20


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page, with what its list says about it."""

    rows: tuple[Row, ...]
    total: int
    has_next: bool
    has_previous: bool
    whole: tuple[Row, ...]
    model: Model


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """A row with its place."""

    row: Row


def cursor_of(row: Row) -> str:
    """The place of a row."""
    return f"{MARK}{row.key[-1]}"


def key_in(cursor: str) -> int:
    """The key that a cursor of the engine or of the oracle carries."""
    if cursor.startswith(MARK):
        return int(cursor[len(MARK) :])
    return int(json.loads(bytes.fromhex(cursor))[-1])


def page_of(model: Model, rows: list[Row], start: int, end: int, asked: Mapping[str, Any]) -> PageOf:
    """The page of a whole, ordered list whose cursors leave the places from `start` to before `end`.

    Rows beyond a cursor are rows before or after the page too.
    """
    between = rows[start:end]
    if asked.get("last") is not None:
        kept = between[max(0, len(between) - asked["last"]) :]
        before = start > 0 or len(kept) < len(between)
        return PageOf(tuple(kept), len(rows), end < len(rows), before, tuple(rows), model)
    size = DEFAULT_PAGE if asked.get("first") is None else asked["first"]
    after = len(between) > size or end < len(rows)
    return PageOf(tuple(between[:size]), len(rows), after, start > 0, tuple(rows), model)
