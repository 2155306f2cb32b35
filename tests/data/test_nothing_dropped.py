"""Nothing is dropped: every leaf of every curated file is found again through GraphQL."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.asking import Asking
from tests.data.leaves import Leaf, contents, files, leaves
from tests.data.places import PLACES, Addresses, at, same
from tests.data.shown import Shown, shown


@pytest.fixture(scope="module")
def everything(ask: Asking) -> dict[str, Shown]:
    """All that is shown of all records."""
    return shown(ask)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_every_leaf_is_shown(everything: dict[str, Shown], path: Path) -> None:
    addresses = {source["id"]: source["url"] for source in contents(path).get("sources", [])}
    dropped = [str(leaf) for leaf in leaves(path) if not _is_shown(leaf, everything, addresses)]
    assert dropped == []


def test_the_files_are_all_there() -> None:
    meetings = {path.stem: len(contents(path).get("meetings", [])) for path in files()}
    assert len([name for name, count in meetings.items() if count]) == 14
    assert sum(meetings.values()) == 271
    assert {"names", "identifiers"} <= set(meetings)


def _is_shown(leaf: Leaf, everything: dict[str, Shown], addresses: Addresses) -> bool:
    record: Any = everything[leaf.kind].get(leaf.record["url" if leaf.kind == "sources" else "id"])
    place = PLACES[leaf.kind].get(leaf.pattern)
    if record is None or place is None:
        return False
    if isinstance(place, str):
        return same(leaf.value, at(place, leaf, record))
    return place(leaf, record, addresses)


def test_another_value_would_be_missed(everything: dict[str, Shown]) -> None:
    path = next(path for path in files() if path.stem == "yemen")
    plain = [leaf for leaf in leaves(path) if isinstance(PLACES[leaf.kind][leaf.pattern], str)]
    known = [leaf for leaf in plain if leaf.trail not in (("id",), ("url",))]
    altered = [replace(leaf, value=f"{leaf.value}x") for leaf in known]
    assert len(altered) > 500
    assert not any(_is_shown(leaf, everything, {}) for leaf in altered)
