"""The questions that people bring, with their true answers; each is one statement."""

from typing import Any

from tests.asking import Asking
from tests.data import asked, facts

HOSTED = [
    "ankara-2018-04-04",
    "istanbul-2018-10-27",
    "ankara-2019-09-16",
    "antalya-2022-03-10",
    "istanbul-2022-03-29",
    "istanbul-2022-07-13",
    "istanbul-2022-07-22",
    "ankara-2023-01-11",
    "ankara-2024-08-01",
    "istanbul-2025-02-27",
    "istanbul-2025-04-10",
    "ankara-2025-05-15",
    "istanbul-2025-05-15",
    "istanbul-2025-05-16-tr-us-ua",
    "istanbul-2025-05-16",
    "istanbul-2025-06-02",
    "istanbul-2025-07-23",
    "istanbul-2025-10-25",
    "istanbul-2025-11-06",
    "istanbul-2025-11-11",
]
ROUNDS = [
    "istanbul-2022-03-29",
    "istanbul-2025-05-16",
    "istanbul-2025-06-02",
    "istanbul-2025-07-23",
    "istanbul-2025-10-25",
    "istanbul-2025-11-06",
]


def _slugs(nodes: list[Any]) -> list[str]:
    return [node["slug"] for node in nodes]


def test_all_meetings_turkiye_hosted(ask: Asking) -> None:
    country = ask.data(asked.HOSTED_BY_TURKIYE)["country"]
    page = country["hostedMeetings"]
    assert country["name"] == "Türkiye"
    assert page["totalCount"] == 20
    assert sorted(_slugs(page["nodes"])) == sorted(HOSTED)
    starts = [node["start"]["edtf"] for node in page["nodes"]]
    assert starts == sorted(starts)
    assert page["nodes"][0]["title"] == "Second trilateral summit on Syria, Ankara"
    assert page["nodes"][0]["venue"] == {"name": None, "city": "Ankara"}
    assert [host["name"] for host in page["nodes"][-1]["hosts"]] == ["Türkiye", "United Arab Emirates"]
    assert sorted(HOSTED) == sorted(one["id"] for one in facts.meetings() if "TR" in one.get("hosts", []))


def test_the_same_by_a_filter_on_the_host(ask: Asking) -> None:
    page = ask.data(asked.HOSTED_BY_TURKIYE)["country"]["hostedMeetings"]
    assert ask.data(asked.HOST_IS_TURKIYE)["meetings"] == page


def test_rounds_of_negotiation_turkiye_hosted(ask: Asking) -> None:
    where = {"kind": {"eq": "NEGOTIATION_ROUND"}}
    page = ask.data(asked.HOSTED_BY_TURKIYE, where=where)["country"]["hostedMeetings"]
    assert page["totalCount"] == 6
    assert _slugs(page["nodes"]) == ROUNDS


def _second_round(ask: Asking) -> Any:
    return ask.data(asked.SECOND_ROUND)["meeting"]


def test_where_the_second_round_was_and_who_chaired_it(ask: Asking) -> None:
    meeting = _second_round(ask)
    assert meeting["round"] == 2
    assert meeting["venue"] == {"name": "Çırağan Palace", "city": "Istanbul", "country": {"name": "Türkiye"}}
    assert meeting["hosts"] == [{"name": "Türkiye"}]
    parts = {
        one["role"]: (one["actor"]["slug"], [seat["person"]["slug"] for seat in one["members"]])
        for one in meeting["mediators"]
    }
    assert parts == {
        "CHAIR": ("TR", ["hakan-fidan"]),
        "FACILITATOR": ("TR", ["hakan-fidan", "ibrahim-kalin"]),
    }


def test_who_led_the_second_round_and_in_what_capacity_each_came(ask: Asking) -> None:
    sides = {side["actors"][0]["slug"]: side for side in _second_round(ask)["delegations"]}
    assert {name: _slugs(side["heads"]) for name, side in sides.items()} == {
        "RU": ["vladimir-medinsky"],
        "UA": ["rustem-umerov"],
        "TR": ["hakan-fidan"],
    }
    assert (len(sides["RU"]["members"]), len(sides["UA"]["members"]), sides["UA"]["size"]) == (4, 13, 14)
    capacities = {
        seat["person"]["slug"]: seat["capacity"] for side in sides.values() for seat in side["members"]
    }
    assert capacities["vladimir-medinsky"] == "Aide to the President"
    assert capacities["rustem-umerov"] == "Minister of Defence"
    assert capacities["ibrahim-kalin"] == "Director of the National Intelligence Organisation"
    assert None not in capacities.values()


def test_what_came_of_the_second_round(ask: Asking) -> None:
    meeting = _second_round(ask)
    came = {one["slug"].removeprefix("istanbul-2025-06-02-"): one for one in meeting["outcomes"]}
    assert [(name, one["kind"], one["status"]) for name, one in came.items()] == [
        ("pow-exchange", "PRISONER_EXCHANGE", "PARTLY_IMPLEMENTED"),
        ("remains", "RETURN_OF_REMAINS", "IMPLEMENTED"),
        ("memoranda", "DOCUMENT_EXCHANGE", "IMPLEMENTED"),
        ("next-meeting", "NEXT_MEETING", "LAPSED"),
        ("children", "DEMAND", "UNKNOWN"),
        ("local-truce", "PROPOSAL", "REJECTED"),
        ("full-ceasefire", "PROPOSAL", "REJECTED"),
        ("leaders-meeting", "PROPOSAL", "PROPOSED"),
        ("medical-commissions", "OTHER", "AGREED"),
        ("technical-work", "ROADMAP", "AGREED"),
    ]
    exchange = came["pow-exchange"]["quantities"]
    assert [(one["amount"], one["bound"], one["per"]) for one in exchange] == [(1000, "AT_LEAST", "side")]
    assert [one["amount"] for one in came["remains"]["quantities"]] == [6000, 6060, 78]


def test_who_asked_whom_at_the_second_round(ask: Asking) -> None:
    meeting = _second_round(ask)
    asked_for = {
        one["slug"]: (_slugs(one["proposedBy"]), _slugs(one["addressedTo"])) for one in meeting["outcomes"]
    }
    assert asked_for["istanbul-2025-06-02-children"] == (["UA"], ["RU"])
    assert asked_for["istanbul-2025-06-02-local-truce"] == (["RU"], ["UA"])
    proposed = next(one for one in meeting["outcomes"] if one["kind"] == "NEXT_MEETING")
    assert proposed["expected"] == {
        "edtf": "2025-06-20/2025-06-30",
        "earliest": "2025-06-20",
        "latest": "2025-06-30",
    }
    # It lapsed: the round that followed came three weeks later, and did not follow from it.
    assert proposed["ledTo"] is None
    assert meeting["follows"] == {"slug": "istanbul-2025-05-16", "start": {"edtf": "2025-05-16"}}
    assert meeting["followedBy"] == [{"slug": "istanbul-2025-07-23", "start": {"edtf": "2025-07-23"}}]


def test_who_judged_the_second_round_how(ask: Asking) -> None:
    said = _second_round(ask)["statements"]
    assert len(said) == 10
    first = said[0]
    assert (first["actor"]["slug"], first["speaker"]["slug"], first["stance"]) == (
        "TR",
        "oncu-keceli",
        "POSITIVE",
    )
    assert "without a negative outcome" in first["summary"]
    negative = [one["speaker"]["slug"] for one in said if one["stance"] == "NEGATIVE"]
    assert negative == ["volodymyr-zelenskyy", "serhii-kyslytsia"]


def test_every_fact_of_the_second_round_names_its_sources(ask: Asking) -> None:
    meeting = _second_round(ask)
    told = [meeting, *meeting["delegations"], *meeting["outcomes"], *meeting["statements"]]
    sources = [citation["source"] for one in told for citation in one["citations"]]
    assert all(one["citations"] for one in told)
    assert all(source["publisher"] and source["url"].startswith("https://") for source in sources)
    assert any(source["published"] for source in sources)


def test_where_sources_on_the_second_round_disagree(ask: Asking) -> None:
    notes = [side["note"] for side in _second_round(ask)["delegations"] if side["note"]]
    assert len(notes) == 2
    assert "TRT World reported" in notes[1]


def test_every_meeting_medinsky_led_and_who_led_the_other_sides(ask: Asking) -> None:
    page = ask.data(asked.LED_BY_MEDINSKY)["person"]["ledMeetings"]
    others = {
        meeting["slug"]: [
            head
            for side in meeting["delegations"]
            for head in _slugs(side["heads"])
            if head != "vladimir-medinsky"
        ]
        for meeting in page["nodes"]
    }
    assert page["totalCount"] == 9
    assert others == {
        "gomel-2022-02-28": [],
        "brest-region-2022-03-03": [],
        "brest-region-2022-03-07": [],
        "istanbul-2022-03-29": ["davyd-arakhamia"],
        "istanbul-2025-05-15": ["hakan-fidan"],
        "istanbul-2025-05-16": ["rustem-umerov", "hakan-fidan"],
        "istanbul-2025-06-02": ["rustem-umerov", "hakan-fidan"],
        "istanbul-2025-07-23": ["rustem-umerov", "hakan-fidan"],
        "geneva-2026-02-17": ["rustem-umerov", "steve-witkoff"],
    }
    led = [
        one
        for one in facts.meetings()
        if "vladimir-medinsky" in [side.get("head") for side in one.get("delegations", [])]
    ]
    assert [one["id"] for one in led] == list(others)


def test_prisoner_exchanges_since_2022(ask: Asking) -> None:
    page = ask.data(asked.EXCHANGES)["outcomes"]
    assert page["totalCount"] == 18
    days = [one["date"]["earliest"] for one in page["nodes"]]
    assert days == sorted(days)
    found = {one["slug"]: one for one in page["nodes"]}
    chernihiv = found["chernihiv-2022-09-21-exchange"]
    assert [one["amount"] for one in chernihiv["quantities"]] == [215, 56, 10]
    assert [one["actor"]["slug"] for one in chernihiv["meeting"]["mediators"]] == ["TR", "SA"]
    assert _slugs(found["istanbul-2025-11-11-exchange"]["meeting"]["hosts"]) == ["TR", "AE"]
    statuses = {"AGREED", "PARTLY_IMPLEMENTED", "IMPLEMENTED"}
    told = {
        one["id"]: [part["count"] for part in one.get("quantities", [])]
        for one, meeting in facts.outcomes()
        if one["kind"] == "PRISONER_EXCHANGE"
        and one["status"] in statuses
        and str(one.get("date", meeting["start"])) >= "2022"
    }
    assert {slug: [part["amount"] for part in one["quantities"]] for slug, one in found.items()} == told


def test_meetings_mediated_by_qatar_or_its_persons(ask: Asking) -> None:
    data = ask.data(asked.MEDIATED_BY_QATAR)
    page = data["country"]["mediatedMeetings"]
    assert page == data["meetings"]
    assert page["totalCount"] == 31
    people = facts.people_of("QA")
    told = {one["id"] for one in facts.meetings() if facts.mediated(one, "QA", people)}
    assert set(_slugs(page["nodes"])) == told


def test_all_processes_with_their_first_and_last_meetings(ask: Asking) -> None:
    page = ask.data(asked.PROCESSES)["processes"]
    assert page["totalCount"] == 62
    found = {one["slug"]: one for one in page["nodes"]}
    talks = found["istanbul-talks-2025"]
    assert talks["conflict"] == {"slug": "russia-ukraine-war"}
    assert _slugs(talks["oldest"]["nodes"] + talks["latest"]["nodes"]) == [
        "ankara-2025-05-15",
        "istanbul-2025-07-23",
    ]
    for slug, one in found.items():
        told = [meeting for meeting in facts.meetings() if meeting["process"] == slug]
        days = {meeting["id"]: str(meeting["start"]) for meeting in told}
        assert one["oldest"]["totalCount"] == len(told) > 0
        assert days[one["oldest"]["nodes"][0]["slug"]] == min(days.values())
        assert (
            one["conflict"]["slug"]
            == next(it for it in facts.records("processes") if it["id"] == slug)["conflict"]
        )


def test_who_represented_the_united_nations_where(ask: Asking) -> None:
    actor = ask.data(asked.UNITED_NATIONS)["actor"]
    delegations, mediations = actor["delegations"], actor["mediations"]
    assert (delegations["totalCount"], mediations["totalCount"]) == (22, 23)
    sat = {one["meeting"]["slug"]: (one["role"], one["members"]) for one in delegations["nodes"]}
    role, members = sat["istanbul-2022-07-22"]
    assert role == "MEDIATOR"
    assert members == [
        {"role": "HEAD", "capacity": "Secretary-General", "person": {"slug": "antonio-guterres"}}
    ]
    told = [
        (meeting["id"], one["role"])
        for meeting in facts.meetings()
        for one in meeting.get("delegations", [])
        if one["actor"] == "united-nations"
    ]
    assert sorted((one["meeting"]["slug"], one["role"]) for one in delegations["nodes"]) == sorted(told)
    chaired = {one["meeting"]["slug"] for one in mediations["nodes"] if one["role"] == "CHAIR"}
    assert {"glion-2020-09-18", "bern-2023-03-11", "doha-2024-02-18", "muscat-2025-12"} <= chaired
