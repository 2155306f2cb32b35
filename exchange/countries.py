"""The states of ISO 3166-1 (and Kosovo, XK) as records: codes from pycountry, English names from CLDR, flags from the codes."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import pycountry
from babel import Locale

from db.enums import ActorKind, IdScheme, RecordType
from exchange.record.actor import Actor
from exchange.record.bundle import Bundle, Entry
from exchange.record.common import ExternalId
from exchange.states import identifiers

FILE: Final = "countries"
"""What stands in place of a file's name where these records come from."""

USAGE: Final = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Côte d’Ivoire",
    "CV": "Cabo Verde",
    "CZ": "Czechia",
    "HK": "Hong Kong",
    "MK": "North Macedonia",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "State of Palestine",
    "SZ": "Eswatini",
    "TL": "Timor-Leste",
    "TR": "Türkiye",
    "VA": "Holy See",
    "VN": "Viet Nam",  # codespell:ignore nam
}
"""English names as diplomacy uses them, where CLDR says something else or has changed its mind."""

_REGIONAL_INDICATOR_A: Final = 0x1F1E6


@dataclass(frozen=True, slots=True)
class Country:
    """A state's codes."""

    code: str
    alpha3: str
    numeric: str

    @property
    def flag(self) -> str:
        """The emoji of the flag: one regional indicator a letter."""
        return "".join(chr(_REGIONAL_INDICATOR_A + ord(letter) - ord("A")) for letter in self.code)


KOSOVO: Final = Country("XK", "XKX", "983")
"""Codes from the ranges that ISO 3166-1 leaves to its users; CLDR uses the same number."""


@cache
def countries() -> dict[str, Country]:
    """Every state by its alpha-2 code."""
    known = [Country(one.alpha_2, one.alpha_3, one.numeric) for one in pycountry.countries]
    known.append(KOSOVO)
    return {country.code: country for country in sorted(known, key=lambda country: country.code)}


@cache
def bundle() -> Bundle:
    """The states as records, to be merged with what the curated files add to them."""
    return Bundle([Entry(RecordType.ACTOR, _record(country), (FILE,)) for country in countries().values()])


def _record(country: Country) -> Actor:
    return Actor(
        id=country.code,
        name=english(country.code),
        kind=ActorKind.STATE,
        names=[],
        external_ids=[ExternalId(scheme=scheme, value=value) for scheme, value in _ids(country)],
        sources=[],
    )


def english(code: str) -> str:
    """The name of a state in English."""
    told: str = Locale("en").territories[code]
    return USAGE.get(code, told.replace(" & ", " and ").replace("St. ", "Saint "))


def _ids(country: Country) -> list[tuple[IdScheme, str]]:
    ids = [
        (IdScheme.ISO_3166_1_ALPHA_2, country.code),
        (IdScheme.ISO_3166_1_ALPHA_3, country.alpha3),
    ]
    # A number that ISO did not assign is nobody's identifier.
    if country != KOSOVO:
        ids.append((IdScheme.ISO_3166_1_NUMERIC, country.numeric))
    return [*ids, *identifiers(country.code)]
