"""Records merged and withdrawn: ids lead on, references follow, history stays."""

from typing import Any

import pytest
from sqlmodel import Session, select

import db
from db.enums import Operation, RecordType
from exchange import Receipt, Sent, Terms, delete_record, merge_records, submit
from exchange.rows.common import Key
from tests.exchange.made import rows
from tests.exchange.test_submit import codes, outcomes

TERMS = Terms("acme", {}, reason="two spellings")
FRONT: Key = (RecordType.ACTOR, "front")
FRONT_2: Key = (RecordType.ACTOR, "front-2")
OSLO: Key = (RecordType.MEETING, "oslo-2001")


def actor(slug: str, name: str, **more: Any) -> Sent:
    return Sent(RecordType.ACTOR, {"id": slug, "name": name, "kind": "ARMED_GROUP", **more})


MEETING = Sent(
    RecordType.MEETING,
    {
        "id": "oslo-2001",
        "title": "Round",
        "kind": "SUMMIT",
        "status": "HELD",
        "start": "2001-05-03",
        "hosts": ["front", "front-2"],
        "delegations": [{"actors": ["front-2"], "role": "PARTY", "heads": ["ada-demir"]}],
        "sources": ["s1"],
        "outcomes": [
            {"id": "truce", "kind": "CEASEFIRE", "status": "AGREED", "title": "Truce", "sources": ["s1"]}
        ],
    },
)
GROUND = [
    Sent(RecordType.SOURCE, {"id": "s1", "url": "https://example.org/a"}),
    actor("front", "Front", external_ids=[{"scheme": "WIKIDATA", "value": "Q1"}]),
    actor("front-2", "The Front", external_ids=[{"scheme": "WIKIDATA", "value": "Q2"}], sources=["s1"]),
    Sent(RecordType.PERSON, {"id": "ada-demir", "name": "Ada Demir", "actor": "front-2"}),
    MEETING,
]


@pytest.fixture
def ground(session: Session) -> Session:
    receipt = submit(session, GROUND, TERMS)
    assert receipt.written, codes(receipt)
    return session


def slugs(session: Session, model: Any) -> list[str]:
    return sorted(session.exec(select(model.slug)))


def merged(session: Session, keep: Key = FRONT, gone: Key = FRONT_2) -> Receipt:
    return merge_records(session, keep, gone, TERMS)


def test_references_follow_and_lists_are_united(ground: Session) -> None:
    assert merged(ground).written
    front = ground.exec(select(db.Actor)).one()
    assert front.slug == "front"
    assert ground.exec(select(db.Person.actor_id)).one() == front.id
    assert ground.exec(select(db.Hosting.actor_id)).all() == [front.id]
    assert set(ground.exec(select(db.ActorMeeting.actor_id))) == {front.id}
    assert sorted(ground.exec(select(db.ExternalId.value))) == ["Q1", "Q2"]
    assert "The Front" in ground.exec(select(db.Name.text)).all()


def test_the_parts_of_a_meeting_keep_their_ids(ground: Session) -> None:
    before = ground.exec(select(db.Delegation.id, db.Delegation.slug)).all()
    merged(ground)
    assert ground.exec(select(db.Delegation.id, db.Delegation.slug)).all() == before


def test_the_former_id_leads_on_also_over_two_mergers(ground: Session) -> None:
    submit(ground, [actor("front-3", "Front three")], TERMS)
    merged(ground)
    merged(ground, (RecordType.ACTOR, "front-3"), FRONT)
    front = ground.exec(select(db.Actor)).one()
    assert {alias.slug: alias.record_id for alias in ground.exec(select(db.RecordAlias))} == {
        "front": front.id,
        "front-2": front.id,
    }
    into = ground.exec(select(db.Record.merged_into).where(db.Record.type == RecordType.ACTOR)).all()
    assert sorted(into, key=str) == sorted([None, front.id, front.id], key=str)


def test_every_change_is_written_down(ground: Session) -> None:
    known = len(rows(ground, db.Change))
    merged(ground)
    new = rows(ground, db.Change)[known:]
    assert [(one["slug"], one["operation"], one["reason"]) for one in new] == [
        ("front", Operation.UPDATE, "two spellings"),
        ("ada-demir", Operation.UPDATE, "two spellings"),
        ("oslo-2001", Operation.UPDATE, "two spellings"),
        ("front-2", Operation.MERGE, "two spellings"),
    ]


def test_a_merged_id_cannot_be_sent_any_more_but_named(ground: Session) -> None:
    merged(ground)
    assert codes(submit(ground, [actor("front-2", "Again")], TERMS)) == ["MERGED"]
    assert outcomes(submit(ground, [MEETING], TERMS)) == ["UPDATED"]


@pytest.mark.parametrize(
    ("keep", "gone", "code"),
    [
        (FRONT, FRONT, "NOT_MERGEABLE"),
        (FRONT, OSLO, "NOT_MERGEABLE"),
        (FRONT, (RecordType.ACTOR, "nobody"), "UNKNOWN_REFERENCE"),
        (FRONT, (RecordType.ACTOR, "TR"), "PROTECTED"),
        ((RecordType.DELEGATION, "a"), (RecordType.DELEGATION, "b"), "WRONG_VALUE"),
    ],
)
def test_what_cannot_be_merged_is_told(ground: Session, keep: Key, gone: Key, code: str) -> None:
    receipt = merged(ground, keep, gone)
    assert (codes(receipt), receipt.written) == ([code], False)


def test_a_record_that_is_named_cannot_be_withdrawn(ground: Session) -> None:
    receipt = delete_record(ground, FRONT_2, TERMS)
    assert codes(receipt) == ["STILL_REFERRED", "STILL_REFERRED"]
    assert [fault.message.split()[0] for fault in receipt.faults] == ["Person:ada-demir", "Meeting:oslo-2001"]
    assert slugs(ground, db.Actor) == ["front", "front-2"]


def test_a_withdrawn_record_leaves_its_history(ground: Session) -> None:
    assert delete_record(ground, OSLO, TERMS).written
    for model in (db.Meeting, db.Delegation, db.Outcome):
        assert slugs(ground, model) == []
    told = [one for one in rows(ground, db.Change) if one["slug"] == "oslo-2001"]
    assert [(one["operation"], one["after"] is None) for one in told] == [
        (Operation.CREATE, False),
        (Operation.DELETE, True),
    ]
    assert outcomes(submit(ground, [MEETING], TERMS)) == ["CREATED"]
    assert codes(delete_record(ground, (RecordType.MEETING, "nobody"), TERMS)) == ["UNKNOWN_REFERENCE"]


def test_a_source_can_be_withdrawn_when_nothing_rests_on_it(ground: Session) -> None:
    s1: Key = (RecordType.SOURCE, "acme/s1")
    assert set(codes(delete_record(ground, s1, TERMS))) == {"STILL_REFERRED"}
    submit(ground, [Sent(RecordType.SOURCE, {"id": "s2", "title": "Unused"})], TERMS)
    assert delete_record(ground, (RecordType.SOURCE, "acme/s2"), TERMS).written
    assert slugs(ground, db.Source) == ["acme/s1"]


def test_what_was_merged_into_a_record_goes_with_it(ground: Session) -> None:
    merged(ground)
    for key in (OSLO, (RecordType.PERSON, "ada-demir"), FRONT):
        assert delete_record(ground, key, TERMS).written
    assert ground.exec(select(db.RecordAlias)).all() == []
    assert ground.exec(select(db.Record)).all() == []
