"""Joins what several files say about one record, field by field, before anything is written.

Scalars must be equal; lists are joined as sets by natural key, first seen first, and what matches is joined in turn.
Meetings, outcomes and sources belong to one file: a second one with the same id is a mistake.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from db.enums import RecordType
from exchange.problems import Problem, Refused
from exchange.read import validate
from exchange.record.bundle import Bundle, Entry
from exchange.record.common import Form, StandAlone
from exchange.record.person import Position

SHARED: Final = frozenset({RecordType.ACTOR, RecordType.PERSON, RecordType.CONFLICT, RecordType.PROCESS})
"""What several files may define together."""

F = TypeVar("F", bound=Form)


class _Disagrees(ValueError):
    def __init__(self, field: str, first: object, second: object) -> None:
        self.field = field
        super().__init__(f"{second!r} differs from {first!r}")


def merge(bundles: Iterable[Bundle]) -> Bundle:
    """One bundle with every record once, in order of first appearance."""
    merged: dict[tuple[RecordType, str], Entry] = {}
    problems: list[Problem] = []
    for bundle in bundles:
        problems += bundle.problems
        for entry in bundle.entries:
            key = (entry.type, entry.slug)
            known = merged.get(key)
            merged[key] = entry if known is None else _join(known, entry, problems)
    return Bundle(list(merged.values()), problems)


def _join(known: Entry, entry: Entry, problems: list[Problem]) -> Entry:
    if entry.type not in SHARED or entry.files[0] in known.files:
        message = f"The id {entry.slug!r} is taken by a record in {known.files[0]}."
        problems.append(entry.problem("DUPLICATE_ID", message, "id"))
        return known
    try:
        record = _forms(known.record, entry.record)
    except _Disagrees as error:
        message = f"{error}, which {', '.join(known.files)} says."
        problems.append(entry.problem("DISAGREES", message, error.field))
        return known
    problems += _within_limits(entry, record)
    return Entry(known.type, record, (*known.files, *entry.files), known.line)


def _within_limits(entry: Entry, record: StandAlone) -> Iterator[Problem]:
    """Lists that were short enough apart may be too long together."""
    try:
        validate(entry.type, record.plain())
    except Refused as refused:
        for problem in refused.problems:
            yield entry.problem(problem.code, problem.message, problem.field)


def _forms(first: F, second: F) -> F:
    """The two joined; equal scalars or `_Disagrees`."""
    joined: dict[str, Any] = {}
    for name, field in type(first).model_fields.items():
        one, two = getattr(first, name), getattr(second, name)
        if isinstance(one, list):
            joined[name] = _lists(one, two)
        elif one is None or two is None or one == two:
            joined[name] = two if one is None else one
        else:
            raise _Disagrees(field.alias or name, one, two)
    return first.model_copy(update=joined)


def _lists(first: list[Any], second: list[Any]) -> list[Any]:
    """Entries of one file are several facts, however alike: each matches at most one of the other file."""
    joined, free = list(first), list(range(len(first)))
    for entry in second:
        at = next((at for at in free if _same(first[at], entry)), None)
        if at is None:
            joined.append(entry)
            continue
        free.remove(at)
        if isinstance(entry, Form):
            joined[at] = _forms(first[at], entry)
    return joined


def _same(one: Any, two: Any) -> bool:
    if isinstance(one, Position):
        return _same_position(one, two)
    if hasattr(one, "key"):
        return bool(one.key() == two.key()) and _agree(one, two)
    return bool(one == two)


def _same_position(one: Position, two: Position) -> bool:
    """The same office, as long as no date speaks against it."""
    return (one.title, one.actor) == (two.title, two.actor) and _agree(one, two)


def _agree(one: Form, two: Form) -> bool:
    pairs = ((getattr(one, name), getattr(two, name)) for name in type(one).model_fields)
    return all(None in pair or isinstance(pair[0], list) or pair[0] == pair[1] for pair in pairs)
