"""Clients that do not send what they promised are given up, and nobody else is."""

import asyncio

import pytest
from starlette.types import Message

from server.app import build
from server.patience import Patience
from server.settings import Settings
from tests.server.double import Echo

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}


async def posted(settings: Settings, *messages: Message, then: float) -> list[Message]:
    """What is answered to a client that sends these messages, then nothing for so many seconds, then leaves."""
    sent: list[Message] = []
    waiting = list(messages)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(then)
            return {"type": "http.disconnect"}
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await build(Echo(), settings)(SCOPE, receive, send)
    return sent


async def test_a_body_that_never_ends_is_refused(settings: Settings) -> None:
    start, body = await posted(settings, {"type": "http.request", "body": b"{", "more_body": True}, then=60)
    assert start["status"] == 408
    assert b'"REQUEST_TIMEOUT"' in body["body"]


async def test_a_client_that_leaves_is_not_answered(settings: Settings) -> None:
    assert await posted(settings, {"type": "http.request", "body": b"{", "more_body": True}, then=0) == []


async def test_who_is_in_time_gets_the_result() -> None:
    patience = Patience(60)
    assert await asyncio.gather(*(patience.wait(asyncio.sleep(0, n)) for n in range(5))) == [0, 1, 2, 3, 4]


async def test_only_the_late_are_given_up() -> None:
    patience = Patience(0.1)
    late, early = await asyncio.gather(
        patience.wait(asyncio.sleep(60)), patience.wait(asyncio.sleep(0, "early")), return_exceptions=True
    )
    assert isinstance(late, TimeoutError)
    assert early == "early"


async def test_a_cancelled_wait_is_cancelled_and_not_late() -> None:
    task = asyncio.create_task(Patience(60).wait(asyncio.sleep(60)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
