"""Rows of a person."""

from db import Person, Position
from db.enums import RecordType
from db.text import fold
from exchange import record
from exchange.rows import keys
from exchange.rows.common import Context, Rows, citable, fuzzy, names


def person(rows: Rows, ids: Context, form: record.Person) -> None:
    """The person, the names and the offices."""
    number = ids.id(RecordType.PERSON, form.id)
    rows.add(
        Person,
        id=number,
        slug=form.id,
        name=form.name,
        name_fold=fold(form.name),
        actor_id=ids.maybe(RecordType.ACTOR, form.actor),
        updated_at=ids.moment,
    )
    names(rows, number, form)
    citable(rows, ids, number, form)
    for at, (key, office) in enumerate(zip(keys.positions(form), form.positions, strict=True)):
        _position(rows, ids, (number, at, ids.id(RecordType.POSITION, key)), office)


def _position(rows: Rows, ids: Context, place: tuple[int, int, int], form: record.Position) -> None:
    owner, at, number = place
    rows.add(
        Position,
        id=number,
        person_id=owner,
        position=at,
        title=form.title,
        actor_id=ids.maybe(RecordType.ACTOR, form.actor),
        **fuzzy("since", form.from_),
        **fuzzy("until", form.to),
    )
    citable(rows, ids, number, form)
