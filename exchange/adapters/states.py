"""States under the names and numbers that other datasets give them, as ISO 3166-1 codes."""

import re
from functools import cache
from typing import Final

from db.text import fold
from exchange.countries import countries, english

SPELLED: Final = {
    "Bosnia-Herzegovina": "BA",
    "Bosnia & Herzegovina": "BA",
    "Burma": "MM",
    "Cambodia (Kampuchea)": "KH",
    "Cape Verde": "CV",
    "Congo": "CG",
    "Czech Republic": "CZ",
    "DR Congo": "CD",
    "DR Congo (Zaire)": "CD",
    "DRC": "CD",
    "Holy See (Vatican City State)": "VA",
    "Iran (Islamic Republic of)": "IR",
    "Islamic Republic of Iran": "IR",
    "Ivory Coast": "CI",
    "KSA": "SA",
    "Korea, Republic of": "KR",
    "Macedonia": "MK",
    "Myanmar": "MM",
    "Myanmar (Burma)": "MM",
    "Palestine": "PS",
    "Russia (Soviet Union)": "RU",
    "Russian Federation": "RU",
    "Serbia (Yugoslavia)": "RS",
    "Swaziland": "SZ",
    "Syrian Arab Republic": "SY",
    "The Gambia": "GM",
    "Turkey": "TR",
    "UAE": "AE",
    "UK": "GB",
    "US": "US",
    "USA": "US",
    "United Republic of Tanzania": "TZ",
    "United States of America": "US",
    "Vatican": "VA",
    "Vatican City": "VA",
    "Vietnam": "VN",
    "Vietnam (North Vietnam)": "VN",
    "Yemen (North Yemen)": "YE",
    "Zimbabwe (Rhodesia)": "ZW",
    "eSwatini (Swaziland)": "SZ",
}
"""Spellings in use that are neither a state's English name nor its common short form.

UCDP names a state and, in brackets, the state whose seat it continues; numbers of Gleditsch and Ward follow it in that.
"""

GLEDITSCH_WARD: Final = {
    "DE": "260",
    "IS": "395",
    "KW": "690",
    "NA": "565",
    "RS": "340",
    "SI": "349",
    "TR": "640",
    "VN": "816",
    "YE": "678",
}
"""Numbers of Gleditsch and Ward that datasets confuse with those of a neighbour or of the Correlates of War."""

GAZA: Final = {"XGZ": "PS"}
"""Three letters from the range that ISO 3166-1 leaves to its users."""

_GOVERNMENT = re.compile(r"Government of (?:the )?(.+)")
_PERIOD = re.compile(r"(.+?) \((\d{4})?-(\d{4})?\).*")


@cache
def _by_name() -> dict[str, str]:
    told = {fold(english(code)): code for code in countries()}
    return told | {fold(name): code for name, code in SPELLED.items()}


@cache
def _by_alpha3() -> dict[str, str]:
    return GAZA | {country.alpha3: code for code, country in countries().items()}


def by_name(name: str) -> str | None:
    """The code of a state from its name: `by_name("Turkey") == "TR"`."""
    return _by_name().get(fold(" ".join(name.split())))


def by_alpha3(code: str) -> str | None:
    """The code of a state from its three letters: `by_alpha3("TUR") == "TR"`."""
    return _by_alpha3().get(code)


def of_government(name: str) -> str | None:
    """`of_government("Government of Turkey") == "TR"`; None for states that are no more."""
    found = _GOVERNMENT.fullmatch(name)
    return by_name(found[1]) if found else None


def of_period(name: str) -> str | None:
    """The state whose government of some years is named: `of_period("Yemen (2012-2022) Hadi") == "YE"`."""
    found = _PERIOD.fullmatch(name)
    return by_name(found[1]) if found else None


def wrong_number(code: str, number: str) -> str | None:
    """The number of Gleditsch and Ward that was meant, where another one stands beside a state."""
    right = GLEDITSCH_WARD.get(code)
    return right if right is not None and number != right else None
