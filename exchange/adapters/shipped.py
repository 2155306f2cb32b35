"""The extra data that comes with the application: excerpts of datasets whose licence allows it, without their prose."""

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from exchange.adapters.datasets import DATASETS, Dataset
from exchange.adapters.layout import fit
from exchange.adapters.table import read_table

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "data" / "extra"

EXTRAS: Final = {
    "ucdp": ("ucdp-actor-22.1", "ucdp-conflict-25.1", "ucdp-dyadic-25.1", "ucdp-agreement-22.1"),
}
"""Names for `dragoman load --with`, each with its datasets in the order in which they build on each other."""


def extra(name: str) -> list[tuple[str, Path]]:
    """The datasets of an extra with their files."""
    return [(dataset, FOLDER / name / f"{dataset}.csv") for dataset in EXTRAS[name]]


def excerpt(dataset: Dataset, path: Path) -> str:
    """A release as CSV with only those cells that its adapter reads; columns and rows stay as they are."""
    table = read_table(path, dataset.layout.sheet)
    fit(table, dataset.layout)
    read = [bool(column.name) for column in dataset.layout.columns]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([one.header for one in dataset.layout.columns])
    for row in table.rows:
        writer.writerow([cell if keep else "" for cell, keep in zip(row, read, strict=True)])
    return written.getvalue()


def ship(name: str, originals: Path) -> None:
    """Write the excerpts anew from the files as published, `originals` being the folder they lie in."""
    for dataset, target in extra(name):
        found = sorted(originals.rglob(DATASETS[dataset].file))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(excerpt(DATASETS[dataset], found[0]), encoding="utf-8")
