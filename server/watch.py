"""Stops the work for clients that have left: one timer looks for requests that take long, and only these are watched.

A task for each request that waits for `http.disconnect` costs more than most requests do; a row in a dict costs nothing.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, NamedTuple, TypeVar

from starlette.types import Receive

from server.body import ClientGone

T = TypeVar("T")

AFTER_SECONDS = 0.1
"""A request that takes longer is watched; a client that leaves earlier costs no more than that."""


class Running(NamedTuple):
    """A request at work."""

    since: float
    receive: Receive


class Watch:
    """The requests at work; `over` raises ClientGone where nobody waits for the answer any more."""

    def __init__(self) -> None:
        self._running: dict[asyncio.Task[Any], Running] = {}
        self._watchers: dict[asyncio.Task[Any], asyncio.Task[None]] = {}
        self._gone: set[asyncio.Task[Any]] = set()
        self._ticking = False

    async def over(self, work: Coroutine[Any, Any, T], receive: Receive) -> T:
        """The result of `work`, which is cancelled when its client leaves. The body has been read by now."""
        loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        assert task is not None  # noqa: S101 - a coroutine that runs belongs to a task
        self._running[task] = Running(loop.time(), receive)
        if not self._ticking:
            self._ticking = True
            loop.call_later(AFTER_SECONDS, self._tick, loop)
        try:
            return await work
        except asyncio.CancelledError:
            if task not in self._gone or task.uncancel():
                raise
            raise ClientGone from None
        finally:
            del self._running[task]
            self._gone.discard(task)
            watcher = self._watchers.pop(task, None)
            if watcher is not None:
                watcher.cancel()

    def __len__(self) -> int:
        return len(self._running)

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        before = loop.time() - AFTER_SECONDS
        for task, running in self._running.items():
            if running.since <= before and task not in self._watchers:
                self._watchers[task] = loop.create_task(self._wait(task, running.receive))
        self._ticking = bool(self._running)
        if self._ticking:
            loop.call_later(AFTER_SECONDS, self._tick, loop)

    async def _wait(self, task: asyncio.Task[Any], receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        if task in self._running:
            self._gone.add(task)
            task.cancel()
