"""Finds what a record names: every id inside it, with the field it stands in and the kind of record it means; and what may name it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from db.enums import RecordType
from exchange.record.common import Form
from exchange.record.fields import Refers
from exchange.record.meeting import Meeting
from exchange.rows.common import Key


class Reference(NamedTuple):
    """`field` of a record names `slug`, a record of type `to`."""

    field: str
    to: RecordType
    slug: str


def references(form: Form, path: str = "") -> Iterator[Reference]:
    """Every reference in a record or a part of one."""
    for name, label, to in marked(type(form)):
        value = getattr(form, name)
        where = f"{path}.{label}" if path else label
        if isinstance(value, list):
            for at, one in enumerate(value):
                yield from _value(one, f"{where}.{at}", to)
        else:
            yield from _value(value, where, to)


def names_of(key: Key, form: Form) -> set[Key]:
    """The ids by which other records may name a record: its own, and those of what is inside it."""
    inside = form.outcomes if isinstance(form, Meeting) else []
    return {key, *((RecordType.OUTCOME, outcome.id) for outcome in inside)}


def _value(value: Any, where: str, to: RecordType | None) -> Iterator[Reference]:
    if isinstance(value, Form):
        yield from references(value, where)
    elif to is not None and value is not None:
        yield Reference(where, to, value)


@cache
def marked(form: type[Form]) -> list[tuple[str, str, RecordType | None]]:
    """The fields of a form that are, or hold, references: name, name in the record, what is meant."""
    found: list[tuple[str, str, RecordType | None]] = []
    for name, field in form.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Refers)] or _inside(field.annotation)
        if marks or _holds_forms(field.annotation):
            found.append((name, field.alias or name, marks[0].to if marks else None))
    return found


def _inside(annotation: Any) -> list[Refers]:
    """Marks inside `list[…]`, `… | None` and nested Annotated."""
    marks = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Refers)]
    return marks or [mark for part in get_args(annotation) for mark in _inside(part)]


def _holds_forms(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_forms(part) for part in get_args(annotation))
