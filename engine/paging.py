"""Pages: how many, from where, in which order; and the cursors that mark a place."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlmodel import SQLModel

from engine.errors import BadCursor, BadPage
from engine.filtering import kind_of
from engine.given import Given
from engine.limits import DEFAULT_PAGE, LARGEST_PAGE
from engine.plan import Keyset, Param, Term
from engine.relation import table_of
from engine.specs import Noun, Ordering
from engine.texts import storable

# What stands for a missing value so that it comes last: beyond every day or moment, 32-bit number and letter.
_LAST: dict[str, str | int] = {"day": "9999-12-31", "int": 2**31, "text": "\U0010ffff"}
_LAST_DOWN: dict[str, str | int] = {"day": "0001-01-01", "int": -(2**31) - 1, "text": ""}
_DAYS = ("_earliest", "_latest", "_at", "start", "day")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the paging arguments ask for."""

    size: int
    limit: Param
    backward: bool


def asked_page(given: dict[str, Given]) -> Asked:
    """Check first and last; without either, the default page."""
    first, last = given.get("first"), given.get("last")
    if first and last:
        raise BadPage("Give either first or last, not both.")
    one = first or last
    if one is None:
        return Asked(DEFAULT_PAGE, Param(lambda _: DEFAULT_PAGE, "int"), backward=False)
    if not 0 <= one.now <= LARGEST_PAGE:
        name = "first" if first else "last"
        raise BadPage(f"{name} must be between 0 and {LARGEST_PAGE}, not {one.now}.")
    return Asked(one.now, Param(one.read, "int"), backward=first is None)


def asked_order(noun: Noun, given: Given | None) -> tuple[tuple[Term, ...], str]:
    """The terms of an order (the last is the key), and the short code that its cursors carry."""
    levels: list[tuple[str, bool]] = []
    for item in given.items() if given else []:
        field, direction = item.now["field"], item.now.get("direction")
        name = str(getattr(field, "value", field))
        if name not in [known for known, _ in levels]:
            levels.append((name, str(getattr(direction, "value", direction)) == "DESC"))
    if not levels:
        levels = [(next(iter(noun.orders)), False)]
    terms = [_term(noun.model, noun.orders[name], down) for name, down in levels]
    terms.append(Term("id", levels[-1][1], "int"))
    text = f"{noun.name}:" + ",".join(f"{name}-" if down else name for name, down in levels)
    return tuple(terms), hashlib.sha256(text.encode()).hexdigest()[:4]


def _term(model: type[SQLModel], ordering: Ordering, descending: bool) -> Term:
    column = table_of(model).columns[ordering.column]
    kind = kind_of(model, ordering.column)
    sort = "day" if ordering.column.endswith(_DAYS) else kind
    missing = (_LAST_DOWN if descending else _LAST).get(sort) if column.nullable else None
    return Term(ordering.column, descending, kind, missing)


def keyset(given: Given, terms: tuple[Term, ...], code: str, *, backward: bool) -> Keyset:
    """The parameters of a cursor: its values, read and checked anew for each request."""
    _decode(given.now, terms, code)
    kinds = [term.kind for term in terms]
    params = tuple(Param(given.read, kind, _value(index, terms, code)) for index, kind in enumerate(kinds))
    return Keyset(params, backward)


def _value(index: int, terms: tuple[Term, ...], code: str) -> Callable[[Any], Any]:
    return lambda cursor: _decode(cursor, terms, code)[index]


def _decode(cursor: Any, terms: tuple[Term, ...], code: str) -> list[Any]:
    """The values of a cursor: lower-case hex of a JSON list `[code, value…, key]`."""
    try:
        values = orjson.loads(bytes.fromhex(cursor))
    except (ValueError, TypeError):
        raise BadCursor("This is not a cursor. Take cursors from pageInfo or edges as they are.") from None
    if not isinstance(values, list) or len(values) != len(terms) + 1 or values[0] != code:
        raise BadCursor("This cursor was made by another list or in another order.")
    for value, term in zip(values[1:], terms, strict=True):
        fits = isinstance(value, str) if term.kind == "text" else type(value) is int and abs(value) < 2**62
        if not fits:
            raise BadCursor("This cursor was made by another list or in another order.")
        storable(value)
    found: list[Any] = values[1:]
    return found
