"""Figures are exact: every facet equals a plain count by its own key, encounters and timelines a count by hand."""

import itertools
from datetime import date
from typing import Any

import pytest

from tests.asking import Asking

ACTOR = {
    "HOST": "host",
    "MEDIATOR": "mediator",
    "PARTY": "party",
    "PROPOSED_BY": "proposedBy",
    "SIGNATORY": "signatory",
}
ACTOR |= {"ADDRESSED_TO": "addressedTo", "PROCESS": "process", "CONFLICT": "conflict", "ACTOR": "actor"}
MEETING = ("YEAR", "KIND", "STATUS", "HOST", "MEDIATOR", "PARTY", "PROCESS", "CONFLICT", "CITY")
OUTCOME = ("YEAR", "KIND", "STATUS", "PROCESS", "CONFLICT", "PROPOSED_BY", "ADDRESSED_TO", "SIGNATORY")
CASES = [("meetings", "Meeting", by) for by in MEETING] + [("outcomes", "Outcome", by) for by in OUTCOME]
CASES += [("persons", "Person", "ACTOR")]


def _where(by: str, key: str) -> dict[str, Any]:
    """The filter that takes the key of a facet."""
    if by in ACTOR:
        return {ACTOR[by]: {"slug": {"eq": key}}}
    if by == "YEAR":
        return {"year": {"eq": int(key)}}
    return {by.lower(): {"eq": key}}


@pytest.mark.parametrize(("name", "noun", "by"), CASES)
def test_a_facet_counts_what_its_key_finds(ask: Asking, name: str, noun: str, by: str) -> None:
    query = f"query ($w: {noun}Where, $by: {noun}Facet!) {{ {name}(where: $w) {{ totalCount facets(by: $by, first: 100) {{ key label count record {{ id }} }} }} }}"
    for where in ({}, {"updatedAt": {"gt": "2000-01-01T00:00:00Z"}}):
        facets = ask.data(query, w=where, by=by)[name]["facets"]
        assert [(-one["count"], one["key"]) for one in facets] == sorted(
            (-one["count"], one["key"]) for one in facets
        )
        for one in facets[:12]:
            asked = ask.data(query, w={"and": [where, _where(by, one["key"])]}, by=by)[name]
            assert one["count"] == asked["totalCount"], one
            assert one["label"]
            assert (one["record"] is None) is (by in ("YEAR", "KIND", "STATUS", "CITY"))


def test_facets_honour_the_filter_and_stand_beside_nodes_and_pages(ask: Asking) -> None:
    query = """{ country(code: "TR") { hostedMeetings(first: 2, where: {kind: {eq: NEGOTIATION_ROUND}}) {
        pageInfo { hasNextPage } nodes { slug } totalCount
        years: facets(by: YEAR) { key count } kinds: facets(by: KIND, first: 1) { key label count record { id } } } } }"""
    page = ask.data(query)["country"]["hostedMeetings"]
    assert page["kinds"] == [
        {
            "key": "NEGOTIATION_ROUND",
            "label": "Negotiation round",
            "count": page["totalCount"],
            "record": None,
        }
    ]
    assert sum(one["count"] for one in page["years"]) == page["totalCount"]
    assert len(page["nodes"]) == 2


def test_the_record_of_a_facet_is_read_beside_it(ask: Asking) -> None:
    query = "{ meetings { facets(by: HOST, first: 1) { key record { __typename id ... on Country { code name } } } } }"
    [top] = ask.data(query)["meetings"]["facets"]
    assert top["record"] == {
        "__typename": "Country",
        "id": f"Actor:{top['key']}",
        "code": top["key"],
        "name": top["record"]["name"],
    }


def test_a_facet_of_too_many_is_refused(ask: Asking) -> None:
    assert ask("{ meetings { facets(by: HOST, first: 101) { key } } }").codes == ["BAD_PAGE"]


@pytest.mark.parametrize("slug", ["vladimir-medinsky", "hakan-fidan", "steve-witkoff"])
def test_met_with_counts_meetings_both_were_in_the_room_of(ask: Asking, slug: str) -> None:
    query = """query ($s: String!) { person(slug: $s) { metWith(first: 100) {
        person { slug name } meetingsTogether first { edtf earliest } last { earliest } } } }"""
    met = ask.data(query, s=slug)["person"]["metWith"]
    assert slug not in [one["person"]["slug"] for one in met]
    assert [-one["meetingsTogether"] for one in met] == sorted(-one["meetingsTogether"] for one in met)
    rooms = _rooms(ask)
    mine = [room for room in rooms if slug in room["people"]]
    for one in met:
        shared = [room["start"] for room in mine if one["person"]["slug"] in room["people"]]
        assert one["meetingsTogether"] == len(shared)
        assert (one["first"]["earliest"], one["last"]["earliest"]) == (min(shared), max(shared))
    expected = {person for room in mine for person in room["people"]} - {slug}
    assert len(met) == min(100, len(expected))


def _rooms(ask: Asking) -> list[dict[str, Any]]:
    """Who was in the room of each meeting."""
    query = """query ($a: String) { meetings(first: 100, after: $a) { pageInfo { endCursor hasNextPage }
        nodes { start { earliest } persons(first: 100) { nodes { slug } } } } }"""
    found: list[dict[str, Any]] = []
    cursor, more = None, True
    while more:
        page = ask.data(query, a=cursor)["meetings"]
        found += [
            {
                "start": one["start"]["earliest"],
                "people": {person["slug"] for person in one["persons"]["nodes"]},
            }
            for one in page["nodes"]
        ]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return found


def test_a_timeline_tells_the_days_between_meetings_and_what_became_of_agreements(ask: Asking) -> None:
    query = """{ process(slug: "istanbul-talks-2025") {
        timeline { steps { daysSincePrevious meeting { slug status start { earliest } } } meetings held
                   nextMeetings nextMeetingsFollowed agreed partlyImplemented implemented violated }
        meetings(first: 100) { totalCount nodes { slug status } }
        outcomes(first: 100) { nodes { kind status ledTo { slug } } } } }"""
    process = ask.data(query)["process"]
    timeline, outcomes = process["timeline"], process["outcomes"]["nodes"]
    days = [date.fromisoformat(one["meeting"]["start"]["earliest"]) for one in timeline["steps"]]
    gaps = [None, *((later - earlier).days for earlier, later in itertools.pairwise(days))]
    assert [one["daysSincePrevious"] for one in timeline["steps"]] == gaps
    assert (
        timeline["held"] == len(days) == sum(one["status"] == "HELD" for one in process["meetings"]["nodes"])
    )
    assert timeline["meetings"] == process["meetings"]["totalCount"]
    further = [one for one in outcomes if one["kind"] == "NEXT_MEETING"]
    others = [one["status"] for one in outcomes if one["kind"] != "NEXT_MEETING"]
    assert timeline["nextMeetings"] == len(further) > 0
    assert timeline["nextMeetingsFollowed"] == sum(one["ledTo"] is not None for one in further) > 0
    assert timeline["implemented"] == others.count("IMPLEMENTED")
    assert timeline["partlyImplemented"] == others.count("PARTLY_IMPLEMENTED")
    assert timeline["violated"] == others.count("VIOLATED")
    assert timeline["agreed"] == others.count("AGREED") + sum(
        timeline[one] for one in ("implemented", "partlyImplemented", "violated")
    )
