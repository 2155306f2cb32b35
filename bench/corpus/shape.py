"""How large the generated record is, and which of its meetings belong to the sets that stay the same at every size."""

from dataclasses import dataclass
from functools import cached_property

HEAVY_HOST = "TR"
"""Hosts about half of all meetings."""

SMALL_HOST = "IS"
"""Hosts exactly 50 meetings, whatever the size."""

SMALL_LEADER = "bench-leader"
"""Slug of the person who leads a delegation at exactly 60 meetings, whatever the size."""

RARE_KIND = "SIGNING_CEREMONY"
"""The kind of exactly 500 meetings, whatever the size."""

RARE_SINCE = "2000-01-01"
"""400 of the 500 began on this day or after."""

RARE_LATER_SHARE = 0.8


@dataclass(frozen=True)
class Shape:
    """Counts, and the seed. A meeting has 3 delegations and a delegation 4 seats on average."""

    meetings: int = 20_000
    seed: int = 1

    @property
    def persons(self) -> int:
        """Persons grow more slowly than meetings: the same people meet again."""
        return 2_000 + self.meetings // 4

    @property
    def places(self) -> int:
        """Venues."""
        return 300 + self.meetings // 100

    @property
    def processes(self) -> int:
        """Tracks and series."""
        return 50 + self.meetings // 200

    @cached_property
    def small_hosted(self) -> frozenset[int]:
        """Meetings of the small host."""
        return self._spread(50, 0)

    @cached_property
    def led(self) -> frozenset[int]:
        """Meetings of the small leader."""
        return self._spread(60, 1)

    @cached_property
    def rare(self) -> dict[int, bool]:
        """Meetings of the rare kind, and whether each began late enough."""
        places = sorted(self._spread(500, 2))
        early = round(len(places) * (1 - RARE_LATER_SHARE))
        return {place: number >= early for number, place in enumerate(places)}

    def _spread(self, wanted: int, offset: int) -> frozenset[int]:
        """Meetings spread evenly over the whole record, as a host's are: neighbours would share their pages."""
        count = min(wanted, self.meetings // 4)
        return frozenset(number * self.meetings // count + offset for number in range(count))
