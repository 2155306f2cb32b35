"""Server-Sent Events: who gets them, what they look like, how a client goes on, and how it is told that it is too slow."""

import re
from contextlib import ExitStack
from functools import partial
from itertools import islice

import pytest

from server.negotiation import accepted
from tests.feed.site import LARGE, PATIENCE_SECONDS, Site, asked, deaf, events, running, until, write_many

FOLLOW = "subscription { changes(after: 0%s) { sequence } }"
THREE = FOLLOW % ", first: 3"
LARGE_BODY = b'{"query":"subscription { changes(after: 0) { sequence %b } }"}' % LARGE.encode()
LARGE_QUESTION = (
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/event-stream\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(LARGE_BODY), LARGE_BODY)
)
URQL = b"application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"


@pytest.mark.parametrize(
    ("header", "streams"),
    [
        (b"text/event-stream", True),
        (b"text/event-stream, application/json", True),
        (b"text/event-stream, multipart/mixed", True),
        (b"application/json;q=0.5, text/event-stream", True),
        (URQL, False),
        (b"application/json, text/event-stream", False),
        (b"text/event-stream;q=0.5, application/json", False),
        (b"text/event-stream;q=0.5, */*", False),
        (b"text/event-stream;q=0, */*", False),
        (b"*/*", False),
        (b"", False),
    ],
)
def test_events_are_for_those_who_want_them_most(header: bytes, streams: bool) -> None:
    assert accepted(header).events is streams


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_subscription_comes_as_events_with_their_numbers_and_ends(site: Site, method: str) -> None:
    with asked(site, THREE, method) as response:
        told = list(events(response))
    assert [event["id"] for event in told[:3]] == ["1", "2", "3"]
    assert [event["data"] for event in told[:3]] == [
        {"data": {"changes": {"sequence": n}}} for n in (1, 2, 3)
    ]
    assert told[3:] == [{"event": "complete", "data": None}]


def test_the_lines_end_in_lf_and_nothing_between_may_keep_or_change_them(site: Site) -> None:
    with asked(site, THREE, accept_encoding="gzip, zstd") as response:
        assert b"\r" not in response.read()
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert {"no-cache", "no-store", "no-transform"} <= set(
        re.findall(r"[\w-]+", response.headers["cache-control"])
    )
    assert response.headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in response.headers


def test_a_browser_goes_on_after_the_last_event_that_it_got(site: Site) -> None:
    with asked(site, THREE, "GET", last_event_id="4") as response:
        told = list(events(response))
    assert [event["id"] for event in told if "id" in event] == ["5", "6", "7"]


@pytest.mark.parametrize(("last", "code"), [("x", "BAD_REQUEST"), ("99", "UNKNOWN_SEQUENCE")])
def test_a_last_event_that_there_was_not_is_told(site: Site, last: str, code: str) -> None:
    with asked(site, THREE, "GET", last_event_id=last) as response:
        assert code in response.read().decode()


def test_questions_are_answered_as_one_event(site: Site) -> None:
    with asked(site, "{ changes { totalCount } }") as response:
        told = list(events(response))
    assert [event["event"] for event in told] == ["next", "complete"]
    assert told[0]["data"]["data"] == {"changes": {"totalCount": 10}}


@pytest.mark.parametrize(
    ("method", "query", "code"),
    [
        ("POST", "subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("POST", "subscription {", "GRAPHQL_PARSE_FAILED"),
        ("GET", 'mutation { deleteRecord(input: {id: "x"}) { record { id } } }', "GRAPHQL_VALIDATION_FAILED"),
        ("GET", "mutation { __typename }", "METHOD_NOT_ALLOWED"),
        ("POST", "mutation { __typename }", "UNAUTHENTICATED"),
    ],
)
def test_mistakes_are_told_as_an_event(site: Site, method: str, query: str, code: str) -> None:
    with asked(site, query, method) as response:
        told = list(events(response))
    assert [event["event"] for event in told] == ["next", "complete"]
    assert told[0]["data"]["errors"][0]["extensions"]["code"] == code
    assert "data" not in told[0]["data"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"authorization": "Bearer drg_wrong"}, 401), ({"content_type": "text/plain"}, 415)],
)
def test_a_request_that_is_none_gets_its_status(site: Site, headers: dict[str, str], status: int) -> None:
    with asked(site, THREE, **headers) as response:
        assert response.status_code == status
        assert response.headers["content-type"].startswith("application/json")


def test_a_silent_stream_gives_signs_of_life(site: Site) -> None:
    with asked(site, "subscription { changes { sequence } }") as response:
        lines = list(islice(response.iter_lines(), 6))
    assert lines == [":", ""] * 3
    assert site.settled()


def test_ten_clients_that_hang_up_leave_nothing_behind(site: Site) -> None:
    with ExitStack() as stack:
        streams = [events(stack.enter_context(asked(site, FOLLOW % ""))) for _ in range(10)]
        assert [next(stream)["id"] for stream in streams] == ["1"] * 10
        assert site.engine.bell.listening == 10
    assert site.settled()
    with asked(site, "{ __typename }") as response:
        assert response.status_code == 200


def test_a_client_that_does_not_read_is_told_where_to_go_on(sqlite_log: str) -> None:
    write_many(sqlite_log, 100)
    with running(sqlite_log, slow_seconds=0.5) as site:
        client = deaf(site, LARGE_QUESTION)
        assert until(lambda: site.engine.bell.listening == 1)
        assert site.settled()
        client.settimeout(PATIENCE_SECONDS)
        told = b"".join(iter(partial(client.recv, 1_000_000), b""))
    client.close()
    last = max(map(int, re.findall(rb"id: (\d+)\n", told)))
    assert last < 100
    assert re.findall(rb'"code":"(\w+)","sequence":(\d+)', told) == [(b"SLOW_CONSUMER", b"%d" % last)]
    assert told.endswith(b"event: complete\ndata:\n\n\r\n0\r\n\r\n")


def test_a_client_that_is_dead_costs_nothing_any_more(sqlite_log: str) -> None:
    write_many(sqlite_log, 100)
    with running(sqlite_log, slow_seconds=0.2) as site:
        client = deaf(site, LARGE_QUESTION)
        assert until(lambda: site.engine.bell.listening == 1)
        assert site.closed()
        client.close()


def test_a_server_that_is_stopped_ends_its_streams_and_they_may_go_on_elsewhere(sqlite_log: str) -> None:
    write_many(sqlite_log, 2)
    with running(sqlite_log) as site, asked(site, FOLLOW % "") as response:
        told = events(response)
        assert [next(told)["id"], next(told)["id"]] == ["1", "2"]
        site.server.should_exit = True
        assert list(told) == []
        assert site.closed()
