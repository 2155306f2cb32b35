"""Where records are found on the web: one address for each, made of its global id."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from exchange.record import SECTIONS

PLACES: Final = {kind.value: section for section, kind in SECTIONS.items()}
"""The types of records that have an address of their own, and the first part of its path."""

VOCABULARY: Final = "/vocabulary"
DATASET: Final = "/dataset"
_PLAIN: Final = "/:+,;=@!$'()*"


@dataclass(frozen=True, slots=True)
class Site:
    """A service at an address: `https://example.org`, without a slash at its end."""

    base: str

    def address(self, global_id: str) -> str:
        """`Meeting:oslo-1993` is at `https://example.org/meetings/oslo-1993`."""
        return self.base + path(global_id)

    def part(self, whole: str, part: str) -> str:
        """The address of a delegation, mediator or statement: its place in what is said of its meeting."""
        return f"{self.address(whole)}#{quote(part, safe=_PLAIN)}"

    @property
    def dataset(self) -> str:
        return self.base + DATASET

    @property
    def vocabulary(self) -> str:
        """What the names of our own terms begin with."""
        return f"{self.base}{VOCABULARY}#"


def path(global_id: str) -> str:
    """The path of a record: `/sources/gaza/s1` for `Source:gaza/s1`."""
    kind, _, slug = global_id.partition(":")
    return f"/{PLACES[kind]}/{quote(slug, safe=_PLAIN)}"
