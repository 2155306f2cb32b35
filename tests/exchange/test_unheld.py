"""What the curated files hold no more is withdrawn, unless somebody else changed it or names it."""

from pathlib import Path

from sqlmodel import Session

import db
from db.enums import RecordType
from exchange import Report, Sent, Terms, load, submit
from exchange.load import summary
from tests.exchange.made import numbers, rows

TERMS = Terms("acme", {})
TALKS = """
processes: [{id: river-talks, name: River talks}]
persons: [{id: ada-demir, name: Ada Demir}, {id: bo-nilsen, name: Bo Nilsen}]
sources: [{id: s1, url: "https://example.org/a", title: First}]
meetings:
  - {id: oslo-2001, process: river-talks, title: First round, kind: SUMMIT, status: HELD, start: 2001-05-03, sources: [s1],
     venue: {city: Oslo, country: "NO"}, delegations: [{actor: TR, role: PARTY, head: ada-demir}],
     outcomes: [{id: truce, kind: CEASEFIRE, status: AGREED, title: Truce, sources: [s1]}]}
"""
OTHER = """
persons: [{id: bo-nilsen, name: Bo Nilsen}]
sources: [{id: s7, url: "https://example.org/a", title: First}]
"""


def loaded(session: Session, folder: Path, **texts: str) -> Report:
    """Load these files, and no others."""
    for path in folder.glob("*.yaml"):
        path.unlink()
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(session, sorted(folder.glob("*.yaml")))


def codes(report: Report) -> dict[str, str]:
    return {problem.record: problem.code for problem in report.problems}


def test_a_record_that_is_gone_from_its_file_is_withdrawn_and_its_history_stays(
    states: Session, tmp_path: Path
) -> None:
    loaded(states, tmp_path, talks=TALKS)
    report = loaded(states, tmp_path, talks=TALKS.replace(", {id: bo-nilsen, name: Bo Nilsen}", ""))
    assert summary(report).endswith("conflicts 0, rejected 0, withdrawn 1")
    assert list(numbers(states, db.Person)) == ["ada-demir"]
    told = [row for row in rows(states, db.Change) if row["slug"] == "bo-nilsen"]
    assert [(row["operation"], row["agent"], row["after"] is None) for row in told] == [
        ("CREATE", "curated:talks.yaml", False),
        ("DELETE", "curated:talks.yaml", True),
    ]
    assert summary(loaded(states, tmp_path, talks=TALKS)).startswith("created 1, updated 0,")


def test_a_file_that_is_gone_takes_its_records_with_it_and_leaves_those_of_others(
    states: Session, tmp_path: Path
) -> None:
    loaded(states, tmp_path, talks=TALKS, other=OTHER)
    assert len(rows(states, db.Place)) == 1
    report = loaded(states, tmp_path, other=OTHER)
    assert summary(report).endswith("withdrawn 4"), report.problems
    assert list(numbers(states, db.Person)) == ["bo-nilsen"]
    assert [row["slug"] for row in rows(states, db.Source)] == ["other/s7"]
    for model in (db.Meeting, db.Outcome, db.Process, db.Place, db.SourceAlias):
        assert rows(states, model) == []


def test_what_others_name_stays_with_all_it_names(states: Session, tmp_path: Path) -> None:
    loaded(states, tmp_path, talks=TALKS, other=OTHER)
    after = {"id": "bern-2002", "title": "Next", "kind": "SUMMIT", "status": "HELD", "start": "2002"}
    follows = Sent(RecordType.MEETING, after | {"follows": "oslo-2001", "sources": ["s1"]})
    source = Sent(RecordType.SOURCE, {"id": "s1", "title": "Mine"})
    assert submit(states, [follows, source], TERMS).written
    report = loaded(states, tmp_path, other=OTHER)
    kept = dict.fromkeys(("oslo-2001", "river-talks", "ada-demir", "talks/s1"), "STILL_REFERRED")
    assert codes(report) == kept
    assert report.problems[0].file == "talks.yaml"
    assert "names it; it is kept." in report.problems[0].message


def test_what_somebody_else_changed_stays(states: Session, tmp_path: Path) -> None:
    loaded(states, tmp_path, talks=TALKS, other=OTHER)
    assert submit(states, [Sent(RecordType.PERSON, {"id": "bo-nilsen", "name": "B. Nilsen"})], TERMS).written
    report = loaded(states, tmp_path, talks=TALKS.replace(", {id: bo-nilsen, name: Bo Nilsen}", ""))
    assert codes(report)["bo-nilsen"] == "CHANGED_ELSEWHERE"
    assert {row["name"] for row in rows(states, db.Person)} == {"Ada Demir", "B. Nilsen"}


def test_a_meeting_under_another_id_keeps_its_outcomes(states: Session, tmp_path: Path) -> None:
    loaded(states, tmp_path, talks=TALKS)
    report = loaded(states, tmp_path, talks=TALKS.replace("oslo-2001", "oslo-2001-05-03"))
    assert summary(report).startswith("created 1, updated 0, ")
    assert summary(report).endswith("conflicts 0, rejected 0, withdrawn 1")
    assert list(numbers(states, db.Meeting)) == ["oslo-2001-05-03"]
    assert list(numbers(states, db.Outcome)) == ["truce"]
    both = [row for row in rows(states, db.Change) if row["slug"].startswith("oslo")][1:]
    assert [row["operation"] for row in both] == ["DELETE", "CREATE"]
    assert len({row["at"] for row in both}) == 1, "one transaction has one moment"


def test_a_folder_without_files_takes_nothing_away(states: Session, tmp_path: Path) -> None:
    loaded(states, tmp_path, talks=TALKS)
    assert "withdrawn" not in summary(loaded(states, tmp_path))
    assert list(numbers(states, db.Meeting)) == ["oslo-2001"]
