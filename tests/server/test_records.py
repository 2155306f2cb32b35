"""Records at their addresses: the form that is asked for, where former and withdrawn ones lead, what caches may keep."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from db.enums import RecordType
from db.migrate import upgrade
from db.session import connect, sessions
from exchange import delete_record, merge_records, submit
from server.settings import BadSetting, Settings
from tests.databases import Databases
from tests.exchange.test_merging import FRONT, FRONT_2, GROUND, OSLO, TERMS
from tests.server.partner import Partner, partner

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LD, JSON, HTML = "application/ld+json", "application/json", "text/html"
PATH = "/meetings/oslo-2001"


@contextmanager
def writing(url: str) -> Any:
    engine = connect(url)
    with sessions(engine)() as session:
        yield session
    engine.dispose()


def ground(session: Session) -> None:
    assert submit(session, GROUND, TERMS).written


@pytest.fixture(scope="module")
def ground_url(databases: Databases) -> Iterator[str]:
    """The address of a database with five records, not to be written to."""
    with databases.fresh("sqlite") as url:
        upgrade(url)
        with writing(url) as session:
            ground(session)
        yield url


@pytest.fixture(scope="module")
async def house(ground_url: str) -> AsyncIterator[Partner]:
    """The application over five records."""
    async with partner(ground_url) as one:
        yield one


async def get(house: Partner, path: str, accept: str | None = None, **headers: str) -> httpx.Response:
    sent = {**({"accept": accept} if accept else {"accept": "*/*"}), **headers}
    return await house.client.get(path, headers=sent)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", LD),
        (LD, LD),
        (f'{LD};profile="http://www.w3.org/ns/json-ld#compacted"', LD),
        (JSON, JSON),
        (f"{LD};q=0.5, {JSON};q=0.6", JSON),
        ("application/*", LD),
        (BROWSER, HTML),
        (f"{HTML};q=0.4, */*;q=0.5", LD),
        (f"*/*, {LD};q=0", JSON),
    ],
)
async def test_the_form_wanted_most_is_given(house: Partner, accept: str, media: str) -> None:
    response = await get(house, PATH, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding"


async def test_a_form_that_is_not_there_is_refused(house: Partner) -> None:
    response = await get(house, PATH, "image/png")
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


async def test_the_three_forms_tell_the_same(house: Partner) -> None:
    linked = (await get(house, PATH, LD)).json()
    plain = (await get(house, PATH, JSON)).json()
    page = (await get(house, PATH, HTML)).text
    assert linked["@id"] == f"http://dragoman{PATH}"
    assert linked["name"] == plain["title"] == "Round"
    assert plain["id"] == "Meeting:oslo-2001"
    assert "<h1>Round</h1>" in page
    assert '"@id":"http://dragoman/meetings/oslo-2001"' in page
    assert "/graphql?query=query%20MeetingRecord" in page


async def test_who_has_it_already_is_told_so(house: Partner) -> None:
    first = await get(house, PATH, LD)
    again = await get(house, PATH, LD, **{"if-none-match": first.headers["etag"]})
    other = await get(house, PATH, HTML, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


async def test_a_merged_record_leads_on_and_a_withdrawn_one_is_gone(database_url: str) -> None:
    async with partner(database_url) as house:
        with writing(house.url) as session:
            ground(session)
        first = await get(house, PATH, LD)
        with writing(house.url) as session:
            merge_records(session, FRONT, FRONT_2, TERMS)
        changed = await get(house, PATH, LD, **{"if-none-match": first.headers["etag"]})
        with writing(house.url) as session:
            delete_record(session, OSLO, TERMS)
        merged = await get(house, "/actors/front-2")
        gone = await get(house, PATH)
        never = await get(house, "/meetings/never")
        part = await get(house, "/outcomes/truce")
    assert [len(each.json()["organizer"]) for each in (first, changed)] == [2, 1]
    assert (merged.status_code, merged.headers["location"]) == (308, "http://dragoman/actors/front")
    codes = [
        (each.status_code, each.json()["errors"][0]["extensions"]["code"]) for each in (gone, never, part)
    ]
    assert codes == [(410, "GONE"), (404, "NOT_FOUND"), (404, "NOT_FOUND")]
    assert {each.headers["content-type"] for each in (gone, never)} == {"application/json; charset=utf-8"}
    assert {each.headers["cache-control"] for each in (gone, never)} == {"no-store"}


@pytest.mark.parametrize(
    ("global_id", "address"),
    [
        ("Actor:front", "/actors/front"),
        ("Outcome:truce", "/outcomes/truce"),
        ("Delegation:oslo-2001.front-2.party", f"{PATH}#Delegation:oslo-2001.front-2.party"),
    ],
)
async def test_every_global_id_leads_to_its_address(house: Partner, global_id: str, address: str) -> None:
    response = await get(house, f"/id/{global_id}")
    assert (response.status_code, response.headers["location"]) == (303, f"http://dragoman{address}")


@pytest.mark.parametrize("global_id", ["Actor:nobody", "Nothing:x", "", "Actor:front%00"])
async def test_what_is_no_id_leads_nowhere(house: Partner, global_id: str) -> None:
    response = await get(house, f"/id/{global_id}")
    assert response.status_code in (400, 404)
    assert response.json()["errors"][0]["extensions"]["code"] in ("NOT_FOUND", "BAD_USER_INPUT")


async def test_only_reading_is_answered(house: Partner) -> None:
    refused = await house.client.post(PATH, json={})
    asked = await house.client.options(PATH, headers={"origin": "https://a.example"})
    head = await house.client.head(PATH)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert (head.status_code, head.headers["content-type"]) == (200, f"{LD}; charset=utf-8")


async def test_pages_of_other_sites_may_read_and_rates_hold(ground_url: str) -> None:
    async with partner(ground_url, rate_points=3) as house:
        answers = [await get(house, "/dataset", LD, origin="https://a.example") for _ in range(5)]
    assert answers[0].headers["access-control-allow-origin"] == "*"
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert answers[-1].status_code == 429


async def test_the_page_may_do_nothing_but_be_shown(house: Partner) -> None:
    response = await get(house, PATH, BROWSER)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("settings", "headers", "base"),
    [
        ({}, {}, "http://dragoman"),
        ({}, {"host": "example.org:8080"}, "http://example.org:8080"),
        ({}, {"x-forwarded-proto": "https"}, "http://dragoman"),
        ({"trusted_proxies": 1}, {"x-forwarded-proto": "https"}, "https://dragoman"),
        ({"trusted_proxies": 1}, {"x-forwarded-proto": "javascript"}, "http://dragoman"),
        ({"public_url": "https://data.example.org"}, {"host": "inner:8000"}, "https://data.example.org"),
    ],
)
async def test_addresses_are_those_of_the_public(
    ground_url: str, settings: dict[str, Any], headers: dict[str, str], base: str
) -> None:
    async with partner(ground_url, **settings) as house:
        document = (await get(house, "/dataset", LD, **headers)).json()
    assert document["dcat:dataset"]["@id"] == f"{base}/dataset"


@pytest.mark.parametrize("host", ["a b", "x<script>", "example.org/path", "a@b", ""])
async def test_a_host_that_is_none_is_refused(house: Partner, host: str) -> None:
    response = await get(house, "/dataset", LD, host=host)
    assert response.status_code == 400


def test_a_public_address_has_no_path() -> None:
    with pytest.raises(BadSetting, match="without a path"):
        Settings.read({"DRAGOMAN_PUBLIC_URL": "https://example.org/data"})


@pytest.mark.parametrize(
    ("accept", "location"),
    [(LD, "/dataset"), (BROWSER, "/graphql"), ("*/*", "/graphql"), ("image/png", "/graphql")],
)
async def test_the_front_door_knows_programs_from_people(house: Partner, accept: str, location: str) -> None:
    response = await get(house, "/", accept)
    assert (response.status_code, response.headers["location"]) == (307, location)
    assert response.headers["vary"] == "Accept"


async def test_text_of_records_cannot_become_markup(sqlite_url: str) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    async with partner(sqlite_url) as house:
        with writing(house.url) as session:
            actor = GROUND[1]
            written = type(actor)(RecordType.ACTOR, {**actor.fields, "name": evil})
            assert submit(session, [written], TERMS).written
        page = (await get(house, "/actors/front", HTML)).text
    assert "<img" not in page
    assert page.count("</script>") == 1


async def test_every_file_that_the_dataset_names_is_there(house: Partner) -> None:
    document = (await get(house, "/dataset", LD)).json()
    files = [one["@id"] for one in document["dcat:dataset"]["distribution"]]
    assert "http://dragoman/export/meetings.jsonl" in files
    answers = [await house.client.head(file) for file in files]
    assert {answer.status_code for answer in answers} == {200}
    assert "meetings.csv" in (await get(house, "/dataset", HTML)).text
