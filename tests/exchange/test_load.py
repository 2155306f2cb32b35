"""The curated facts load whole, once, and nobody else's change is written over."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

import db
from db.enums import ActorPart, NameKind, RecordType
from exchange import Author, Refused, countries, curated_files, load, upsert, validate
from exchange.load import summary
from exchange.record import Entry
from tests.exchange.made import everything, numbers, rows, said

QUIET = lambda message: None  # noqa: E731


def folder(tmp_path: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return sorted(tmp_path.glob("*.yaml"))


def test_all_curated_facts_are_there(curated: Session) -> None:
    counts = {
        model.__name__: len(rows(curated, model))
        for model in (
            db.Meeting,
            db.Delegation,
            db.Mediator,
            db.Outcome,
            db.Statement,
            db.Person,
            db.Process,
            db.Conflict,
            db.Source,
        )
    }
    assert counts == {
        "Meeting": 271,
        "Delegation": 809,
        "Mediator": 448,
        "Outcome": 468,
        "Statement": 380,
        "Person": 553,
        "Process": 62,
        "Conflict": 19,
        "Source": 1069,
    }
    assert len(rows(curated, db.Actor)) == len(countries()) + 47


def test_a_second_load_reads_nothing_and_touches_nothing(curated: Session) -> None:
    told: list[str] = []
    before = everything(curated)
    assert load(curated, progress=told.append).results == []
    assert told == ["The curated files are loaded already."]
    assert everything(curated) == before


def test_files_read_again_touch_nothing_either(curated: Session) -> None:
    for row in curated.exec(select(db.LoadedFile)):
        curated.delete(row)
    curated.commit()
    before = {name: found for name, found in everything(curated).items() if name != "loaded_file"}
    report = load(curated, progress=QUIET)
    assert summary(report) == "created 0, updated 0, unchanged 2271, conflicts 0, rejected 0"
    assert {name: found for name, found in everything(curated).items() if name != "loaded_file"} == before


def test_turkiye_hosted_twenty(curated: Session) -> None:
    turkiye = numbers(curated, db.Actor)["TR"]
    assert sum(row["actor_id"] == turkiye for row in rows(curated, db.Hosting)) == 20


def test_parts_are_kept_ready(curated: Session) -> None:
    actors, meetings = numbers(curated, db.Actor), numbers(curated, db.Meeting)
    found = {
        (row["actor_id"], row["part"])
        for row in rows(curated, db.ActorMeeting)
        if row["meeting_id"] == meetings["istanbul-2025-06-02"]
    }
    wanted = {
        (actors["RU"], ActorPart.PARTY),
        (actors["UA"], ActorPart.PARTY),
        (actors["TR"], ActorPart.MEDIATED),
    }
    assert wanted <= found
    assert (actors["TR"], ActorPart.PARTY) not in found


def test_a_person_of_several_files_is_one_record(curated: Session) -> None:
    fidan = numbers(curated, db.Person)["hakan-fidan"]
    offices = [row["title"] for row in rows(curated, db.Position) if row["person_id"] == fidan]
    assert offices == ["Minister of Foreign Affairs", "Director of the National Intelligence Organisation"]
    (change,) = [row for row in rows(curated, db.Change) if row["slug"] == "hakan-fidan"]
    assert change["agent"] == "curated:gaza.yaml+russia-ukraine.yaml"


def test_states_have_their_codes_names_and_flags(curated: Session) -> None:
    states = {row["slug"]: row for row in rows(curated, db.Actor) if row["type"] == "Country"}
    assert len(states) == 250
    turkiye = states["TR"]
    assert [turkiye[field] for field in ("name", "alpha3", "numeric", "flag")] == [
        "Türkiye",
        "TUR",
        "792",
        "🇹🇷",
    ]
    assert states["XK"]["alpha3"] == "XKX"
    names = {
        row["language"]: row["text"]
        for row in rows(curated, db.Name)
        if row["record_id"] == turkiye["id"] and row["kind"] == NameKind.COMMON
    }
    assert (names["en"], names["tr"], names["uk"]) == ("Türkiye", "Türkiye", "Туреччина")


def test_every_fact_that_promises_a_source_has_one(curated: Session) -> None:
    cited = {row["record_id"] for row in rows(curated, db.Citation)}
    for model in (db.Meeting, db.Outcome, db.Statement):
        assert set(numbers(curated, model).values()) <= cited


def test_somebody_elses_change_is_kept_and_told(curated: Session, tmp_path: Path) -> None:
    record = validate(
        RecordType.CONFLICT, {"id": "gaza-war", "name": "Gaza war, as edited", "parties": ["IL"]}
    )
    upsert(curated, [Entry(RecordType.CONFLICT, record, ("edit",))], Author("editor:ada"))
    curated.commit()
    for path in curated_files():
        text = path.read_text().replace("name: Yemen civil war", "name: Yemen war")
        (tmp_path / path.name).write_text(text + "# read again\n")
    report = load(curated, sorted(tmp_path.glob("*.yaml")), QUIET)
    (conflict,) = [result for result in report.results if result.action == "conflict"]
    assert (conflict.entry.slug, conflict.problems[0].code) == ("gaza-war", "CHANGED_ELSEWHERE")
    assert conflict.problems[0].message == "Last changed by editor:ada; that is kept."
    names = {row["slug"]: row["name"] for row in rows(curated, db.Conflict)}
    assert names["gaza-war"] == "Gaza war, as edited"


def test_unchanged_files_still_contribute(states: Session, tmp_path: Path) -> None:
    person = "persons:\n  - {id: ada, name: Ada, positions: [{title: %s}]}\n"
    load(states, folder(tmp_path, a=person % "Envoy", b=person % "Minister"), QUIET)
    report = load(states, folder(tmp_path, b=person % "President"), QUIET)
    assert said(report) == {"ada": "updated"}
    assert [row["title"] for row in rows(states, db.Position)] == ["Envoy", "President"]


def test_a_wrong_file_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    good, bad = "persons:\n  - {id: ada, name: Ada}\n", "persons:\n  - {id: bo}\n  - {id: cy, nom: Cy}\n"
    with pytest.raises(Refused) as refused:
        load(session, folder(tmp_path, good=good, wrong=bad), QUIET)
    assert [str(problem) for problem in refused.value.problems] == [
        "wrong.yaml:2: bo, name: This field is needed.",
        "wrong.yaml:3: cy, name: This field is needed.",
        "wrong.yaml:3: cy, nom: There is no such field.",
    ]
    assert not any(everything(session).values())


def test_a_failure_while_writing_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    session.connection().exec_driver_sql("DROP TABLE loaded_file")
    session.connection().exec_driver_sql(
        "CREATE TABLE loaded_file (name text, sha256 text, loaded_at integer CHECK (loaded_at = 0))"
    )
    session.commit()
    with pytest.raises(Exception, match="loaded_at"):
        load(session, folder(tmp_path, a="persons:\n  - {id: ada, name: Ada}\n"), QUIET)
    assert not any(everything(session).values())
