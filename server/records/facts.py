"""What a reader sees of each type of record: a line for each fact, in this order; empty lines are left out."""

from collections.abc import Callable
from typing import Any, Final

from exchange.linked import path
from exchange.linked.outcome import in_words
from server.records.items import (
    Facts,
    Item,
    Rule,
    citations,
    coded,
    date,
    identifiers,
    label,
    many,
    meeting,
    named,
    names,
    one,
    outcome,
    page,
    text,
    when,
)

Json = dict[str, Any]


def _place(record: Json) -> list[Item]:
    venue = record["venue"]
    if venue is None:
        return []
    parts = [Item(part) for part in (venue["name"], venue["city"]) if part]
    return [*parts, *named(venue["country"])]


def _minutes(record: Json) -> list[Item]:
    minutes = record["durationMinutes"]
    return [] if minutes is None else [Item(f"{minutes:,} minutes")]


def _seat(seat: Json) -> Item:
    role = "head" if seat["role"] == "HEAD" else ""
    away = "" if seat["attendance"] in ("PRESENT", "UNKNOWN") else label(seat["attendance"]).lower()
    (person,) = named(seat["person"])
    return person._replace(note=", ".join(filter(None, [role, seat["capacity"], away])))


def _side(side: Json, actors: list[Json]) -> Item:
    """A side with its people; one that is joint names its actors first."""
    size = side.get("size")
    note = label(side["role"]) + (f", {size:,} people as reported" if size else "")
    by = side.get("appointedBy")
    inner = [
        *(item for actor in actors if len(actors) > 1 for item in named(actor)),
        *(named(by, "appointed by")),
        *map(_seat, side["members"]),
        *([Item(side["note"])] if side.get("note") else []),
    ]
    title = " and ".join(actor["name"] for actor in actors) or "Persons acting for themselves"
    href = path(actors[0]["id"]) if len(actors) == 1 else ""
    return Item(title, href, note, side["id"], tuple(inner))


def _way(record: Json) -> list[Item]:
    return [] if record["modality"] == "UNKNOWN" else [Item(label(record["modality"]))]


def _statement(said: Json) -> Item:
    speakers = [*said["speakers"], *([said["actor"]] if said["actor"] else [])]
    note = ", ".join(filter(None, [label(said["stance"]).lower(), when(said["date"])]))
    return Item(
        said["summary"],
        note=note,
        anchor=said["id"],
        inner=tuple(item for who in speakers for item in named(who)),
    )


def _office(held: Json) -> Item:
    span = [when(held["from"]), when(held["to"])]
    note = f"from {span[0]}" if span[0] and not span[1] else " to ".join(filter(None, span))
    return Item(held["title"], note=note, inner=tuple(named(held["actor"])))


def _sat(seat: Json) -> list[Item]:
    role = ["head"] if seat["role"] == "HEAD" else []
    away = (
        [label(seat["attendance"]).lower()] if seat["attendance"] in ("INVITED", "ABSENT", "REMOTE") else []
    )
    return [item._replace(note=", ".join([item.note, *role, *away])) for item in meeting(seat["meeting"])]


def _step(step: Json) -> Item:
    return Item(label(step["status"]), note=", ".join(filter(None, [when(step["date"]), step["note"]])))


def _quantity(quantity: Json) -> Item:
    ends = [*named(quantity["from"], "from"), *named(quantity["to"], "to")]
    return Item(in_words(quantity), note=label(quantity["category"]).lower(), inner=tuple(ends))


def _link(link: Json) -> Item:
    (other,) = named(link["outcome"], label(link["kind"]).lower())
    return other


def _document(written: Json) -> Item:
    return Item(
        written["title"],
        written["url"] or "",
        written["language"] or "",
        inner=tuple(identifiers(written)),
    )


def _its_date(record: Json) -> list[Item]:
    note = "the day its meeting began" if record["dateInherited"] else ""
    return [Item(when(record["date"]), note=note)]


def _each(field: str, shown: Callable[[Json], Item]) -> Rule:
    return lambda record: [shown(part) for part in record[field]]


def _address(record: Json) -> list[Item]:
    return [Item(record["url"], record["url"])] if record["url"] else []


RESTING: Final[Facts] = {"Identifiers elsewhere": identifiers, "Sources": citations}

FACTS: Final[dict[str, Facts]] = {
    "Meeting": {
        "Status": coded("status"),
        "Began": date("start"),
        "Ended": date("end"),
        "Place": _place,
        "Kind": coded("kind"),
        "Way of meeting": _way,
        "Round": text("round"),
        "Length": _minutes,
        "Hosts": many("hosts"),
        "Process": one("process"),
        "Conflicts": many("conflicts"),
        "Part of": lambda record: meeting(record["partOf"]),
        "Follows": lambda record: meeting(record["follows"]),
        "Followed by": many("followedBy", meeting),
        "Delegations": _each("delegations", lambda side: _side(side, side["actors"])),
        "Third parties": _each(
            "mediators", lambda side: _side(side, [side["actor"]] if side["actor"] else [])
        ),
        "Outcomes": many("outcomes", outcome),
        "Statements": _each("statements", _statement),
        "Remark": text("note"),
        **RESTING,
    },
    "Person": {
        "Represents": one("actor"),
        "Other names": names,
        "Offices": _each("positions", _office),
        "Meetings": page("seats", _sat),
        **RESTING,
    },
    "Actor": {
        "Flag": lambda record: [Item(record["flag"])] if record.get("flag") else [],
        "Kind": coded("kind"),
        "State": one("state"),
        "Conflicts": many("conflicts"),
        "Hosted": page("hostedMeetings", meeting),
        "Mediated": page("mediatedMeetings", meeting),
        "Attended": page("attendedMeetings", meeting),
        "Represented by": page("persons"),
        **RESTING,
        "Other names": names,
    },
    "Outcome": {
        "Kind": coded("kind"),
        "Status": coded("status"),
        "Date": _its_date,
        "Expected": date("expected"),
        "What it says": text("summary"),
        "Meeting": lambda record: meeting(record["meeting"]),
        "Process": one("process"),
        "Conflicts": many("conflicts"),
        "Proposed by": many("proposedBy"),
        "Addressed to": many("addressedTo"),
        "Signed by": many("signatories"),
        "Figures": _each("quantities", _quantity),
        "How it went on": _each("statusHistory", _step),
        "Led to": lambda record: meeting(record["ledTo"]),
        "Other outcomes": _each("links", _link),
        "Documents": _each("documents", _document),
        "Remark": text("note"),
        **RESTING,
    },
    "Process": {
        "What it is about": text("summary"),
        "Conflict": one("conflict"),
        "Meetings": page("meetings", meeting),
        "Outcomes": page("outcomes", outcome),
        **RESTING,
    },
    "Conflict": {
        "Began": date("started"),
        "Ended": date("ended"),
        "Parties": many("parties"),
        "Processes": many("processes"),
        "Meetings": page("meetings", meeting),
        **RESTING,
    },
    "Source": {
        "Address": _address,
        "Publisher": text("publisher"),
        "Published": date("published"),
        "Language": text("language"),
        "Title": coded("titleKind"),
        "Meetings that rest on it": page("meetings", meeting),
    },
}
