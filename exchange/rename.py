"""Writes a record again with one id in place of another, wherever the record names it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from db.enums import RecordType
from exchange import record
from exchange.record.common import Form
from exchange.references import marked
from exchange.rows import keys

F = TypeVar("F", bound=Form)


def renamed(form: F, kind: RecordType, old: Iterable[str], new: str, *, itself: bool = False) -> F:
    """The record with `new` in place of the `old` ids. With `itself` it is the record `new`, which cannot name itself."""
    former = frozenset(old)
    kept = _with_ids(form) if isinstance(form, record.Meeting) else form
    made = _form(kept, (kind, former, None if itself else new))
    return type(form).model_validate(made.plain(), context={"scope": ""})


Change = tuple[RecordType, frozenset[str], str | None]


def _form(form: F, change: Change) -> F:
    told: dict[str, Any] = {}
    for name, _, to in marked(type(form)):
        value = getattr(form, name)
        if isinstance(value, list):
            told[name] = _list([_value(one, to, change) for one in value])
        else:
            told[name] = _value(value, to, change)
    return form.model_copy(update=told)


def _value(value: Any, to: RecordType | None, change: Change) -> Any:
    kind, old, new = change
    if isinstance(value, Form):
        return _form(value, change)
    return new if to == kind and value in old else value


def _list(values: list[Any]) -> list[Any]:
    """Nobody is listed twice, nor is nobody."""
    kept: list[Any] = []
    for value in values:
        if value is not None and (isinstance(value, Form) or value not in kept):
            kept.append(value)
    return kept


def _with_ids(form: Any) -> Any:
    """The parts of a meeting keep the ids that were made from the names of those who sat there."""
    told = {
        name: [part.model_copy(update={"id": slug}) for slug, part in parts]
        for name, parts in (
            ("delegations", keys.delegations(form)),
            ("mediators", keys.mediators(form)),
            ("statements", keys.statements(form)),
        )
    }
    return form.model_copy(update=told)
