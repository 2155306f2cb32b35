"""Derives data/states.csv from the published files that it rests on: `python -m tests.data.concordance <folder of the files>`."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from db.text import fold

COLUMNS = ("alpha2", "alpha3", "numeric", "m49", "gleditsch_ward", "ucdp_actor", "wikidata")
ISO = "country-codes/datahub_country-codes.csv"
CONFLICTS = "ucdp-conflict/ucdp-prio-acd-251.csv"
ACTORS = "ucdp-actor/ucdp-actor-221.csv"
GOVERNMENT = "Government of "

RENAMED = {
    "bosnia-herzegovina": "BA",
    "cambodia (kampuchea)": "KH",
    "congo": "CG",
    "czech republic": "CZ",
    "dr congo (zaire)": "CD",
    "ivory coast": "CI",
    "eswatini (swaziland)": "SZ",
    "laos": "LA",
    "madagascar (malagasy)": "MG",
    "myanmar (burma)": "MM",
    "north korea": "KP",
    "russia (soviet union)": "RU",
    "serbia (yugoslavia)": "RS",
    "south korea": "KR",
    "syria": "SY",
    "taiwan": "TW",
    "turkey": "TR",
    "united kingdom": "GB",
    "united states of america": "US",
    "vietnam (north vietnam)": "VN",
    "yemen (north yemen)": "YE",
    "zimbabwe (rhodesia)": "ZW",
}
"""Names of the Uppsala files that no list of ISO names has."""

NOT_PROVEN = {"RS": "UCDP counts Serbia on under Yugoslavia's number, 345"}
"""States whose number in the Uppsala files is not their own in the list of Gleditsch and Ward."""

ADDED = {"NA": "Q1030", "XK": "Q1246"}
"""Wikidata items that the list of ISO codes lacks: it lost Namibia's, and Kosovo is not in ISO 3166-1."""


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file; Namibia's NA is a code, not a missing value."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def derived(folder: Path) -> str:
    """The whole of data/states.csv."""
    iso = {row["ISO3166-1-Alpha-2"]: row for row in read(folder / ISO)}
    names = _names(iso)
    numbers = {names[name]: number for name, number in _gleditsch_ward(folder).items() if name in names}
    actors = {names[name]: number for name, number in _actors(folder).items() if name in names}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for code in sorted([*iso, "XK"]):
        row = iso.get(code, {"ISO3166-1-Alpha-3": "XKX"})
        number = "" if code in NOT_PROVEN else numbers.get(code, "")
        item = row.get("wikidata_id", "").rpartition("/")[2] or ADDED.get(code, "")
        codes = [row.get(name, "") for name in ("ISO3166-1-Alpha-3", "ISO3166-1-numeric", "M49")]
        alpha3, *others = codes
        padded = [one.zfill(3) if one else "" for one in others]
        writer.writerow([code, alpha3, *padded, number, actors.get(code, ""), item])
    return out.getvalue()


def _names(iso: dict[str, dict[str, str]]) -> dict[str, str]:
    """Folded name → code."""
    found = dict(RENAMED)
    for column in ("official_name_en", "UNTERM English Short", "CLDR display name"):
        for code, row in iso.items():
            found.setdefault(fold(row[column]).strip(), code)
    return found


def _actors(folder: Path) -> dict[str, str]:
    """Government's state, folded → the government's number."""
    return {
        fold(row["NameData"].removeprefix(GOVERNMENT)).strip(): row["ActorId"]
        for row in read(folder / ACTORS)
        if row["NameData"].startswith(GOVERNMENT)
    }


def _gleditsch_ward(folder: Path) -> dict[str, str]:
    """State, folded → the one number that every row has in which its government is on a side."""
    common: dict[str, set[str]] = {}
    for governments, numbers in _sides(folder):
        for name in governments:
            common[name] = common.get(name, numbers) & numbers
    return {name: next(iter(numbers)) for name, numbers in common.items() if len(numbers) == 1}


def _sides(folder: Path) -> Iterator[tuple[list[str], set[str]]]:
    for row in read(folder / CONFLICTS):
        for side in ("a", "b", "a_2nd", "b_2nd"):
            parties = row.get(f"side_{side}", "")
            governments = [
                fold(one.removeprefix(GOVERNMENT)).strip()
                for one in parties.split(", ")
                if one.startswith(GOVERNMENT)
            ]
            numbers = {one.strip() for one in row.get(f"gwno_{side}", "").split(",") if one.strip()}
            if governments and numbers:
                yield governments, numbers


if __name__ == "__main__":
    sys.stdout.write(derived(Path(sys.argv[1])))
