"""A partner's copy of all records, kept in step by the feed alone: by events and by a WebSocket in turn, at any server."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from tests.feed.site import PATIENCE_SECONDS, Place, asked, events, talking

FOLLOW = "subscription {{ changes(after: {0}) {{ sequence operation type slug after }} }}"

Change = dict[str, Any]


@dataclass
class Mirror:
    """The copy, and the number of every change that made it."""

    places: tuple[Place, ...]
    records: dict[tuple[str, str], Any] = field(default_factory=dict)
    sequences: list[int] = field(default_factory=list)
    connections: int = 0
    _stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def last(self) -> int:
        return self.sequences[-1] if self.sequences else 0

    def keep(self) -> threading.Thread:
        """Follow in a thread, until it is stopped."""
        found = threading.Thread(target=self._keep, daemon=True)
        found.start()
        return found

    def stop(self) -> None:
        self._stopped.set()

    def _keep(self) -> None:
        chance = random.Random(5)
        while not self._stopped.is_set():
            way: Callable[[Place], Iterator[Change]] = chance.choice((self._by_events, self._by_socket))
            with suppress(httpx.HTTPError, WebSocketException, OSError, EOFError):
                for change in way(chance.choice(self.places)):
                    self._take(change)
                    if self._stopped.is_set():
                        return
            time.sleep(0.05)

    def _take(self, change: Change) -> None:
        self.sequences.append(change["sequence"])
        key = (change["type"], change["slug"])
        if change["operation"] in ("DELETE", "MERGE"):
            self.records.pop(key)
        else:
            self.records[key] = change["after"]

    def _by_events(self, place: Place) -> Iterator[Change]:
        with asked(place, FOLLOW.format(self.last)) as response:
            self.connections += 1
            for event in events(response):
                yield event["data"]["data"]["changes"]

    def _by_socket(self, place: Place) -> Iterator[Change]:
        with talking(place, open_timeout=PATIENCE_SECONDS) as talk:
            self.connections += 1
            talk.follow(FOLLOW.format(self.last))
            while (said := talk.hear())["type"] == "next":
                yield said["payload"]["data"]["changes"]
