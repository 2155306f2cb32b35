"""Releases come in whole or not at all, twice without effect, and never over anybody's work."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from db.enums import RecordType
from exchange import Author, Refused, canonical, last_changes, upsert, validate
from exchange.adapters import DATASETS
from exchange.load import DATA, curated_files, load
from exchange.matching.bring import Wish, bring
from exchange.matching.diff import Diff
from exchange.record import Entry
from exchange.write import Action
from tests.adapters.files import EVENT, Row, save, text
from tests.exchange.made import everything

OLD, NEW = "mend-2025-07", "mend-2026-03"
TALKS = EVENT | {
    "med_event_ID": "SUD202305-41",
    "Day": "11",
    "Month": "5",
    "Year": "2023",
    "med_location - MULTISELECT": "Jeddah, Saudi Arabia",
    "med_loc_cty": "SAU",
    "third_party": "United States; Saudi Arabia",
    "third_party_id_MEND": "CON_3;CON_4",
    "third_party_id_GW": "2;670",
    "individual_med_named": "",
    "med_scope": "",
    "local_parties": "Rapid Support Forces; Sudanese Armed Forces",
    "local_party_id": "NL;NL",
}
"""An event that the curated facts have as jeddah-2023-05-11."""

TITLE = "Signing of the Jeddah Declaration of Commitment to Protect the Civilians of Sudan"


def older(row: Row) -> Row:
    """The row in the columns of the earlier release."""
    names = {
        "third_party_id_MEND": "third_party_id_GLOPAD",
        "third_party_id_GW": "third_party_id_PAX",
        "med_scope": "ind_named_id",
    }
    return {names.get(name, name): value for name, value in row.items()}


def brought(session: Session, folder: Path, dataset: str, *rows: Row, apply: bool = True) -> Diff:
    path = save(folder, dataset, *rows)
    return bring(session, DATASETS[dataset], path, Wish(part=True, apply=apply))


def ids(session: Session, slug: str) -> list[tuple[str, str]]:
    after = last_changes(session, [(RecordType.MEETING, slug)])[RecordType.MEETING, slug].after
    return [(one["value"], one["release"]) for one in json.loads(after or "{}")["external_ids"]]


def meetings(diff: Diff) -> list[str]:
    return [step.id for step in diff.steps if step.type == "Meeting"]


def test_a_renumbered_event_is_the_same_meeting(curated: Session, tmp_path: Path) -> None:
    first = brought(curated, tmp_path, OLD, older(EVENT), older(EVENT | {"Day": "20", "source_urls": ""}))
    moved = EVENT | {"med_event_ID": "RIV202001-9", "individual_med_named": "Ada  Demir"}
    second = brought(curated, tmp_path, NEW, moved)
    slug = second.matches[0].id
    assert slug in meetings(first)
    assert ids(curated, slug) == [("RIV202001-1", "2025-07-03"), ("RIV202001-9", "2026-03-24")]
    assert [(one.before, one.foreign) for one in second.renumbered()] == [("RIV202001-1", "RIV202001-9")]


def test_one_number_for_another_event_is_another_meeting(curated: Session, tmp_path: Path) -> None:
    brought(curated, tmp_path, OLD, older(EVENT))
    other = EVENT | {
        "Day": "7",
        "third_party": "Norway",
        "local_parties": "Hill Council",
        "source_urls": "https://example.org/z",
        "med_location - MULTISELECT": "Oslo, Norway",
        "med_loc_cty": "NOR",
        "individual_med_named": "Bo Nilsen",
    }
    assert brought(curated, tmp_path, NEW, other).matches == []


def test_a_release_brought_in_twice_changes_nothing(curated: Session, tmp_path: Path) -> None:
    rows = (EVENT, EVENT | {"Day": "7"}, TALKS, EVENT)
    brought(curated, tmp_path, NEW, *rows)
    before = everything(curated)
    again = brought(curated, tmp_path, NEW, *rows)
    assert (again.count(again.steps[0].action), len(again.steps)) == (len(again.steps), len(again.steps))
    assert again.summary()["created"] == again.summary()["updated"] == 0
    assert everything(curated) == before


def test_an_older_release_after_a_newer_one_only_adds_its_numbers(curated: Session, tmp_path: Path) -> None:
    brought(curated, tmp_path, NEW, EVENT | {"agmt": "1", "agmt_name": "River declaration"})
    late = brought(curated, tmp_path, OLD, older(EVENT | {"med_event_ID": "RIV202001-5"}))
    assert [step.fields for step in late.steps if step.type == "Meeting"] == [("external_ids",)]


def test_a_piece_of_a_release_drops_nothing(curated: Session, tmp_path: Path) -> None:
    brought(curated, tmp_path, OLD, older(EVENT), older(EVENT | {"Day": "20", "source_urls": ""}))
    assert brought(curated, tmp_path, NEW, EVENT).dropped == []


def test_what_a_release_drops_is_told_whatever_its_day_and_stays(curated: Session, tmp_path: Path) -> None:
    early = EVENT | {"Year": "2019", "source_urls": "", "individual_med_named": ""}
    first = brought(curated, tmp_path, OLD, older(EVENT), older(early))
    (gone,) = (slug for slug in meetings(first) if "2019" in slug)
    # A release of one row: the published one has 2,956.
    small = replace(DATASETS[NEW], layout=replace(DATASETS[NEW].layout, rows=1))
    second = bring(curated, small, save(tmp_path, NEW, EVENT))
    assert second.dropped == [gone]
    assert f"dropped by the release, kept here: {gone}" in list(second.lines())
    assert (RecordType.MEETING, gone) in last_changes(curated, [(RecordType.MEETING, gone)])


def test_a_curated_meeting_is_recognised_and_only_gains_a_number(curated: Session, tmp_path: Path) -> None:
    key = (RecordType.MEETING, "jeddah-2023-05-11")
    before = json.loads(last_changes(curated, [key])[key].after or "")
    diff = brought(curated, tmp_path, NEW, TALKS)
    last = last_changes(curated, [key])[key]
    assert [one.id for one in diff.matches] == [key[1]]
    assert last.agent == "dataset:mend-2026-03 on curated:sudan.yaml"
    after = json.loads(last.after or "")
    assert after.pop("external_ids") == [
        {"scheme": "MEND_EVENT", "value": "SUD202305-41", "release": "2026-03-24"}
    ]
    assert after == {name: value for name, value in before.items() if name != "external_ids"}


def test_the_loader_keeps_numbers_that_imports_added(curated: Session, tmp_path: Path) -> None:
    brought(curated, tmp_path, NEW, TALKS)
    for file in curated_files(DATA):
        changed = file.read_text(encoding="utf-8").replace(TITLE, "Changed by a curator")
        (tmp_path / file.name).write_text(changed, encoding="utf-8")
    report = load(curated, curated_files(tmp_path))
    assert (report.problems, report.count(Action.UPDATED)) == ([], 1)
    assert ids(curated, "jeddah-2023-05-11") == [("SUD202305-41", "2026-03-24")]


def test_what_somebody_changed_is_kept_and_told(curated: Session, tmp_path: Path) -> None:
    diff = brought(curated, tmp_path, OLD, older(EVENT))
    slug = meetings(diff)[0]
    last = last_changes(curated, [(RecordType.MEETING, slug)])[RecordType.MEETING, slug]
    edited = validate(RecordType.MEETING, json.loads(last.after or "") | {"title": "As an editor has it"})
    upsert(curated, [Entry(RecordType.MEETING, edited, ("hand",))], Author("editor"))
    curated.commit()
    second = brought(curated, tmp_path, NEW, EVENT)
    assert [problem.code for problem in second.conflicts] == ["CHANGED_ELSEWHERE"]
    kept = last_changes(curated, [(RecordType.MEETING, slug)])[RecordType.MEETING, slug]
    assert json.loads(kept.after or "")["title"] == "As an editor has it"
    assert canonical(edited) != kept.after


def test_a_dry_run_shows_the_same_and_writes_nothing(curated: Session, tmp_path: Path) -> None:
    before = everything(curated)
    shown = brought(curated, tmp_path, NEW, EVENT, TALKS, apply=False)
    assert everything(curated) == before
    done = brought(curated, tmp_path, NEW, EVENT, TALKS)
    assert [shown.steps, shown.matches] == [done.steps, done.matches]
    assert json.loads(json.dumps(done.plain()))["summary"]["created"] == done.summary()["created"]


@pytest.mark.parametrize("fault", ["cut", "encoding", "headers"])
def test_a_file_that_is_wrong_leaves_the_database_as_it_was(
    curated: Session, tmp_path: Path, fault: str
) -> None:
    whole = text(NEW, EVENT, EVENT | {"Day": "7", "Summary": "Genève"})
    broken = {
        "cut": whole[:-40].encode(),
        "encoding": whole.encode("latin-1").replace(b"RF: Ridge", b"RF: R\xeedge"),
        "headers": whole.replace("Day,", "Date,").encode(),
    }
    (tmp_path / "wrong.csv").write_bytes(broken[fault])
    before = everything(curated)
    with pytest.raises(Refused) as refusal:
        bring(curated, DATASETS[NEW], tmp_path / "wrong.csv", Wish(part=True))
    assert refusal.value.problems[0].line
    assert everything(curated) == before
