"""What other datasets and standards call a record: as identifiers, and as addresses that mean the very same thing."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from db.enums import IdScheme

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Where an identifier leads: `page` shows it. `same` is true where it means this very thing and nothing wider."""

    page: str
    same: bool = False


SCHEMES: Final = {
    IdScheme.WIKIDATA: Scheme("http://www.wikidata.org/entity/{}", same=True),
    IdScheme.DOI: Scheme("https://doi.org/{}", same=True),
    IdScheme.UN_DOCUMENT: Scheme("https://undocs.org/{}", same=True),
    # UCDP counts conflicts by what is fought over, so that its conflict may be wider than ours; its actor is a government.
    IdScheme.UCDP_CONFLICT: Scheme("https://ucdp.uu.se/conflict/{}"),
    IdScheme.UCDP_ACTOR: Scheme("https://ucdp.uu.se/actor/{}"),
    # PA-X counts documents, and an agreement may have several.
    IdScheme.PAX_AGREEMENT: Scheme("https://pax.peaceagreements.org/agreements/{}"),
}
"""Schemes whose identifiers are addresses too; the others are numbers and codes alone."""

CODES: Final = {
    "code": IdScheme.ISO_3166_1_ALPHA_2,
    "alpha3": IdScheme.ISO_3166_1_ALPHA_3,
    "numeric": IdScheme.ISO_3166_1_NUMERIC,
}
"""The fields of a country that are identifiers."""


def told(record: Json) -> list[Json]:
    """The external ids of a record; a country's codes among them."""
    codes = [
        {"scheme": scheme.value, "value": record[field], "url": None}
        for field, scheme in CODES.items()
        if record.get(field)
    ]
    given = record.get("externalIds") or []
    named = {(one["scheme"], one["value"]) for one in given}
    return [*(code for code in codes if (code["scheme"], code["value"]) not in named), *given]


def page(external: Json) -> str | None:
    """Where the other dataset shows it."""
    scheme = SCHEMES.get(IdScheme[external["scheme"]])
    given: str | None = external.get("url")
    return given or (scheme.page.format(_quoted(external["value"])) if scheme else None)


def properties(record: Json) -> list[Json]:
    """The identifiers of a record as schema.org's PropertyValue, our own global id first."""
    own: list[Json] = [{"@type": "PropertyValue", "propertyID": "DRAGOMAN", "value": record["id"]}]
    return (own if "id" in record else []) + [_property(one) for one in told(record)]


def same(record: Json) -> list[str]:
    """Addresses elsewhere that mean the very same thing."""
    return [
        scheme.page.format(_quoted(one["value"]))
        for one in told(record)
        if (scheme := SCHEMES.get(IdScheme[one["scheme"]])) and scheme.same
    ]


def _property(external: Json) -> Json:
    made = {"@type": "PropertyValue", "propertyID": external["scheme"], "value": external["value"]}
    shown = page(external)
    return {**made, "url": shown} if shown else made


def _quoted(value: str) -> str:
    return quote(value, safe="/()")
