"""The concordance of states is what the published files prove, and says so where others are wrong."""

import csv
from pathlib import Path

import pytest

from exchange.states import TABLE
from tests.data.concordance import derived

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def states() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: row for row in csv.DictReader(file)}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published files are not here")
def test_the_table_is_derived_from_the_published_files() -> None:
    assert derived(SAMPLES) == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "number", "why"),
    [
        ("YE", "678", "680 was South Yemen"),
        ("DE", "", "no row of the files proves 260, and 255 is not of this list"),
        ("RS", "", "345 is Yugoslavia's"),
        ("VN", "816", "815 is of the nineteenth century"),
        ("NA", "565", "its code is no missing value"),
        ("XK", "", "no row of the files has it"),
        ("TR", "640", ""),
    ],
)
def test_gleditsch_ward_where_others_are_wrong(code: str, number: str, why: str) -> None:
    assert states()[code]["gleditsch_ward"] == number, why


def test_no_identifier_is_given_twice() -> None:
    found = states()
    for column in ("alpha3", "numeric", "gleditsch_ward", "ucdp_actor", "wikidata"):
        given = [row[column] for row in found.values() if row[column]]
        assert len(given) == len(set(given)), column
    assert found["NA"]["wikidata"] == "Q1030"
    assert found["XK"] == {
        **dict.fromkeys(found["XK"], ""),
        "alpha2": "XK",
        "alpha3": "XKX",
        "wikidata": "Q1246",
    }
