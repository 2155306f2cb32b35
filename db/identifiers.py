"""One way to write each kind of identifier, used when records are written and when they are asked for."""

import re
from collections.abc import Callable
from typing import Final

from db.enums import IdScheme

_NUMBER: Final = re.compile(r"0*(\d+)(?:\.0+)?", re.ASCII)
_ITEM: Final = re.compile(
    r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?q0*([1-9]\d*)", re.ASCII | re.IGNORECASE
)
_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[A-Za-z]+", re.ASCII)

DIGITS: Final = 3
"""Of the numbers of countries and areas."""

Normal = Callable[[str], str | None]


def _number(text: str) -> str | None:
    """346, 346.0 and 0346 are one: spreadsheets make numbers of identifiers."""
    found = _NUMBER.fullmatch(text)
    return found and found[1]


def _three_digits(text: str) -> str | None:
    found = _NUMBER.fullmatch(text)
    return found[1].zfill(3) if found and len(found[1]) <= DIGITS else None


def _letters(length: int) -> Normal:
    def normal(text: str) -> str | None:
        return text.upper() if len(text) == length and _LETTERS.fullmatch(text) else None

    return normal


def _item(text: str) -> str | None:
    found = _ITEM.fullmatch(text)
    return found and f"Q{found[1]}"


def _doi(text: str) -> str | None:
    found = _DOI.fullmatch(text)
    return found and found[1].lower()


def _symbol(text: str) -> str | None:
    """Symbols of the United Nations have capitals, and a blank only before a year or a part in brackets."""
    bare = re.sub(r"\s*/\s*", "/", " ".join(text.split())).upper()
    return re.sub(r"\s*\(\s*", " (", re.sub(r"\s*\)", ")", bare))


def _code(text: str) -> str | None:
    """What is a number is written as one; other identifiers are left as they are."""
    return _number(text) or text


_NORMAL: Final[dict[IdScheme, Normal]] = {
    IdScheme.ISO_3166_1_ALPHA_2: _letters(2),
    IdScheme.ISO_3166_1_ALPHA_3: _letters(3),
    IdScheme.ISO_3166_1_NUMERIC: _three_digits,
    IdScheme.UN_M49: _three_digits,
    IdScheme.GLEDITSCH_WARD: _number,
    IdScheme.CORRELATES_OF_WAR: _number,
    IdScheme.UCDP_CONFLICT: _number,
    IdScheme.UCDP_DYAD: _number,
    IdScheme.UCDP_ACTOR: _number,
    IdScheme.UCDP_AGREEMENT: _number,
    IdScheme.PAX_AGREEMENT: _code,
    IdScheme.PAX_PROCESS: _code,
    IdScheme.MEND_EVENT: _code,
    IdScheme.MEND_ACTOR: _code,
    IdScheme.MEND_PERSON: _code,
    IdScheme.WIKIDATA: _item,
    IdScheme.UN_DOCUMENT: _symbol,
    IdScheme.DOI: _doi,
}
"""Schemes that are missing here are written as given."""


def normal(scheme: IdScheme, value: str) -> str | None:
    """The identifier as it is stored, or None when the scheme has no such identifiers."""
    text = " ".join(value.split())
    return _NORMAL.get(scheme, str)(text) or None


def asked(scheme: str, value: str) -> str:
    """The identifier to look for; one that cannot be is found nowhere."""
    return normal(IdScheme[scheme], value) or ""
