"""JSON Lines come in line by line, whatever their order, and go on where they were broken off."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

import db
from exchange import Author, history
from exchange import stream as streaming
from exchange.stream import import_lines
from exchange.write import Action

PARTNER = Author("institute")


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def chain(length: int) -> list[dict[str, Any]]:
    """Persons of groups that are only told afterwards."""
    persons = [
        {"type": "person", "id": f"person-{n}", "name": f"Person {n}", "actor": f"group-{n}"}
        for n in range(length)
    ]
    groups = [
        {"type": "actor", "id": f"group-{n}", "name": f"Group {n}", "kind": "OTHER"} for n in range(length)
    ]
    return [*persons, *groups]


def names(session: Session) -> list[str]:
    return sorted(session.exec(select(db.Person.slug)))


def test_what_names_something_further_down_waits_for_it(session: Session, tmp_path: Path) -> None:
    tally = import_lines(session, lines(tmp_path / "a.jsonl", chain(700)), PARTNER)
    assert (tally.count(Action.CREATED), tally.problems) == (1400, [])
    assert len(names(session)) == 700
    assert session.exec(select(db.ImportProgress)).all() == []


def test_records_that_name_each_other_come_in_however_far_apart(session: Session, tmp_path: Path) -> None:
    """Each meeting follows another one, whose outcome it was: neither can be written before the other."""
    plain = {"kind": "SUMMIT", "status": "HELD", "start": "2001-05-03", "sources": ["s1"]}
    first, second = [], []
    for n in range(600):
        outcome = {
            "id": f"o-{n}",
            "kind": "NEXT_MEETING",
            "status": "IMPLEMENTED",
            "title": "Next",
            "sources": ["s1"],
        }
        led = [{**outcome, "led_to": f"b-{n}"}]
        first.append({"type": "meeting", "id": f"a-{n}", "title": "First", **plain, "outcomes": led})
        second.append({"type": "meeting", "id": f"b-{n}", "title": "Second", **plain, "follows": f"a-{n}"})
    source = {"type": "source", "id": "s1", "title": "Source"}
    tally = import_lines(session, lines(tmp_path / "a.jsonl", [source, *first, *second]), PARTNER)
    assert (tally.count(Action.CREATED), tally.problems) == (1201, [])


def test_what_never_comes_is_told_with_its_line(session: Session, tmp_path: Path) -> None:
    records = [*chain(2), {"type": "person", "id": "lost", "name": "Lost", "actor": "nowhere"}]
    tally = import_lines(session, lines(tmp_path / "a.jsonl", records), PARTNER)
    assert (tally.count(Action.CREATED), tally.count(Action.REJECTED)) == (4, 1)
    assert [(one.code, one.line, one.record) for one in tally.problems] == [("UNKNOWN_REFERENCE", 5, "lost")]


def test_a_broken_line_harms_no_other(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"type": "actor", "id": "group-x", "name": "Group", "kind": "OTHER"}).encode()
    file.write_bytes(
        b"\xff\xfe\n{\n" + good + b"\n" + b'{"type": "actor"}\n' + b"x" * 3_000_000 + b"\n" + good
    )
    tally = import_lines(session, file, PARTNER)
    assert tally.count(Action.CREATED) == 1
    assert {one.line for one in tally.problems} == {1, 2, 4, 5, 6}


class Broken(Exception):
    """The process ends here."""


def test_an_import_goes_on_where_it_was_broken_off(session: Session, tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", chain(800))
    said: list[str] = []

    def stop(message: str) -> None:
        said.append(message)
        if len(said) == 2:
            raise Broken

    with pytest.raises(Broken):
        import_lines(session, file, PARTNER, progress=stop)
    session.rollback()
    before = history.last_change(session)
    assert 0 < before < 1600
    said.clear()
    tally = import_lines(session, file, PARTNER, progress=said.append)
    assert said[0] == f"a.jsonl: going on at line {2 * streaming.BATCH + 1}"
    assert (tally.count(Action.CREATED), tally.count(Action.REJECTED)) == (1600, 0)
    assert history.last_change(session) == 1600


def test_importing_again_changes_nothing(session: Session, tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", chain(3))
    import_lines(session, file, PARTNER)
    tally = import_lines(session, file, PARTNER)
    assert (tally.count(Action.UNCHANGED), tally.count(Action.CREATED)) == (6, 0)
