"""Rows of an actor."""

from typing import Final

from db import Actor
from db.enums import ActorKind, ActorType, RecordType
from db.text import fold
from exchange import cldr, record
from exchange.countries import countries
from exchange.rows.common import Context, Row, Rows, citable, names

ORGANIZATIONS: Final = (
    ActorKind.INTERGOVERNMENTAL_ORGANIZATION,
    ActorKind.REGIONAL_ORGANIZATION,
    ActorKind.NGO,
)


def actor(rows: Rows, ids: Context, form: record.Actor) -> None:
    """The actor, its names and ids."""
    number = ids.id(RecordType.ACTOR, form.id)
    rows.add(
        Actor,
        id=number,
        slug=form.id,
        type=kind_of(form),
        kind=form.kind,
        name=form.name,
        name_fold=fold(form.name),
        **_codes(form.id),
        state_id=ids.maybe(RecordType.ACTOR, form.state),
        updated_at=ids.moment,
    )
    names(rows, number, form, cldr.names(form.id))
    citable(rows, ids, number, form)


def kind_of(form: record.Actor) -> ActorType:
    """Country with an ISO code; organisations; groups all the rest, dissolved states among them."""
    if form.id in countries():
        return ActorType.COUNTRY
    return ActorType.ORGANIZATION if form.kind in ORGANIZATIONS else ActorType.GROUP


def _codes(slug: str) -> Row:
    country = countries().get(slug)
    return {
        "code": country and country.code,
        "alpha3": country and country.alpha3,
        "numeric": country and country.numeric,
        "flag": country and country.flag,
    }
