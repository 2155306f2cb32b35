"""Every record of the curated facts as linked data: it maps, its links lead to records, its words mean what they say."""

from itertools import islice

import pytest
from pyld import jsonld

from exchange.linked import PLACES, Site, linked, path, vocabulary
from exchange.linked.vocabulary import CLASSES, DATES, EDTF, TERMS, own
from server.records.facts import FACTS
from tests.asking import Asking
from tests.linked.records import addresses, ids, record
from tests.linked.schema_org import used_wrongly

SITE = Site("https://example.org")
KINDS = sorted(PLACES)
SAMPLED = 15
"""One record in so many is given to the JSON-LD processor, which takes far longer than all else."""


@pytest.fixture(scope="session")
def paths(ask: Asking) -> set[str]:
    """The paths of all records."""
    return {path(one) for kind in KINDS for one in ids(ask, kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_maps_and_leads_to_records(
    ask: Asking, curated_url: str, paths: set[str], kind: str
) -> None:
    # The mapping is the same on both databases, so the second one is asked for some. All sources are alike.
    step = 1 if curated_url.startswith("sqlite") and kind != "Source" else 10
    for one in islice(ids(ask, kind), 0, None, step):
        found = record(ask, one)
        document = linked(kind, found, SITE)
        own_ids = [name for name in addresses(document) if name.startswith(f"{SITE.base}/")]
        assert document["@id"] == SITE.base + path(one)
        assert {name.removeprefix(SITE.base).partition("#")[0] for name in own_ids} <= paths | {"/dataset"}
        shown = [item for rule in FACTS[kind].values() for item in rule(found)]
        assert {item.href for item in shown if item.href.startswith("/")} <= paths


@pytest.mark.parametrize("kind", KINDS)
def test_a_processor_reads_all_of_it(ask: Asking, kind: str) -> None:
    for one in islice(ids(ask, kind), 0, None, SAMPLED):
        document = linked(kind, record(ask, one), SITE)
        # No network: the context is whole. Keys that mean nothing are errors, not dropped.
        expanded = jsonld.expand(
            document, {"documentLoader": _nothing_is_loaded, "processingMode": "json-ld-1.1"}
        )
        assert used_wrongly(expanded) == []
        keys = {key for key in _keys(document) if key.startswith("dragoman:")}
        assert keys <= {own(name) for name in (*CLASSES, *DATES, *TERMS)}


def test_a_meeting_reads_as_an_event(ask: Asking) -> None:
    document = linked("Meeting", record(ask, "Meeting:istanbul-2025-06-02"), SITE)
    assert (document["@type"], document["startDate"]) == ("Event", "2025-06-02")
    assert document["eventStatus"] == "https://schema.org/EventScheduled"
    assert document["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Istanbul",
        "addressCountry": "TR",
    }
    assert [host["name"] for host in document["organizer"]] == ["Türkiye"]
    assert {"Russia", "Ukraine", "Vladimir Medinsky"} <= {who["name"] for who in document["attendee"]}
    assert document["mainEntityOfPage"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert document["mainEntityOfPage"]["citation"]


def test_whoever_was_not_in_the_room_did_not_attend(ask: Asking) -> None:
    page = "{ meetings(first: 100, where: {status: {ne: HELD}}) { nodes { id } } }"
    for one in ask.data(page)["meetings"]["nodes"]:
        assert "attendee" not in linked("Meeting", record(ask, one["id"]), SITE)


@pytest.mark.parametrize("who", ["Actor:TR", "Actor:united-nations", "Actor:ansar-allah"])
def test_attendance_is_told_alike_from_both_ends(ask: Asking, who: str) -> None:
    """The rule of attendance stands in the relations and in the mapping; the two agree."""
    attended = linked("Actor", record(ask, who), SITE)["@reverse"]["attendee"]
    for meeting in attended:
        one = "Meeting:" + meeting["@id"].rpartition("/")[2]
        there = linked("Meeting", record(ask, one), SITE)["attendee"]
        assert SITE.address(who) in [each["@id"] for each in there]


def test_dates_keep_their_doubt(ask: Asking) -> None:
    page = "{ meetings(first: 100, where: {status: {eq: HELD}}) { nodes { id start { edtf approximate uncertain } } } }"
    doubtful = [
        one
        for one in ask.data(page)["meetings"]["nodes"]
        if one["start"]["approximate"] or one["start"]["uncertain"]
    ]
    assert doubtful
    for one in doubtful:
        document = linked("Meeting", record(ask, one["id"]), SITE)
        assert "startDate" not in document
        (start,) = jsonld.expand(document)[0][f"{SITE.vocabulary}start"]
        assert start == {"@value": one["start"]["edtf"], "@type": EDTF}


def test_the_vocabulary_describes_every_term_and_word() -> None:
    expanded = jsonld.expand(vocabulary(SITE))
    described = {node["@id"] for node in expanded}
    assert {SITE.vocabulary + name for name in (*CLASSES, *DATES, *TERMS)} <= described
    (stances,) = (node for node in expanded if node["@id"].endswith("#Stance"))
    assert len(stances["https://schema.org/hasDefinedTerm"]) == 4
    assert used_wrongly(expanded) == []


def _nothing_is_loaded(url: str, _options: object) -> object:
    raise AssertionError(f"{url} was asked for")


def _keys(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_keys, value))
    if not isinstance(value, dict):
        return set()
    inner = [_keys(each) for key, each in value.items() if key != "@context"]
    return {key for key in value if key != "@context"}.union(*inner)
