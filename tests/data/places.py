"""Where GraphQL shows each leaf of a curated file: a path, whose stars are the places in the file's lists, or a search."""

from collections.abc import Callable
from typing import Any

from tests.data.leaves import Leaf

Addresses = dict[str, str]
"""The address of each source of a file by its local id."""

Search = Callable[[Leaf, Any, Addresses], bool]


def same(leaf: Any, shown: Any) -> bool:
    """Equal as numbers or as text: a date and a year of YAML are the EDTF text of the same characters."""
    if isinstance(leaf, int | float) and isinstance(shown, int | float):
        return leaf == shown
    return shown is not None and str(leaf) == str(shown)


def at(path: str, leaf: Leaf, shown: Any) -> Any:
    """The value at a path; None where it ends early."""
    places = iter(leaf.places)
    for step in path.split("."):
        if shown is None:
            return None
        if step == "*" or step.isdigit():
            place = next(places) if step == "*" else int(step)
            shown = shown[place] if place < len(shown) else None
        else:
            shown = shown[step]
    return shown


def cited(path: str) -> Search:
    """The source is among the citations of what stands at the path."""

    def search(leaf: Leaf, shown: Any, addresses: Addresses) -> bool:
        owner = at(path, leaf, shown) if path else shown
        urls = [citation["source"]["url"] for citation in owner["citations"]]
        return addresses[leaf.value] in urls

    return search


def _member(leaf: Leaf, shown: Any, _: Addresses) -> bool:
    """Members are found by person: heads come first there."""
    side, place = leaf.places
    form = leaf.record["delegations"][side]["members"][place]
    seats = [one for one in shown["delegations"][side]["members"] if one["person"]["slug"] == form["person"]]
    return [one["capacity"] for one in seats] == [form.get("capacity")]


def _position(leaf: Leaf, shown: Any, addresses: Addresses) -> bool:
    """Positions are found by all that the file says: several files may tell of a person."""
    form = leaf.record["positions"][leaf.places[0]]
    wanted = {addresses[one] for one in form.get("sources", [])}
    return any(
        one["title"] == form["title"]
        and one["actor"]["slug"] == form["actor"]
        and all(same(form[end], (one[end] or {}).get("edtf")) for end in ("from", "to") if end in form)
        and wanted <= {citation["source"]["url"] for citation in one["citations"]}
        for one in shown["positions"]
    )


def _native(leaf: Leaf, shown: Any, _: Addresses) -> bool:
    wanted = (leaf.record["native_name"], leaf.record["native_language"], "NATIVE")
    return wanted in [(one["text"], one["language"], one["kind"]) for one in shown["names"]]


def _own_date(leaf: Leaf, shown: Any, _: Addresses) -> bool:
    outcome = shown["outcomes"][leaf.places[0]]
    return same(leaf.value, outcome["date"]["edtf"]) and outcome["dateInherited"] is False


def among(path: str, members: dict[str, str]) -> Search:
    """The object that the leaf is a member of stands in the list at the path, with all that the file says of it."""

    def search(leaf: Leaf, shown: Any, _: Addresses) -> bool:
        form: Any = leaf.record
        for step in leaf.trail[:-1]:
            form = form[step]
        return any(
            all(same(value, at(members[key], leaf, one)) for key, value in form.items())
            for one in at(path, leaf, shown)
        )

    return search


_NAME = {"text": "text", "language": "language", "kind": "kind", "from": "from.edtf", "to": "to.edtf"}
_IDENTIFIER = {"scheme": "scheme", "value": "value", "from": "validFrom.edtf", "to": "validTo.edtf"}


def _names() -> dict[str, Search]:
    return {f"names[].{member}": among("names", _NAME) for member in _NAME}


def _identifiers(before: str = "", path: str = "externalIds") -> dict[str, Search]:
    return {f"{before}external_ids[].{member}": among(path, _IDENTIFIER) for member in _IDENTIFIER}


def _source_id(leaf: Leaf, shown: Any, _: Addresses) -> bool:
    return bool(shown["id"] == f"Source:{leaf.file}/{leaf.value}")


PLACES: dict[str, dict[str, str | Search]] = {
    "meetings": {
        "id": "slug",
        "process": "process.slug",
        "title": "title",
        "round": "round",
        "kind": "kind",
        "status": "status",
        "start": "start.edtf",
        "end": "end.edtf",
        "duration_minutes": "durationMinutes",
        "note": "note",
        "follows": "follows.slug",
        "hosts[]": "hosts.*.slug",
        "venue.name": "venue.name",
        "venue.city": "venue.city",
        "venue.country": "venue.country.slug",
        "venue.latitude": "venue.latitude",
        "venue.longitude": "venue.longitude",
        "sources[]": cited(""),
        "mediators[].actor": "mediators.*.actor.slug",
        "mediators[].role": "mediators.*.role",
        "mediators[].persons[]": "mediators.*.members.*.person.slug",
        "delegations[].actor": "delegations.*.actors.0.slug",
        "delegations[].role": "delegations.*.role",
        "delegations[].head": "delegations.*.head.slug",
        "delegations[].size": "delegations.*.size",
        "delegations[].note": "delegations.*.note",
        "delegations[].members[].person": _member,
        "delegations[].members[].capacity": _member,
        "delegations[].sources[]": cited("delegations.*"),
        "outcomes[].id": "outcomes.*.slug",
        "outcomes[].kind": "outcomes.*.kind",
        "outcomes[].status": "outcomes.*.status",
        "outcomes[].title": "outcomes.*.title",
        "outcomes[].summary": "outcomes.*.summary",
        "outcomes[].note": "outcomes.*.note",
        "outcomes[].date": _own_date,
        "outcomes[].expected": "outcomes.*.expected.edtf",
        "outcomes[].led_to": "outcomes.*.ledTo.slug",
        "outcomes[].proposed_by[]": "outcomes.*.proposedBy.*.slug",
        "outcomes[].addressed_to[]": "outcomes.*.addressedTo.*.slug",
        "outcomes[].quantities[].count": "outcomes.*.quantities.*.amount",
        "outcomes[].quantities[].bound": "outcomes.*.quantities.*.bound",
        "outcomes[].quantities[].category": "outcomes.*.quantities.*.category",
        "outcomes[].quantities[].unit": "outcomes.*.quantities.*.unit",
        "outcomes[].quantities[].per": "outcomes.*.quantities.*.per",
        "outcomes[].sources[]": cited("outcomes.*"),
        **_identifiers("outcomes[].", "outcomes.*.externalIds"),
        "statements[].speaker": "statements.*.speaker.slug",
        "statements[].actor": "statements.*.actor.slug",
        "statements[].stance": "statements.*.stance",
        "statements[].summary": "statements.*.summary",
        "statements[].date": "statements.*.date.edtf",
        "statements[].sources[]": cited("statements.*"),
    },
    "persons": {
        "id": "slug",
        "name": "name",
        "actor": "actor.slug",
        "native_name": _native,
        "native_language": _native,
        "positions[].title": _position,
        "positions[].actor": _position,
        "positions[].from": _position,
        "positions[].to": _position,
        "positions[].sources[]": _position,
    },
    "actors": {"id": "slug", "name": "name", "kind": "kind", **_names(), **_identifiers()},
    "conflicts": {
        "id": "slug",
        "name": "name",
        "started": "started.edtf",
        "parties[]": "parties.*.slug",
        **_identifiers(),
    },
    "processes": {"id": "slug", "name": "name", "summary": "summary", "conflict": "conflict.slug"},
    "sources": {
        "id": _source_id,
        "url": "url",
        "title": "title",
        "title_kind": "titleKind",
        "publisher": "publisher",
        "published": "published.edtf",
        "language": "language",
    },
}
