"""The curated files as leaves: every value with the trail of keys and places that leads to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from exchange.load import curated_files

Trail = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value inside one record of a file."""

    file: str
    kind: str  # meetings, persons, …
    record: dict[str, Any]
    trail: Trail
    value: Any

    @property
    def pattern(self) -> str:
        """The trail without places: `delegations[].role`."""
        return "".join("[]" if isinstance(step, int) else f".{step}" for step in self.trail)[1:]

    @property
    def places(self) -> list[int]:
        """The places in lists, outermost first."""
        return [step for step in self.trail if isinstance(step, int)]

    def __str__(self) -> str:
        return f"{self.file}: {self.kind} {self.record['id']} {self.pattern} = {self.value!r}"


# A file with one conflict or process may name it in the singular.
_PLURALS = {"conflict": "conflicts", "process": "processes"}


@cache
def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The records of a file by kind."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(path)
    return {
        _PLURALS.get(kind, kind): records if isinstance(records, list) else [records]
        for kind, records in found.items()
    }


def leaves(path: Path) -> Iterator[Leaf]:
    """Every leaf of a file."""
    for kind, records in contents(path).items():
        for record in records:
            for trail, value in _walk(record, ()):
                yield Leaf(path.stem, kind, record, trail, value)


def _walk(value: Any, trail: Trail) -> Iterator[tuple[Trail, Any]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _walk(below, (*trail, key))
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from _walk(below, (*trail, place))
    else:
        yield trail, value


def files() -> list[Path]:
    """The curated files."""
    return curated_files()
