"""Small files in the layouts of foreign datasets, made up row by row, and the real ones where they are at hand."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest

from exchange.adapters import DATASETS

SAMPLES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "samples"
MADE = Path(__file__).resolve().parent.parent / "samples"

EVENT = {
    "med_event_ID": "RIV202001-1",
    "conflict_country": "Sudan",
    "conflict_counry_ID": "625",
    "med_location - MULTISELECT": "Cairo, Egypt",
    "med_loc_cty": "EGY",
    "med_loc_x": "31.2",
    "med_loc_y": "30.0",
    "Day": "6",
    "Month": "1",
    "Year": "2020",
    "third_party": "Egypt; African Union",
    "third_party_id_MEND": "CON_82;IGO_8",
    "third_party_id_GW": "651;",
    "num_med": "2",
    "med_scope": "indnam1",
    "individual_med_named": "Ada Demir",
    "local_parties": "RF: Ridge Front",
    "local_party_id": "NL",
    "num_local": "1",
    "agmt": "0",
    "Summary": "Words of a coder that nobody else may publish.",
    "source_urls": "https://example.org/a;https://example.org/b",
    "shuttle": "0",
    "med_type": "M",
}
"""One event of MEND's second release; tests change what they are about."""

Row = Mapping[str, str]


def text(dataset: str, *rows: Row) -> str:
    """A file of the dataset with these rows; cells that are not given are empty."""
    headers = [one.header for one in DATASETS[dataset].layout.columns]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        assert set(row) <= set(headers)
        writer.writerow([row.get(header, "") for header in headers])
    return written.getvalue()


def save(folder: Path, dataset: str, *rows: Row, name: str = "made.csv") -> Path:
    """The same, written to a folder as UTF-8 with a byte order mark."""
    path = folder / name
    path.write_bytes(text(dataset, *rows).encode("utf-8-sig"))
    return path


def sample(name: str) -> Path:
    """A published file; the test is skipped where the samples are not at hand."""
    found = sorted(SAMPLES.rglob(name)) if SAMPLES.is_dir() else []
    if not found:
        pytest.skip("the published files are not at hand")
    return found[0]
