"""Relations say what they mean, and the rows kept ready for paging say the same."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

import resolvers
from db import Actor, Hosting, Meeting
from engine.catalog import Catalog
from engine.relation import Relation
from engine.specs import Many
from resolvers import actor, delegation, person
from schema import build_schema, core_schema
from tests.oracle import Oracle
from tests.oracle.pairs import Pairs
from tests.oracle.rows import Tables

KEPT = {
    "party": actor.party_meetings,
    "attendee": actor.delegated_meetings,
    "attended": actor.attended_meetings,
    "mediated": actor.mediated_meetings,
    "led": person.led_meetings,
    "seated": person.meetings,
    "present": person.attended_meetings,
}


def declared() -> Iterator[Relation]:
    for module in pkgutil.iter_modules(resolvers.__path__):
        names = vars(importlib.import_module(f"resolvers.{module.name}"))
        yield from (found for found in names.values() if isinstance(found, Relation))


def lists() -> Iterator[tuple[str, Many]]:
    for kind, fields in Catalog(core_schema(build_schema())).fields.items():
        for name, field in fields.items():
            if isinstance(field.spec, Many):
                yield f"{kind}.{name}", field.spec


def met(tables: Tables, relation: Relation) -> set[tuple[object, object]]:
    pairs = Pairs(tables)
    found = ((one, other) for one in tables.all(relation.parent) for other in pairs.children(relation, one))
    return {(one["slug"], other.child["slug"]) for one, other in found}


def test_every_relation_is_a_sentence() -> None:
    found = list(declared())
    assert [one.name for one in found if not one.doc.endswith(".")] == []
    assert len(found) > 70


def test_all_rounds_turkiye_hosted() -> None:
    turkiye, istanbul = Actor(id=1), Meeting(id=2)
    hosting = Hosting(actor_id=1, meeting_id=2, position=0, start="2025-06-02")
    assert actor.hosted_meetings.ask is not None
    assert actor.hosted_meetings.ask(turkiye, istanbul, hosting)
    assert not actor.hosted_meetings.ask(Actor(id=3), istanbul, hosting)


def test_a_list_holds_nothing_twice() -> None:
    doubtful = [name for name, spec in lists() if not (spec.relation.unique or spec.relation.is_union)]
    assert doubtful == []


def test_a_list_keeps_an_order() -> None:
    """The order of the record, or the one its declaration names."""
    loose = [
        name
        for name, spec in lists()
        if not spec.order
        and spec.relation.ordered_by_link is None
        and "position" not in spec.relation.child.model_fields
    ]
    assert loose == []


def agrees(told: Oracle, ready: Relation) -> bool:
    """The kept rows and the routes tie the same pairs, and some at all."""
    meant = met(told.tables, ready)
    return bool(meant) and met(told.tables, replace(ready, routes=())) == meant


@pytest.mark.parametrize("part", KEPT)
def test_the_parts_kept_ready_are_what_their_routes_mean(oracle: Oracle, part: str) -> None:
    assert agrees(oracle, KEPT[part])


@pytest.mark.parametrize("part", KEPT)
def test_so_are_those_of_awkward_rows(awkward_oracle: Oracle, part: str) -> None:
    assert agrees(awkward_oracle, KEPT[part])


def test_a_delegation_of_which_nobody_is_named_is_taken_to_have_come(oracle: Oracle) -> None:
    attended = met(oracle.tables, actor.attended_meetings)
    seated = {one for one, _ in met(oracle.tables, delegation.members)}
    pairs = Pairs(oracle.tables)
    unnamed = {
        (sent.child["slug"], meeting["slug"])
        for one in oracle.tables.all(delegation.meeting.parent)
        if one["slug"] not in seated
        for meeting in oracle.tables.where(Meeting, id=one["meeting_id"], status="HELD")
        for sent in pairs.children(delegation.actors, one)
    }
    assert unnamed
    assert unnamed <= attended
