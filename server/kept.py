"""Keeps answers while the data is the same, within a budget of bytes, and names them by a strong ETag.

An answer is kept under what was asked, byte for byte, and belongs to one state of the data. The state is read from the
database before an answer is given again, so that nothing outlives a change, whichever process made it.
"""

from dataclasses import dataclass
from hashlib import blake2b

from engine.cache import Cache
from engine.database import Version

ENTRY_BYTES = 600
"""What an entry takes beside its body."""
SEEN_BYTES = 1_000_000
SEEN_ENTRY_BYTES = 200


@dataclass(frozen=True, slots=True)
class Body:
    """What goes over the wire, and what the log wants to know of it."""

    content: bytes
    coding: str
    operation: str | None


class Kept:
    """The answers of a process. Nothing is kept that was asked for only once."""

    def __init__(self, budget: int, code: str) -> None:
        self.budget = budget
        self.hits = self.misses = 0
        self._code = code.encode()
        self._version: Version | None = None
        self._answers: Cache[Body] = Cache(budget)
        self._seen: Cache[bool] = Cache(SEEN_BYTES)

    def known(self, key: str) -> bool:
        """Was this asked before? Only then reading the state of the data can be worth its while."""
        if not self.budget:
            return False
        if self._seen.get(key):
            return True
        self._seen.put(key, True, SEEN_ENTRY_BYTES)
        self.misses += 1
        return False

    def get(self, key: str, version: Version) -> Body | None:
        """The answer, if it was given for this very state; everything older is forgotten."""
        if version != self._version:
            self._version = version
            self._answers = Cache(self.budget)
        found = self._answers.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
        return found

    def put(self, key: str, version: Version, body: Body) -> None:
        """Keeps an answer that was read after `version` was, unless another state is known by now."""
        if self.budget and version == self._version:
            self._answers.put(key, body, len(body.content) + ENTRY_BYTES)

    @property
    def size(self) -> int:
        """What all answers take."""
        return self._answers.bytes

    def etag(self, key: str, version: Version) -> bytes:
        """Changes with the data, with the code, and with what was asked and in which form."""
        digest = blake2b(b"\0".join((self._code, version.tag.encode(), key.encode())), digest_size=16)
        return b'"%b"' % digest.hexdigest().encode()


def key_of(media: str, *, coding: str, post: bool, asked: bytes) -> str:
    """The name of what is asked: the bytes of a body or a query string, and the form of the answer."""
    return f"{media}{coding}{post:d}{blake2b(asked, digest_size=20).hexdigest()}"


def matches(etag: bytes, if_none_match: bytes) -> bool:
    """Does the client have this very answer?"""
    return any(tag.strip().removeprefix(b"W/") == etag for tag in if_none_match.split(b","))
