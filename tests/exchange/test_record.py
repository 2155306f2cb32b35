"""The record form takes its short forms, refuses what it does not know, and says which field is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.enums import RecordType
from exchange import TYPES, Problem, Refused, canonical, limits, validate
from exchange.record import Delegation, Meeting, Person

MEETING: dict[str, Any] = {
    "id": "oslo-2001-05-03",
    "title": "First round",
    "kind": "SUMMIT",
    "status": "HELD",
    "start": "2001-05-03",
    "sources": ["herald/s1"],
}


def meeting(**fields: Any) -> Meeting:
    record = validate(RecordType.MEETING, MEETING | fields)
    assert isinstance(record, Meeting)
    return record


def refusal(**fields: Any) -> Problem:
    with pytest.raises(Refused) as refused:
        meeting(**fields)
    (problem,) = refused.value.problems
    return problem


def outcome(**fields: Any) -> dict[str, Any]:
    base = {"id": "o", "kind": "CEASEFIRE", "status": "AGREED", "title": "Truce", "sources": ["herald/s1"]}
    return {"outcomes": [base | fields]}


def test_short_forms_say_the_same_as_full_ones() -> None:
    short = {"actor": "TR", "role": "PARTY", "head": "ada-demir", "sources": ["herald/s1"]}
    full = {"actors": ["TR"], "role": "PARTY", "heads": ["ada-demir"], "sources": [{"source": "herald/s1"}]}
    assert Delegation.model_validate(short) == Delegation.model_validate(full)


def test_the_canonical_form_is_read_back_as_the_same_record() -> None:
    full = meeting(
        delegations=[{"actor": "TR", "role": "PARTY", "head": "ada-demir"}],
        mediators=[{"actor": "NO", "role": "CHAIR", "persons": ["bo-nilsen"]}],
        venue={"city": "Oslo", "country": "NO", "latitude": 59.9, "longitude": 10.75},
        part_of="oslo-2001-05",
        sources=[{"source": "herald/s1", "field": "start", "claim": "on 4 May", "attribution": "a diplomat"}],
        external_ids=[{"scheme": "WIKIDATA", "value": "Q1"}],
        **outcome(quantities=[{"amount": 1.23456789, "category": "MASS", "unit": "tonnes", "from": "TR"}]),
    )
    plain = full.plain()
    assert validate(RecordType.MEETING, plain) == full
    assert plain["outcomes"][0]["quantities"][0] == {
        "count": 1.234568,
        "category": "MASS",
        "unit": "tonnes",
        "from": "TR",
    }


def test_heads_come_first_and_keep_the_office_told_among_the_members() -> None:
    side = Delegation.model_validate(
        {
            "actor": "TR",
            "role": "PARTY",
            "heads": ["b", "a"],
            "members": [{"person": "c"}, {"person": "a", "capacity": "Envoy"}],
        }
    )
    assert [(one.person, one.capacity) for one in side.people()] == [("b", None), ("a", "Envoy"), ("c", None)]


def test_a_native_name_is_a_name() -> None:
    record = validate(
        RecordType.PERSON,
        {"id": "bo", "name": "Bo Nilsen", "native_name": "Bø Nilsen", "native_language": "nb"},
    )
    assert isinstance(record, Person)
    assert [(name.text, name.language, name.kind) for name in record.names] == [("Bø Nilsen", "nb", "NATIVE")]


def test_equal_contents_have_equal_text_whatever_their_order() -> None:
    turned = validate(RecordType.MEETING, dict(reversed((MEETING | {"round": None}).items())))
    assert canonical(turned) == canonical(meeting())


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"venu": {}}, "UNKNOWN_FIELD", "venu"),
        ({"kind": "PICNIC"}, "WRONG_VALUE", "kind"),
        ({"start": "2001-02-30"}, "BAD_DATE", "start"),
        ({"start": "2001/.."}, "BAD_DATE", "start"),
        ({"start": None}, "MISSING_FIELD", "start"),
        ({"end": "2001-05-02"}, "WRONG_VALUE", ""),
        ({"title": "a\0b"}, "WRONG_VALUE", "title"),
        ({"title": "a\x07b"}, "WRONG_VALUE", "title"),
        ({"title": "\ud800"}, "WRONG_VALUE", "title"),
        ({"title": "\u202eabc"}, "WRONG_VALUE", "title"),
        ({"title": " "}, "WRONG_VALUE", "title"),
        ({"title": "x" * (limits.LINE + 1)}, "TOO_LONG", "title"),
        ({"title": 5}, "WRONG_VALUE", "title"),
        ({"round": -1}, "WRONG_VALUE", "round"),
        ({"round": 2**31}, "WRONG_VALUE", "round"),
        ({"round": "2"}, "WRONG_VALUE", "round"),
        ({"round": True}, "WRONG_VALUE", "round"),
        ({"id": "Oslo 2001"}, "WRONG_VALUE", "id"),
        ({"id": "oslo--2001"}, "WRONG_VALUE", "id"),
        ({"hosts": ["no"] * 2}, "WRONG_VALUE", "hosts"),
        ({"hosts": ["Norway"]}, "WRONG_VALUE", "hosts.0"),
        ({"hosts": [f"h{n}" for n in range(limits.LISTS["hosts"] + 1)]}, "TOO_LONG", "hosts"),
        ({"sources": []}, "WRONG_VALUE", ""),
        ({"sources": ["s1"]}, "WRONG_VALUE", "sources.0.source"),
        ({"venue": {}}, "WRONG_VALUE", "venue"),
        ({"venue": {"city": "Oslo", "latitude": 59.9}}, "WRONG_VALUE", "venue"),
        ({"venue": {"latitude": 91.0, "longitude": 0.0}}, "WRONG_VALUE", "venue.latitude"),
        ({"venue": {"country": "no"}}, "WRONG_VALUE", "venue.country"),
        ({"delegations": [{"role": "PARTY"}]}, "WRONG_VALUE", "delegations.0"),
        ({"delegations": [{"actor": "TR", "actors": [], "role": "PARTY"}]}, "WRONG_VALUE", "delegations.0"),
        ({"mediators": [{"role": "CHAIR"}]}, "WRONG_VALUE", "mediators.0"),
        (outcome(quantities=[{"count": float("nan"), "category": "MASS", "unit": "t"}]), "WRONG_VALUE", None),
        (outcome(quantities=[{"count": float("inf"), "category": "MASS", "unit": "t"}]), "WRONG_VALUE", None),
        (outcome(documents=[{"title": "x", "url": "javascript:alert(1)"}]), "WRONG_VALUE", None),
        (outcome(documents=[{"title": "x", "url": "https://a:b@example.org"}]), "WRONG_VALUE", None),
        (outcome(documents=[{"title": "x", "language": "english"}]), "WRONG_VALUE", None),
    ],
)
def test_what_is_wrong_is_refused_with_its_field(
    fields: dict[str, Any], code: str, field: str | None
) -> None:
    problem = refusal(**fields)
    assert problem.code == code
    assert problem.record == fields.get("id", MEETING["id"])
    assert problem.field == field or field is None
    assert problem.message.endswith(".")


def test_all_problems_of_a_record_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        meeting(kind="PICNIC", status="MAYBE", start="soon")
    assert [problem.field for problem in refused.value.problems] == ["kind", "status", "start"]


def test_an_address_is_kept_in_its_canonical_form() -> None:
    record = validate(RecordType.SOURCE, {"id": "a/s1", "url": "HTTPS://Example.ORG:443/Path?Q=1#p2"})
    assert record.plain()["url"] == "https://example.org/Path?Q=1#p2"


def test_heads_and_members_share_the_seats() -> None:
    half = limits.LISTS["delegation_seats"] // 2 + 1
    side = {
        "actor": "TR",
        "role": "PARTY",
        "heads": [f"head-{n}" for n in range(half)],
        "members": [{"person": f"member-{n}"} for n in range(half)],
    }
    assert refusal(delegations=[side]).field == "delegations.0"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from([*Meeting.model_fields, "actor", "head", "conflict"])


@given(st.sampled_from([*TYPES]), st.dictionaries(FIELDS, JSON, max_size=6))
def test_whatever_is_sent_is_read_or_refused(kind: RecordType, fields: dict[str, Any]) -> None:
    try:
        record = validate(kind, MEETING | fields if kind == RecordType.MEETING else fields)
    except Refused:
        return
    assert validate(kind, record.plain()) == record
