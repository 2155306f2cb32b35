"""graphql-transport-ws: who comes in, what is answered, with which code a connection ends, and what stays behind."""

from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from server import callers
from tests.feed.site import LARGE, Site, Talk, hear_out, running, talking, until, write_many
from tests.server.partner import Partner

FOLLOW = "subscription { changes(after: 0) { sequence } }"
ASK = "{ changes { totalCount } }"


def test_a_subscription_tells_each_change_until_it_is_completed(site: Site) -> None:
    with talking(site) as talk:
        talk.follow("subscription($n: Int) { changes(after: 7, first: $n) { sequence } }", n=2)
        told = [talk.hear() for _ in range(3)]
    assert [message["type"] for message in told] == ["next", "next", "complete"]
    assert told[1] == {"id": "1", "type": "next", "payload": {"data": {"changes": {"sequence": 9}}}}


def test_questions_are_answered_beside_it_and_an_id_is_free_again(site: Site) -> None:
    with talking(site) as talk:
        talk.follow("subscription { changes { sequence } }", "feed")
        for _ in range(2):
            talk.follow(ASK, "question")
            assert talk.hear()["payload"]["data"] == {"changes": {"totalCount": 10}}
            assert talk.hear() == {"id": "question", "type": "complete"}
        talk.say("complete", id="feed")
        assert site.settled()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { changes(after: 99) { id } }", "UNKNOWN_SEQUENCE"),
        ("mutation { __typename }", "UNAUTHENTICATED"),
    ],
)
def test_a_mistake_is_told_and_the_connection_goes_on(site: Site, query: str, code: str) -> None:
    with talking(site) as talk:
        talk.follow(query)
        told = talk.hear()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", code)
        talk.follow(ASK)
        assert talk.hear()["type"] == "next"


def test_a_document_may_be_asked_for_by_its_hash(site: Site) -> None:
    digest = "0" * 64
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    with talking(site) as talk:
        talk.say("subscribe", id="1", payload={"extensions": extensions})
        assert talk.hear()["payload"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"


def test_so_many_operations_at_once_and_no_more(site: Site) -> None:
    with talking(site) as talk:
        for name in "abcd":
            talk.follow("subscription { changes { sequence } }", name)
        told = talk.hear()
        assert (told["id"], told["payload"][0]["extensions"]["code"]) == ("d", "LIMIT_EXCEEDED")


SUBSCRIBE = {"type": "subscribe", "id": "1", "payload": {"query": FOLLOW}}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("not json", 4400),
        (b"\x00binary", 4400),
        ("[]", 4400),
        ('{"type": "nonsense"}', 4400),
        ('{"type": ["subscribe"]}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": {}}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": {"query": 5}}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": []}}', 4400),
        ('{"type": "subscribe", "id": "1"}', 4400),
        ('{"type": "subscribe", "id": {}, "payload": {"query": "{a}"}}', 4400),
        ('{"type": "subscribe", "id": "", "payload": {"query": "{a}"}}', 4400),
        ('{"type": "complete"}', 4400),
        ('{"type": "ping", "payload": ' + "[" * 60 + "]" * 60 + "}", 4400),
        ('{"type": "connection_init"}', 4429),
        ('{"type": "ping", "payload": {"long": "' + "x" * 1_000_000 + '"}}', 1009),
    ],
)
def test_what_the_protocol_does_not_know_ends_the_connection(
    site: Site, message: str | bytes, code: int
) -> None:
    with talking(site) as talk:
        talk.connection.send(message)
        assert talk.closed()[0] == code


def test_one_id_cannot_be_used_twice_at_once(site: Site) -> None:
    with talking(site) as talk:
        talk.follow(FOLLOW)
        talk.follow(FOLLOW)
        assert talk.closed() == (4409, "Subscriber for 1 already exists")


def test_before_it_is_greeted_a_connection_may_only_ping(site: Site) -> None:
    with talking(site, greet=False) as talk:
        talk.say("ping")
        assert talk.hear() == {"type": "pong"}
        talk.follow(FOLLOW)
        assert talk.closed() == (4401, "Unauthorized")


def test_who_says_nothing_is_not_waited_for(site: Site) -> None:
    with talking(site, greet=False) as talk:
        assert talk.closed() == (4408, "Connection initialisation timeout")


def test_another_protocol_is_not_spoken(site: Site) -> None:
    with connect(f"ws://{site.address}/graphql") as connection:
        assert Talk(connection).closed()[0] == 4406


@pytest.mark.parametrize(
    ("origin", "path"), [("https://evil.example", "/graphql"), ("null", "/graphql"), (None, "/elsewhere")]
)
def test_pages_of_other_sites_and_other_paths_are_refused(site: Site, origin: str | None, path: str) -> None:
    asked = f"ws://{site.address}{path}"
    with pytest.raises(InvalidStatus) as refused, connect(asked, origin=Origin(origin) if origin else None):
        pass
    assert refused.value.response.status_code == 403


def test_pages_of_this_server_and_of_sites_that_are_named_come_in(sqlite_log: str) -> None:
    with running(sqlite_log, cors_origins="https://friend.example") as site:
        for origin in (f"http://{site.address}", "https://friend.example"):
            with talking(site, origin=Origin(origin)) as talk:
                talk.follow(ASK)
                assert talk.hear()["type"] == "next"


@pytest.mark.parametrize("way", ["payload", "header"])
def test_a_key_comes_with_the_greeting_or_the_handshake_and_can_be_revoked(
    sqlite_log: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callers, "REMEMBERED_SECONDS", 0)
    keys = Partner(None, sqlite_log)  # type: ignore[arg-type] # only its keys are used
    bearer = {"Authorization": f"Bearer {keys.key('acme')}"}
    mutation = 'mutation { deleteRecord(input: {id: "Person:nobody"}) { errors { code } } }'
    with running(sqlite_log) as site:
        options: dict[str, Any] = {"init": bearer} if way == "payload" else {"additional_headers": bearer}
        with talking(site, **options) as talk:
            talk.follow(mutation)
            assert talk.hear()["payload"]["data"]["deleteRecord"]["errors"][0]["code"] == "UNKNOWN_REFERENCE"
            keys.command("revoke", name="acme")
            talk.follow(mutation, "2")
            assert [talk.hear()["type"], talk.hear()["type"]] == ["complete", "error"]
        with talking(site, greet=False) as talk:
            talk.say("connection_init", payload={"authorization": "Bearer drg_wrong"})
            assert talk.closed()[0] == 4403


def test_ten_connections_that_are_cut_leave_nothing_behind(site: Site) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            talk = stack.enter_context(talking(site))
            talk.follow(FOLLOW)
            assert talk.hear()["type"] == "next"
            stack.callback(talk.connection.socket.close)
            stack.callback(talk.connection.socket.shutdown, 2)
        assert site.engine.bell.listening == 10
    assert site.settled()
    assert site.closed()


def test_a_subscriber_that_does_not_read_is_told_where_to_go_on(sqlite_log: str) -> None:
    write_many(sqlite_log, 100)
    with running(sqlite_log, slow_seconds=0.5) as site, talking(site, max_queue=1, compression=None) as talk:
        talk.follow(f"subscription {{ changes(after: 0) {{ sequence {LARGE} }} }}")
        first = talk.hear()["payload"]["data"]["changes"]["sequence"]
        assert until(lambda: site.engine.bell.listening == 1)
        assert site.settled()
        told = [first]
        code, reason = hear_out(talk, told)
    assert (code, reason) == (1013, f"SLOW_CONSUMER: go on after {told[-1]}")
    assert told == list(range(1, len(told) + 1))
    assert len(told) < 100


def test_a_server_that_is_stopped_lets_its_subscribers_know_at_once(sqlite_log: str) -> None:
    with running(sqlite_log) as site, talking(site) as talk:
        talk.follow("subscription { changes { sequence } }")
        assert until(lambda: site.engine.bell.listening == 1)
        site.server.should_exit = True
        assert talk.closed()[0] == 1012
        assert site.settled()
