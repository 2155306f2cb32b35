"""A bounded memory: what is used again stays, what is asked for once can't drive it out."""

from collections import OrderedDict
from typing import Generic, TypeVar

V = TypeVar("V")


class Cache(Generic[V]):
    """Least recently used entries leave first, within a budget of bytes.

    New entries are on probation in a fifth of the budget; a second use moves them to the protected rest. A client that
    sends ever new documents only turns over the probation.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.hits = self.misses = 0
        self._new: OrderedDict[str, tuple[V, int]] = OrderedDict()
        self._kept: OrderedDict[str, tuple[V, int]] = OrderedDict()
        self._sizes = [0, 0]  # bytes on probation, bytes protected

    def get(self, key: str) -> V | None:
        """The entry, or None."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            self.hits += 1
            return found[0]
        found = self._new.pop(key, None)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._sizes[0] -= found[1]
        self._keep(key, found)
        return found[0]

    def put(self, key: str, value: V, size: int) -> None:
        """Remember an entry of about this many bytes."""
        self.drop(key)
        self._new[key] = (value, size)
        self._sizes[0] += size
        while self._sizes[0] > self.budget // 5 and self._new:
            self._sizes[0] -= self._new.popitem(last=False)[1][1]

    def grow(self, key: str, size: int) -> None:
        """An entry has become larger by this many bytes."""
        for index, entries in enumerate((self._new, self._kept)):
            if key in entries:
                value, old = entries[key]
                entries[key] = (value, old + size)
                self._sizes[index] += size
        self._trim()

    def drop(self, key: str) -> None:
        """Forget an entry."""
        for index, entries in enumerate((self._new, self._kept)):
            if key in entries:
                self._sizes[index] -= entries.pop(key)[1]

    @property
    def bytes(self) -> int:
        """What all entries take."""
        return sum(self._sizes)

    def __len__(self) -> int:
        return len(self._new) + len(self._kept)

    def _keep(self, key: str, entry: tuple[V, int]) -> None:
        self._kept[key] = entry
        self._sizes[1] += entry[1]
        self._trim()

    def _trim(self) -> None:
        for index, (entries, share) in enumerate(
            ((self._new, self.budget // 5), (self._kept, self.budget * 4 // 5))
        ):
            while self._sizes[index] > share and entries:
                self._sizes[index] -= entries.popitem(last=False)[1][1]
