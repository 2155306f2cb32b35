"""The concordance of states: what other datasets call each of them (data/states.csv; data/README.md says where it is from)."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from db.enums import IdScheme

TABLE: Final = Path(__file__).resolve().parent.parent / "data" / "states.csv"

_SCHEMES: Final = {
    "m49": IdScheme.UN_M49,
    "gleditsch_ward": IdScheme.GLEDITSCH_WARD,
    "ucdp_actor": IdScheme.UCDP_ACTOR,
    "wikidata": IdScheme.WIKIDATA,
}
"""Columns of the table; those of ISO 3166-1 come with the states themselves."""


def identifiers(code: str) -> list[tuple[IdScheme, str]]:
    """The identifiers of a state, those of ISO 3166-1 apart."""
    row = _rows().get(code, {})
    return [(scheme, row[column]) for column, scheme in _SCHEMES.items() if row.get(column)]


@cache
def _rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: row for row in csv.DictReader(file)}
