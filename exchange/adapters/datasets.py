"""The table of datasets: name, release, layout, adapter, credit, and which records belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.enums import IdScheme, RecordType, TitleKind
from exchange.adapters import mend, mend_layouts, pax, ucdp_actor, ucdp_agreement, ucdp_conflict
from exchange.adapters.draft import Draft, Known
from exchange.adapters.layout import Layout, Row, fit, fits
from exchange.adapters.table import Table, read_table
from exchange.problems import Problem, Refused


@dataclass(frozen=True)
class Dataset:
    """One release of one dataset. `family` is shared by its releases; `owns` says which ids its records begin with."""

    name: str
    family: str
    release: str
    file: str
    """Its name as published."""
    title: str
    publisher: str
    layout: Layout
    adapt: Callable[[Draft, list[Row]], None]
    owns: Mapping[RecordType, str]
    scheme: IdScheme
    """How it numbers what it is about."""
    url: str | None = None
    published: str | None = None
    subject: RecordType = RecordType.MEETING
    """What it is about; everything else is there because such a record names it."""
    shipped: bool = False
    """Whether its licence lets its facts come with the application."""

    @property
    def source(self) -> str:
        """The id of the source that stands for the release."""
        return f"{self.family.partition('-')[0]}/{self.name}"


_UPPSALA: Final = "Uppsala Conflict Data Program"
_PEACEREP: Final = "PeaceRep"
_MEND: Final = {
    RecordType.MEETING: "mend-",
    RecordType.ACTOR: "mend-",
    RecordType.PERSON: "mend-",
    RecordType.PROCESS: "mend-",
}

_ALL: Final = (
    Dataset(
        "ucdp-actor-22.1",
        "ucdp-actor",
        "22.1",
        "ucdp-actor-221.csv",
        "UCDP Actor Dataset, version 22.1",
        _UPPSALA,
        ucdp_actor.RELEASE_22_1,
        ucdp_actor.adapt,
        {RecordType.ACTOR: "ucdp-actor-"},
        IdScheme.UCDP_ACTOR,
        subject=RecordType.ACTOR,
        shipped=True,
    ),
    Dataset(
        "ucdp-conflict-25.1",
        "ucdp-conflict",
        "25.1",
        "ucdp-prio-acd-251.csv",
        "UCDP/PRIO Armed Conflict Dataset, version 25.1",
        _UPPSALA,
        ucdp_conflict.CONFLICT_25_1,
        ucdp_conflict.adapt,
        {RecordType.CONFLICT: "ucdp-conflict-"},
        IdScheme.UCDP_CONFLICT,
        subject=RecordType.CONFLICT,
        shipped=True,
    ),
    Dataset(
        "ucdp-dyadic-25.1",
        "ucdp-dyadic",
        "25.1",
        "ucdp-dyadic-251.csv",
        "UCDP Dyadic Dataset, version 25.1",
        _UPPSALA,
        ucdp_conflict.DYADIC_25_1,
        ucdp_conflict.adapt_dyads,
        {},
        IdScheme.UCDP_CONFLICT,
        subject=RecordType.CONFLICT,
        shipped=True,
    ),
    Dataset(
        "ucdp-agreement-22.1",
        "ucdp-agreement",
        "22.1",
        "ucdp-peace-agreements-221.xlsx",
        "UCDP Peace Agreement Dataset, version 22.1",
        _UPPSALA,
        ucdp_agreement.RELEASE_22_1,
        ucdp_agreement.adapt,
        {RecordType.OUTCOME: "ucdp-agreement-"},
        IdScheme.UCDP_AGREEMENT,
        subject=RecordType.OUTCOME,
        url="https://ucdp.uu.se/downloads/peace/ucdp-peace-agreements-221.xlsx",
        shipped=True,
    ),
    Dataset(
        "pax-10",
        "pax",
        "10",
        "pax_v10_core38.csv",
        "PA-X Peace Agreements Database, version 10",
        _PEACEREP,
        pax.RELEASE_10,
        pax.adapt,
        {RecordType.OUTCOME: "pax-agreement-", RecordType.PROCESS: "pax-process-"},
        IdScheme.PAX_AGREEMENT,
        subject=RecordType.OUTCOME,
    ),
    Dataset(
        "mend-2025-07",
        "mend",
        "2025-07-03",
        "mend_events_2025-07-03.csv",
        "Mediation Event and Negotiators Database (MEND), copy of 3 July 2025",
        _PEACEREP,
        mend_layouts.RELEASE_2025_07,
        mend.adapt,
        _MEND,
        IdScheme.MEND_EVENT,
        published="2025-07-03",
    ),
    Dataset(
        "mend-2026-03",
        "mend",
        "2026-03-24",
        "mend_events_2026-03-24.csv",
        "Mediation Event and Negotiators Database (MEND), copy of 24 March 2026",
        _PEACEREP,
        mend_layouts.RELEASE_2026_03,
        mend.adapt,
        _MEND,
        IdScheme.MEND_EVENT,
        published="2026-03-24",
    ),
)

DATASETS: Final = {dataset.name: dataset for dataset in _ALL}


@dataclass(frozen=True, slots=True)
class Adapted:
    """A file's records, and what is to be said about the file."""

    draft: Draft
    file: str
    rows: int
    encoding: str


def adapt(dataset: Dataset, path: Path, known: Known, *, part: bool = False) -> Adapted:
    """The records of a file of that release; `part` takes a piece of it. Raises `Refused`, with row and column."""
    table = read_table(path, dataset.layout.sheet)
    try:
        rows, remarks = fit(table, dataset.layout, part=part)
    except Refused as refused:
        raise _hinted(refused, table, dataset) from None
    draft = Draft(dataset.family, dataset.release, known, dataset.source, remarks=remarks)
    draft.add(RecordType.SOURCE, None, _source(dataset))
    dataset.adapt(draft, rows)
    return Adapted(draft, table.file, len(rows), table.encoding)


def _source(dataset: Dataset) -> dict[str, object]:
    return {
        "id": dataset.source,
        "url": dataset.url,
        "title": dataset.title,
        "title_kind": TitleKind.DESCRIPTION,
        "publisher": dataset.publisher,
        "published": dataset.published,
    }


def _hinted(refused: Refused, table: Table, dataset: Dataset) -> Refused:
    """The refusal, with the name of the release that the headers are those of."""
    others = [one.name for one in DATASETS.values() if one != dataset and fits(table, one.layout)]
    if not others:
        return refused
    told = f"These are the columns of {', '.join(others)}, not of {dataset.name}."
    return Refused([Problem("WRONG_FILE", told, table.file, line=1, column=1), *refused.problems])
