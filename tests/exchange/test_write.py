"""An upsert writes what changed, keeps the numbers of what stays, and touches nothing when nothing changed."""

from typing import Any

import pytest
from sqlmodel import Session, select

import db
from db.enums import Attendance, RecordType, SeatRole
from exchange import Author, import_files, upsert, validate
from exchange.record import Entry
from tests.exchange.made import GROUND, MEETING, everything, numbers, rows, said, write

MEETING_ID = "oslo-2001-05-03"


def one(session: Session, kind: RecordType, record: dict[str, Any], by: str = "tester") -> Any:
    """The result of writing one record."""
    report = upsert(session, [Entry(kind, validate(kind, record), ("x.jsonl",))], Author(by))
    session.commit()
    return report.results[0]


def test_the_same_records_again_touch_nothing(session: Session) -> None:
    first = write(session, GROUND, MEETING.replace("s1", "a/s1").replace("s2", "a/s2"))
    before = everything(session)
    again = write(session, GROUND, MEETING.replace("s1", "a/s1").replace("s2", "a/s2"))
    assert set(said(first).values()) == {"created"}
    assert set(said(again).values()) == {"unchanged"}
    assert everything(session) == before


def test_parts_get_slugs_from_what_they_are(session: Session) -> None:
    write(session, GROUND + MEETING.lstrip())
    assert set(numbers(session, db.Delegation)) == {
        f"{MEETING_ID}.tr.party",
        f"{MEETING_ID}.ridge-front.party",
    }
    assert set(numbers(session, db.Mediator)) == {f"{MEETING_ID}.no.chair"}
    assert set(numbers(session, db.Seat)) == {
        f"{MEETING_ID}.tr.party.ada-demir",
        f"{MEETING_ID}.no.chair.mediating.bo-nilsen",
    }
    assert set(numbers(session, db.Statement)) == {f"{MEETING_ID}.ada-demir"}
    assert set(numbers(session, db.Source)) == {"a/s1", "a/s2"}
    (place,) = numbers(session, db.Place)
    assert place.startswith("oslo-no-")


def test_an_update_keeps_the_numbers_of_what_stays_and_deletes_the_rest(session: Session) -> None:
    write(session, GROUND + MEETING.lstrip())
    kept = numbers(session, db.Delegation)[f"{MEETING_ID}.ridge-front.party"]
    records = len(rows(session, db.Record))
    less = MEETING.replace(
        "      - {actor: TR, role: PARTY, head: ada-demir, members: "
        "[{person: ada-demir, capacity: Envoy}], sources: [s1]}\n",
        "",
    )
    report = write(session, GROUND + less.lstrip())
    assert {slug for slug, what in said(report).items() if what == "updated"} == {MEETING_ID}
    assert numbers(session, db.Delegation) == {f"{MEETING_ID}.ridge-front.party": kept}
    assert [seat["person_id"] for seat in rows(session, db.Seat)] == [
        numbers(session, db.Person)["bo-nilsen"]
    ]
    assert len(rows(session, db.Record)) == records - 1


def test_an_outcome_that_disappears_takes_its_parts_along(session: Session) -> None:
    write(session, GROUND + MEETING.lstrip())
    head, _, tail = MEETING.partition("    outcomes:")
    write(session, GROUND + (head + "    statements:" + tail.partition("    statements:")[2]).lstrip())
    for model in (db.Outcome, db.Quantity, db.OutcomeStatusChange):
        assert rows(session, model) == []
    kinds = {row["type"] for row in rows(session, db.Record)}
    assert not kinds & {RecordType.OUTCOME, RecordType.STATUS_CHANGE}


def test_a_moved_meeting_moves_what_repeats_its_start(session: Session) -> None:
    write(session, GROUND + MEETING.lstrip())
    write(session, GROUND + MEETING.replace("start: 2001-05-03", "start: 2001-06").lstrip())
    for model in (db.Hosting, db.Delegation, db.DelegationActor, db.Seat, db.Mediator, db.ActorMeeting):
        assert {row["start"] for row in rows(session, model)} == {"2001-06-01"}
    (outcome,) = rows(session, db.Outcome)
    assert (outcome["date_edtf"], outcome["date_inherited"]) == ("2001-06", True)


def test_each_change_is_logged_with_before_and_after(session: Session) -> None:
    record = {"id": "bo", "name": "Bo"}
    one(session, RecordType.PERSON, record)
    one(session, RecordType.PERSON, record | {"name": "Bo Nilsen"}, by="editor")
    first, second = rows(session, db.Change)
    assert (first["operation"], first["before"], first["after"]) == (
        "CREATE",
        None,
        '{"id":"bo","name":"Bo"}',
    )
    assert (second["operation"], second["before"], second["agent"]) == ("UPDATE", first["after"], "editor")
    dataset = session.exec(select(db.Dataset)).one()
    assert (dataset.last_change, dataset.licence) == (second["id"], "CC-BY-4.0")
    assert dataset.updated_at == second["at"] == rows(session, db.Person)[0]["updated_at"]
    assert len(dataset.updated_at) == 24


def test_persons_acting_for_themselves_and_joint_delegations(session: Session) -> None:
    sides = (
        '{actors: [TR, "NO"], role: PARTY}, {heads: [ada-demir, bo-nilsen], role: OBSERVER}, '
        "{actor: TR, role: PARTY}, {actor: TR, role: PARTY}, {id: my.own, actor: TR, role: PARTY}"
    )
    head, _, tail = MEETING.partition("    delegations:")
    text = head + f"    delegations: [{sides}]\n    outcomes:" + tail.partition("    outcomes:")[2]
    write(session, GROUND + text.lstrip())
    assert list(numbers(session, db.Delegation)) == [
        f"{MEETING_ID}.tr+no.party",
        f"{MEETING_ID}.persons.observer",
        f"{MEETING_ID}.tr.party",
        f"{MEETING_ID}.tr.party-2",
        "my.own",
    ]
    heads = [seat for seat in rows(session, db.Seat) if seat["role"] == SeatRole.HEAD]
    assert len(heads) == 2


@pytest.mark.parametrize(
    ("status", "attendance"), [("HELD", Attendance.PRESENT), ("CANCELLED", Attendance.UNKNOWN)]
)
def test_attendance_follows_from_the_status(session: Session, status: str, attendance: Attendance) -> None:
    write(session, GROUND + MEETING.replace("HELD", status).lstrip())
    assert {seat["attendance"] for seat in rows(session, db.Seat)} == {attendance}


def test_a_person_of_another_actor_mediates_for_it(session: Session) -> None:
    def mediated() -> set[int]:
        return {row["actor_id"] for row in rows(session, db.ActorMeeting) if row["part"] == "MEDIATED"}

    write(session, GROUND + MEETING.lstrip())
    actors = numbers(session, db.Actor)
    assert mediated() == {actors["NO"]}
    one(session, RecordType.PERSON, {"id": "bo-nilsen", "name": "Bo Nilsen", "actor": "SE"})
    assert mediated() == {actors["NO"], actors["SE"]}


def test_a_source_has_one_row_an_address(session: Session) -> None:
    write(session, GROUND)
    twin = {
        "id": "x/s9",
        "url": "https://EXAMPLE.org/a",
        "title": "Other headline",
        "publisher": "Herald",
        "published": "2001-05-04",
        "language": "en",
    }
    report = upsert(
        session, [Entry(RecordType.SOURCE, validate(RecordType.SOURCE, twin), ("x.jsonl",))], Author("x")
    )
    (warning,) = report.problems
    assert (warning.code, warning.record, warning.field) == ("SAME_SOURCE", "x/s9", "title")
    assert "'First'" in warning.message
    assert len(rows(session, db.Source)) == 2
    (alias,) = rows(session, db.SourceAlias)
    assert (alias["slug"], alias["source_id"]) == ("x/s9", numbers(session, db.Source)["a/s1"])
    person = {"id": "cy", "name": "Cy", "sources": ["x/s9"]}
    assert one(session, RecordType.PERSON, person).action == "created"
    assert rows(session, db.Citation)[-1]["source_id"] == alias["source_id"]


def test_records_that_name_nothing_known_are_rejected_and_those_that_name_them(session: Session) -> None:
    report = upsert(
        session,
        [
            Entry(kind, validate(kind, record), ("x.jsonl",))
            for kind, record in [
                (RecordType.PERSON, {"id": "dee", "name": "Dee"}),
                (RecordType.PROCESS, {"id": "p", "name": "P", "conflict": "c"}),
                (RecordType.CONFLICT, {"id": "c", "name": "C", "parties": ["atlantis"]}),
            ]
        ],
        Author("x"),
    )
    assert said(report) == {"dee": "created", "c": "rejected", "p": "rejected"}
    assert [problem.code for result in report.results for problem in result.problems] == [
        "UNKNOWN_REFERENCE",
        "UNKNOWN_REFERENCE",
    ]


def test_an_outcome_is_not_taken_from_another_meeting(session: Session) -> None:
    write(session, GROUND + MEETING.lstrip())
    mine = {
        "id": f"{MEETING_ID}-truce",
        "kind": "CEASEFIRE",
        "status": "AGREED",
        "title": "Mine",
        "date": "2001",
        "process": "river-talks",
        "sources": ["a/s1"],
    }
    result = one(session, RecordType.OUTCOME, mine)
    assert (result.action, result.problems[0].code) == ("rejected", "DUPLICATE_ID")
    alone = one(session, RecordType.OUTCOME, mine | {"id": "mine"})
    again = one(session, RecordType.OUTCOME, mine | {"id": "mine", "title": "Still mine"})
    assert (alone.action, again.action) == ("created", "updated")


def test_former_slugs_still_lead_to_the_record(session: Session) -> None:
    write(session, GROUND)
    number = numbers(session, db.Person)["ada-demir"]
    session.add(db.RecordAlias(type=RecordType.PERSON, slug="ada-kaya", record_id=number))
    write(session, GROUND + MEETING.replace("ada-demir", "ada-kaya").lstrip())
    assert number in {seat["person_id"] for seat in rows(session, db.Seat)}


def test_outcomes_live_and_are_linked(session: Session) -> None:
    life = (
        "status_history: [{status: AGREED, date: 2001-05-03}, {status: LAPSED, date: 2002~, sources: [s2]}], "
        "links: [{kind: EXTENDS, outcome: pact}], signatories: [TR, ridge-front], "
        "documents: [{title: Text, url: 'https://example.org/text', sources: [s1]}], "
    )
    text = MEETING.replace("title: Truce, ", f"title: Truce, {life}").replace(
        "status: AGREED, t", "status: LAPSED, t"
    )
    pact = "outcomes: [{id: pact, kind: PLEDGE, status: AGREED, title: Pact, date: 2000, process: river-talks, sources: [s1]}]\n"
    write(session, GROUND + pact + text.lstrip())
    steps = [(row["status"], row["date_edtf"]) for row in rows(session, db.OutcomeStatusChange)]
    assert sorted(steps, key=str) == [("AGREED", "2001-05-03"), ("AGREED", None), ("LAPSED", "2002~")]
    (link,) = rows(session, db.OutcomeLink)
    assert link["target_id"] == numbers(session, db.Outcome)["pact"]
    assert len(rows(session, db.Document)) == 1
    assert [row["role"] for row in rows(session, db.OutcomeActor)] == ["SIGNATORY", "SIGNATORY"]


def test_a_partners_file_is_imported_and_what_is_wrong_in_it_told(session: Session, tmp_path: Any) -> None:
    file = tmp_path / "talks.jsonl"
    file.write_text(
        '{"type": "source", "id": "7", "title": "Report"}\n'
        '{"type": "person", "id": "eve", "name": "Eve", "sources": ["7"]}\n'
        '{"type": "person", "id": "fay", "name": "Fay", "actor": "hill-front"}\n'
        '{"type": "person", "id": "gus", "born": 1950}\n'
    )
    report = import_files(session, [file], "partner:institute", scope="institute")
    assert said(report) == {"institute/7": "created", "eve": "created", "fay": "rejected"}
    assert [(one.code, one.line) for one in report.problems] == [
        ("MISSING_FIELD", 4),
        ("UNKNOWN_FIELD", 4),
        ("UNKNOWN_REFERENCE", 3),
    ]
    assert set(numbers(session, db.Source)) == {"institute/7"}
    again = import_files(session, [file], "partner:institute", scope="institute")
    assert said(again)["eve"] == "unchanged"
