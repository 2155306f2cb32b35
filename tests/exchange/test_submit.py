"""A batch is written once and whole, or not at all, and the answer says which and why."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

import db
from db.enums import Operation, RecordType
from exchange import Receipt, Sent, Terms, history, submit
from exchange.load import load
from exchange.submit import LARGEST_BATCH
from tests.exchange.made import rows

TERMS = Terms("acme", {"sent": 1})

SOURCE = Sent(RecordType.SOURCE, {"id": "s1", "url": "https://example.org/a", "title": "First"})
ENVOY = Sent(RecordType.PERSON, {"id": "ada-demir", "name": "Ada Demir"})


def meeting(**fields: Any) -> Sent:
    told = {
        "id": "oslo-2001",
        "title": "First round",
        "kind": "NEGOTIATION_ROUND",
        "status": "HELD",
        "start": "2001-05-03",
        "sources": ["s1"],
        "delegations": [{"role": "PARTY", "heads": ["ada-demir"]}],
    }
    return Sent(RecordType.MEETING, told | fields)


BATCH = [meeting(), ENVOY, SOURCE]


def outcomes(receipt: Receipt) -> list[str]:
    return [line.outcome for line in receipt.lines]


def codes(receipt: Receipt) -> list[str]:
    told = [*receipt.faults, *(fault for line in receipt.lines for fault in line.faults)]
    return [fault.code for fault in told if fault.code != "NOT_WRITTEN"]


def where(receipt: Receipt) -> str:
    (fault,) = (fault for line in receipt.lines for fault in line.faults if fault.code != "NOT_WRITTEN")
    return ".".join(fault.path)


@pytest.fixture
def sent(session: Session) -> Session:
    """A database that has the batch."""
    assert outcomes(submit(session, BATCH, TERMS)) == ["CREATED", "CREATED", "CREATED"]
    return session


def test_a_batch_in_any_order_is_written_and_signed(sent: Session) -> None:
    changes = rows(sent, db.Change)
    assert [(one["slug"], one["agent"], one["operation"]) for one in changes] == [
        ("acme/s1", "acme", Operation.CREATE),
        ("ada-demir", "acme", Operation.CREATE),
        ("oslo-2001", "acme", Operation.CREATE),
    ]
    assert [one["record_id"] is None for one in changes] == [True, False, False]


def test_the_same_again_changes_nothing(sent: Session) -> None:
    before = history.last_change(sent)
    assert outcomes(submit(sent, BATCH, TERMS)) == ["UNCHANGED"] * 3
    assert history.last_change(sent) == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(session: Session) -> None:
    receipt = submit(session, BATCH, replace(TERMS, dry_run=True, key="k"))
    assert (outcomes(receipt), receipt.written) == (["CREATED"] * 3, False)
    assert session.exec(select(db.Change)).all() == []
    assert session.exec(select(db.Submission)).all() == []


def test_the_same_key_gives_the_same_answer(session: Session) -> None:
    terms = replace(TERMS, key="k")
    first = submit(session, BATCH, terms)
    again = submit(session, BATCH, terms)
    assert again == first
    assert (first.replayed, again.replayed, again.written) == (False, True, True)
    assert outcomes(again) == ["CREATED"] * 3


def test_the_same_key_with_other_contents_is_refused(session: Session) -> None:
    submit(session, BATCH, replace(TERMS, key="k"))
    other = submit(session, BATCH, replace(TERMS, key="k", body={"sent": 2}))
    assert (codes(other), other.written) == (["IDEMPOTENCY_KEY_REUSED"], False)
    assert submit(session, BATCH, replace(TERMS, key="k", agent="other")).written, (
        "keys are their sender's own"
    )


def test_a_rejected_batch_leaves_its_key_free(session: Session) -> None:
    terms = replace(TERMS, key="k")
    assert codes(submit(session, [meeting(), SOURCE], terms)) == ["UNKNOWN_REFERENCE"]
    assert submit(session, BATCH, terms).written


@pytest.mark.parametrize(
    ("wrong", "code", "place"),
    [
        (meeting(start="2001-13-45"), "BAD_DATE", "records.0.meeting.start"),
        (meeting(kind="PARTY"), "WRONG_VALUE", "records.0.meeting.kind"),
        (meeting(title=None), "MISSING_FIELD", "records.0.meeting.title"),
        (meeting(colour="red"), "UNKNOWN_FIELD", "records.0.meeting.colour"),
        (meeting(duration_minutes=-1), "WRONG_VALUE", "records.0.meeting.durationMinutes"),
        (meeting(hosts=["nowhere"]), "UNKNOWN_REFERENCE", "records.0.meeting.hosts.0"),
        (meeting(follows="oslo-2001"), "CYCLE", "records.0.meeting.follows"),
        (meeting(note="a\x00b"), "WRONG_VALUE", "records.0.meeting.note"),
    ],
)
def test_one_mistake_rejects_the_batch_and_is_told(
    session: Session, wrong: Sent, code: str, place: str
) -> None:
    receipt = submit(session, [wrong, ENVOY, SOURCE], TERMS)
    assert (codes(receipt), where(receipt)) == ([code], place)
    assert outcomes(receipt) == ["REJECTED"] * 3
    assert session.exec(select(db.Change)).all() == []


def test_a_record_sent_twice_in_a_batch_is_rejected_both_times(session: Session) -> None:
    receipt = submit(session, [ENVOY, ENVOY], TERMS)
    assert codes(receipt) == ["DUPLICATE_ID", "DUPLICATE_ID"]


def test_a_circle_through_what_is_stored_is_found(sent: Session) -> None:
    assert submit(sent, [meeting(id="oslo-2002", follows="oslo-2001")], TERMS).written
    assert codes(submit(sent, [meeting(follows="oslo-2002")], TERMS)) == ["CYCLE"]


def test_a_batch_may_be_too_large(session: Session) -> None:
    assert codes(submit(session, [ENVOY] * (LARGEST_BATCH + 1), TERMS)) == ["BATCH_TOO_LARGE"]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(sent: Session) -> None:
    known = history.last_change(sent)
    renamed = Sent(RecordType.PERSON, {"id": "ada-demir", "name": "Ada D."})
    assert submit(sent, [renamed], replace(TERMS, agent="other")).written
    mine = Sent(RecordType.PERSON, {"id": "ada-demir", "name": "A. Demir"})
    assert codes(submit(sent, [mine], replace(TERMS, unchanged_since=known))) == ["CHANGED_SINCE"]
    assert submit(sent, [mine], replace(TERMS, unchanged_since=history.last_change(sent))).written


def test_the_loader_keeps_what_a_partner_changed(states: Session, tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text("persons: [{id: hakan-fidan, name: Hakan Fidan}]", encoding="utf-8")
    load(states, [file])
    fidan = Sent(RecordType.PERSON, {"id": "hakan-fidan", "name": "Hakan Fidan", "actor": "TR"})
    assert outcomes(submit(states, [fidan], TERMS)) == ["UPDATED"]
    file.write_text("persons: [{id: hakan-fidan, name: H. Fidan}]", encoding="utf-8")
    report = load(states, [file])
    assert [(one.record, one.code) for one in report.problems] == [("hakan-fidan", "CHANGED_ELSEWHERE")]
