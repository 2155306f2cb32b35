"""The columns of MEND, release by release: their headers drift, and one is said to hold what it does not."""

from typing import Final

from exchange.adapters.layout import Column, Layout

_ACTOR: Final = r"(([A-Z]+[_-]\d+|NM|NL)?( ?; ?|$))*"
_PERSON: Final = r"((indnam\d+|NL)?( ?; ?|$))*"
_PARTY: Final = r"((\d+|NL|PAAX|ACLED|MEND|GLO-PAD)?( ?; ?|$))*"
_NUMBER: Final = r"-?\d+(\.\d+)?|Virtual"

_WHERE: Final = (
    Column("med_event_ID", "id", r"[A-Z]{3}\d{6}-\d+"),
    Column("conflict_country", "conflicts"),
    Column("conflict_counry_ID", "", r"\d+(; ?\d+)*"),
    Column("conflict_id", "ucdp_conflict", r"\d+"),
    Column("med_location - MULTISELECT", "place"),
    Column("med_loc_cty", "country", "[A-Z]{3}|0"),
    Column("med_loc_x", "longitude", _NUMBER),
    Column("med_loc_y", "latitude", _NUMBER),
    Column("Day", "day", r"\d\d?"),
    Column("Month", "month", r"\d\d?"),
    Column("Year", "year", r"20\d\d"),
    Column("third_party", "thirds"),
)
_WHO: Final = (
    Column("individual_med_named", "persons"),
    Column("groupings_mechanisms", "tracks"),
    Column("local_parties", "locals"),
    Column("local_party_id", "local_ids", _PARTY),
    Column("local_indiv_group"),
    Column("num_local", "", r"\d\+?"),
    Column("if_loc_belig", "", "[01]"),
    Column("agmt", "agreed", "[01]"),
    Column("agmt_name", "agreement"),
    Column("agmt_id_PAX", "pax", r"\d+"),
    Column("Summary", prose=True),
    Column("source_urls", "urls"),
    Column("shuttle", "shuttle", "[01]"),
    Column("med_type", "type", "M|MR"),
)

RELEASE_2025_07: Final = Layout(
    (
        *_WHERE,
        Column("third_party_id_GLOPAD", "third_ids", _ACTOR),
        Column("third_party_id"),
        Column("third_party_id_PAX", "third_numbers", r"[\d; ]*"),
        Column("num_med", "thirds_counted", r"\d+"),
        Column("med_scope", "", "[PHE]"),
        Column("ind_named_id", "person_ids", _PERSON),
        *_WHO,
    ),
    rows=2473,
)

RELEASE_2026_03: Final = Layout(
    (
        *_WHERE,
        Column("third_party_id_MEND", "third_ids", _ACTOR),
        Column("third_party_id_PAAX"),
        Column("third_party_id_GW", "third_numbers", r"[\d; ]*"),
        Column("num_med", "thirds_counted", r"\d+"),
        Column("med_bias"),
        # The header says scope; the cells are the ids of persons, and are checked to be.
        Column("med_scope", "person_ids", _PERSON),
        *_WHO,
    ),
    rows=2956,
)
