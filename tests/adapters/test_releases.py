"""The published files themselves: counted, matched against a truth that matching never sees, and small enough."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import Session

from db.enums import RecordType
from exchange.adapters import DATASETS, Adapted, Nothing, adapt
from exchange.adapters.shipped import EXTRAS, excerpt, extra
from exchange.matching import agreements
from exchange.matching.bring import bring
from exchange.matching.directory import Directory
from exchange.matching.fingerprint import Fingerprint, fingerprint
from exchange.matching.score import assign
from tests.adapters.files import sample

OLD, NEW = DATASETS["mend-2025-07"], DATASETS["mend-2026-03"]


def fingerprints(adapted: Adapted) -> list[Fingerprint]:
    records = adapted.draft.records

    def address(source: str) -> str | None:
        return records.get((RecordType.SOURCE, source), {}).get("url")

    told = [data for (kind, _), data in records.items() if kind == RecordType.MEETING]
    return [fingerprint(data, address, order) for order, data in enumerate(told)]


def summaries(path: Path, adapted: Adapted) -> dict[str, str]:
    """The meeting of each summary that stands in the file once: known to this test alone."""
    by_row = {row.number: slug for (_, slug), row in adapted.draft.rows.items()}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(at, row["Summary"].strip()) for at, row in enumerate(csv.DictReader(file), start=2)]
    times = Counter(summary for _, summary in rows)
    return {told: by_row[at] for at, told in rows if told and times[told] == 1 and at in by_row}


def test_renumbered_events_are_recognised() -> None:
    first, second = sample(OLD.file), sample(NEW.file)
    old, known = adapt(OLD, first, Nothing()), Directory()
    known.learn(old.draft.entries(old.file))
    new = adapt(NEW, second, known)
    before, after = summaries(first, old), summaries(second, new)
    truth = {after[told]: before[told] for told in before.keys() & after.keys()}
    found = {pair.new: pair.old for pair in assign(fingerprints(new), fingerprints(old), 0.45)}
    right = sum(found.get(slug) == one for slug, one in truth.items())
    compared = {slug for slug, one in found.items() if slug in truth or one in set(truth.values())}
    assert len(truth) > 1990
    assert right / len(truth) >= 0.98
    assert right / len(compared) >= 0.98


@pytest.mark.parametrize(
    ("name", "kind", "records", "faults"),
    [
        ("ucdp-actor-22.1", RecordType.ACTOR, 1725, {}),
        ("ucdp-conflict-25.1", RecordType.CONFLICT, 303, {}),
        ("ucdp-dyadic-25.1", RecordType.CONFLICT, 303, {}),
        ("ucdp-agreement-22.1", RecordType.OUTCOME, 374, {}),
        ("pax-10", RecordType.OUTCOME, 2257, {"ucdp_agreement": 2}),
        ("mend-2025-07", RecordType.MEETING, 2467, {"id": 6, "urls": 9}),
        (
            "mend-2026-03",
            RecordType.MEETING,
            2955,
            {"person_ids": 120, "local_ids": 246, "third_ids": 2, "day": 1, "id": 1, "agmt_name": 2},
        ),
    ],
)
def test_every_row_becomes_a_record_and_every_fault_is_told(
    name: str, kind: RecordType, records: int, faults: dict[str, int]
) -> None:
    adapted = adapt(DATASETS[name], sample(DATASETS[name].file), Nothing())
    entries = adapted.draft.entries(adapted.file)
    told = Counter(one.field for one in adapted.draft.remarks)
    assert sum(entry.type == kind for entry in entries) == records
    assert {field: told[field] for field in faults} == faults


def test_agreements_match_by_day_and_title_as_their_numbers_say() -> None:
    known = Directory()
    for name, path in extra("ucdp"):
        adapted = adapt(DATASETS[name], path, known)
        known.learn(adapted.draft.entries(adapted.file))
    old = papers(adapted)
    numbers = {value: one.slug for one in old for _, value in one.ids}
    new = papers(adapt(DATASETS["pax-10"], sample(DATASETS["pax-10"].file), known))
    truth = {
        one.slug: numbers[value]
        for one in new
        for scheme, value in one.ids
        if scheme == "UCDP_AGREEMENT" and value in numbers
    }
    found = {pair.new: pair.old for pair in agreements.assign(new, old)}
    right = sum(found.get(slug) == one for slug, one in truth.items())
    assert right / len(truth) >= 0.94
    assert right / len(found) >= 0.98


def papers(adapted: Adapted) -> list[agreements.Paper]:
    told = [data for (kind, _), data in adapted.draft.records.items() if kind == RecordType.OUTCOME]
    return [agreements.paper(json.loads(json.dumps(data))) for data in told]


@pytest.mark.parametrize("name", EXTRAS["ucdp"])
def test_what_is_shipped_is_what_was_published_without_its_prose(name: str) -> None:
    path = dict(extra("ucdp"))[name]
    assert path.read_text(encoding="utf-8") == excerpt(DATASETS[name], sample(DATASETS[name].file))


def test_a_release_comes_in_and_changes_nothing_when_it_comes_again(sqlite_curated: Session) -> None:
    path = sample(NEW.file)
    first = bring(sqlite_curated, NEW, path).summary()
    again = bring(sqlite_curated, NEW, path).summary()
    assert (first["rejected"], first["conflicts"], first["left_out"]) == (0, 0, 1)
    assert (again["created"], again["updated"], again["renumbered"]) == (0, 0, 0)
    assert again["matched"] == 2955
