"""What a foreign record becomes beside one that is recorded: it replaces its own earlier release, and adds ids to anybody else's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from db.enums import IdScheme
from exchange import signing
from exchange.adapters.datasets import DATASETS, Dataset
from exchange.history import Last
from exchange.read import validate
from exchange.record.bundle import Entry

PER_RELEASE: Final = frozenset({IdScheme.MEND_EVENT})
"""Schemes whose numbers mean something else in every release; others are kept once, as first seen."""

Plain = dict[str, Any]


class Right(StrEnum):
    """What an import may do to a record."""

    CREATE = "create"
    REPLACE = "replace"
    ADD_IDS = "add ids"
    """It is somebody else's, or told by a later release: only identifiers are added."""
    EDITED = "edited"
    """It was the dataset's and somebody has changed it since: that is kept, and identifiers are added."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The record to write, by what right, and how the change is signed."""

    entry: Entry
    right: Right
    agent: str
    differs: tuple[str, ...] = ()
    """Where somebody's change is kept: the fields in which the release says something else."""


def join(dataset: Dataset, entry: Entry, last: Last | None) -> Joined:
    """The record to write, given what was recorded last."""
    agent = signing.DATASET + dataset.name
    if last is None or last.after is None:
        return Joined(entry, Right.CREATE, agent)
    old, new = json.loads(last.after), entry.record.plain()
    right = _right(dataset, entry, last)
    if right == Right.REPLACE:
        return Joined(_with(entry, _replaced(old, new)), right, agent)
    told = _with(entry, {**old, "external_ids": ids(old, new)})
    agent = signing.added_to(agent, signing.owner(last.agent))
    return Joined(told, right, agent, fields(old, new) if right == Right.EDITED else ())


def _right(dataset: Dataset, entry: Entry, last: Last) -> Right:
    prefix = dataset.owns.get(entry.type)
    if prefix is None or not entry.slug.startswith(prefix):
        return Right.ADD_IDS
    author = signing.owner(last.agent)
    if not author.startswith(signing.DATASET):
        return Right.EDITED
    writer = DATASETS.get(author.removeprefix(signing.DATASET))
    later = writer is not None and writer.family == dataset.family and writer.release > dataset.release
    return Right.ADD_IDS if later else Right.REPLACE


def _replaced(old: Plain, new: Plain) -> Plain:
    """The new contents; former names stay as aliases, former identifiers with their releases."""
    told = {**new, "external_ids": ids(old, new)}
    if "name" in new:
        former = [{"text": old["name"], "kind": "ALIAS"}, *old.get("names", ())]
        known = {new["name"], *(one["text"] for one in new.get("names", ()))}
        kept = {one["text"]: one for one in former if one["text"] not in known}
        told["names"] = [*new.get("names", ()), *kept.values()]
    return told


def ids(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Plain]:
    """The identifiers of both, each once."""
    told = {_id(one): one for one in (*old.get("external_ids", ()), *new.get("external_ids", ()))}
    first = {_id(one): one for one in old.get("external_ids", ())}
    return [first.get(key, one) for key, one in told.items()]


def _id(one: Mapping[str, Any]) -> tuple[str, ...]:
    if one["scheme"] in PER_RELEASE:
        return (one["scheme"], one["value"], one.get("release") or "")
    return (one["scheme"], one["value"])


def fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that two states of a record tell differently, identifiers aside."""
    return tuple(
        name
        for name in dict.fromkeys((*old, *new))
        if name != "external_ids" and old.get(name) != new.get(name)
    )


def _with(entry: Entry, data: Plain) -> Entry:
    told = {name: value for name, value in data.items() if value not in (None, [])}
    return Entry(entry.type, validate(entry.type, told), entry.files, entry.line)
