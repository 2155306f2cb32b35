"""How much one record may hold: the numbers that the record form enforces and that the schema promises and counts with."""

from typing import Final

from db.base import INT_MAX

LISTS: Final[dict[str, int]] = {
    # Each is at least twice the largest case among the curated facts.
    "hosts": 30,
    "delegations": 60,
    "delegation_seats": 80,
    "mediators": 30,
    "mediator_seats": 80,
    "outcomes": 60,
    "statements": 60,
    "quantities": 30,
    "documents": 20,
    # A state has some 270 in the languages of CLDR, and what its record adds.
    "names": 400,
    "positions": 60,
    "citations": 60,
    "external_ids": 60,
    "links": 30,
    "status_history": 30,
    "delegation_actors": 20,
    "parties": 40,
    "conflicts": 40,
    "speakers": 20,
    "proposed_by": 60,
    "addressed_to": 60,
    "signatories": 60,
}
"""The longest list of each kind, by what it lists."""

# Characters. A slug leaves room for the slugs made from it: meeting, actors, role, person.
SLUG: Final = 120
DERIVED_SLUG: Final = 2000
LINE: Final = 500
"""Names, titles, capacities, units."""
PASSAGE: Final = 5000
"""Summaries, notes, claims."""
URL: Final = 2000
LANGUAGE: Final = 35
EDTF: Final = 60

WHOLE_NUMBER: Final = INT_MAX
AMOUNT: Final = 10**12
"""Enough for any sum of money, and far below where a double skips whole numbers (2**53)."""
AMOUNT_DECIMALS: Final = 6

BATCH: Final = 10_000
"""Records in one file or batch."""
FILE_BYTES: Final = 64 * 2**20
YAML_BYTES: Final = 8 * 2**20
"""A YAML file is held whole, at 30 to 75 bytes of memory for each of its own; the largest curated one has 300 kB."""
DEPTH: Final = 30
"""Levels inside one YAML or JSON document."""
