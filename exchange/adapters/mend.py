"""MEND: mediation events as meetings. Coders' summaries are not read; what the codes do not say is not said.

A third party mediates where the event is coded as mediation (M), and takes part where it is only related to mediation (MR).
Persons sit with the third party when there is just one; otherwise apart, since the file does not say with whom they came.
"""

from collections.abc import Mapping
from typing import Any, Final

from db.enums import (
    ActorKind,
    Attendance,
    DelegationRole,
    IdScheme,
    MediatorRole,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    OutcomeKind,
    OutcomeStatus,
    RecordType,
)
from exchange import limits
from exchange.adapters import mend_place, states
from exchange.adapters.cells import NoDay, address, digest, edtf, filled, parts, slugged
from exchange.adapters.draft import Draft
from exchange.adapters.layout import Row

ACTOR_KINDS: Final = {
    "CON": ActorKind.STATE,
    "IGO": ActorKind.INTERGOVERNMENTAL_ORGANIZATION,
    "NGO": ActorKind.NGO,
}
"""By the first letters of MEND's id; none of the other kinds is told apart there."""

ALIASES: Final = {
    "AU": "African Union",
    "Arab League": "League of Arab States",
    "EU": "European Union",
    "GCC": "Gulf Cooperation Council",
    "LAS": "League of Arab States",
    "UN": "United Nations",
}
"""Abbreviations under which the file lists who elsewhere in it goes by the full name."""

LISTS: Final = (
    ("third parties", "thirds", "third_ids"),
    ("persons", "persons", "person_ids"),
    ("local parties", "locals", "local_ids"),
)
"""Lists that run side by side: what they name, the column of names, the column of ids."""

NOT_AN_ID: Final = ("NL", "NM")
SHOWN: Final = 3
"""Names told in a title before the rest becomes a number."""


def adapt(draft: Draft, rows: list[Row]) -> None:
    """A meeting a row."""
    seen: dict[str, int] = {}
    for row in rows:
        if not any(row.cells.values()):
            draft.remark(row, "id", "The row is blank.", "LEFT_OUT")
            continue
        if (first := seen.setdefault(row["id"], row.number)) != row.number:
            draft.remark(
                row, "id", f"{row['id']} stands in row {first} too, for another event; both are kept."
            )
        try:
            _event(draft, row, edtf(row["year"], row["month"], row["day"]))
        except (NoDay, ValueError) as error:
            draft.remark(row, "day", str(error), "LEFT_OUT")


def _event(draft: Draft, row: Row, start: str) -> None:
    thirds, locals_ = _thirds(draft, row), _locals(draft, row)
    place = mend_place.read(draft, row)
    data: dict[str, Any] = {
        "title": _title(row, place),
        "kind": _kind(row),
        "modality": MeetingModality.VIRTUAL if place.virtual else None,
        "status": MeetingStatus.HELD,
        "start": start,
        "venue": place.venue,
        "conflicts": _conflicts(draft, row),
        "process": _process(draft, row),
        **_sides(row, thirds, locals_, _persons(draft, row)),
        "note": _note(row),
        "sources": [draft.cite, *_sources(draft, row)],
        "external_ids": draft.ids(((IdScheme.MEND_EVENT, row["id"]),) if row["id"] else ()),
    }
    data["id"] = _slug(draft, data)
    data["outcomes"] = _outcomes(draft, row, data["id"])
    draft.add(RecordType.MEETING, row, data)
    draft.foreign[RecordType.MEETING, data["id"]] = row["id"]


def _slug(draft: Draft, data: Mapping[str, Any]) -> str:
    """Made from what the event is, never from its number; the next free one where two events are told alike."""
    where = slugged(" ".join((data["venue"] or {}).get(part) or "" for part in ("city", "country")), 40)
    told = [data[name] for name in ("start", "title", "mediators", "delegations", "sources")]
    slug = "-".join(filter(None, (draft.prefix, data["start"], where, digest(repr(told), 6))))
    free, number = slug, 1
    while (RecordType.MEETING, free) in draft.records:
        number += 1
        free = f"{slug}-{number}"
    return free


def _title(row: Row, place: mend_place.Place) -> str:
    thirds, sides = _few(filled(row["thirds"])), _few(filled(row["locals"]))
    who = f"{thirds} with {sides}" if thirds and sides else thirds or sides or "Participants not named"
    return ", ".join(filter(None, (who, place.told)))[: limits.LINE]


def _few(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join([*names[:SHOWN], *([f"{more} more"] if more > 0 else [])])


def _kind(row: Row) -> MeetingKind:
    if row["shuttle"] == "1":
        return MeetingKind.SHUTTLE
    return MeetingKind.CONSULTATION if row["type"] == "MR" else MeetingKind.OTHER


def _note(row: Row) -> str | None:
    """Ids of lists that do not pair up: they are kept, and tied to nobody."""
    told = [
        f"MEND lists ids of {what} that do not pair up with the names: {'; '.join(filled(row[ids]))}."
        for what, names, ids in LISTS
        if parts(row[names]) and row[ids] and len(parts(row[names])) != len(parts(row[ids]))
    ]
    return " ".join(told)[: limits.PASSAGE] or None


def _pairs(draft: Draft, row: Row, names: str, ids: str) -> list[tuple[str, str]]:
    """Names with their ids, where both lists are equally long; otherwise the names alone, and a remark."""
    told, numbers = parts(row[names]), parts(row[ids])
    if len(told) != len(numbers):
        if told and numbers:
            lengths = f"{len(told)} names, {len(numbers)} ids"
            draft.remark(row, ids, f"The lists do not pair up ({lengths}); both are kept, and not paired.")
        numbers = [""] * len(told)
    return [(name, number) for name, number in zip(told, numbers, strict=True) if name]


def _thirds(draft: Draft, row: Row) -> list[str]:
    pairs = _pairs(draft, row, "thirds", "third_ids")
    counted = row["thirds_counted"]
    if counted.isdigit() and int(counted) != len(filled(row["thirds"])):
        draft.remark(row, "thirds_counted", f"{counted} third parties are counted, others are listed.")
    _check_numbers(draft, row)
    return list(dict.fromkeys(_third(draft, name, number) for name, number in pairs))


def _third(draft: Draft, name: str, number: str) -> str:
    ids = ((IdScheme.MEND_ACTOR, number),) if number and number not in NOT_AN_ID else ()
    kind = ACTOR_KINDS.get(number.partition("_")[0], ActorKind.OTHER)
    return draft.actor(_names(name), kind, ids=ids)


def _names(name: str) -> list[str]:
    return [ALIASES[name], name] if name in ALIASES else [name]


def _check_numbers(draft: Draft, row: Row) -> None:
    """Numbers of states that belong to another state; they are never imported."""
    names, numbers = parts(row["thirds"]), parts(row["third_numbers"])
    if len(names) == len(numbers):
        for name, number in zip(names, numbers, strict=True):
            right = states.wrong_number(states.by_name(name) or "", number) if number else None
            if right is not None:
                draft.remark(row, "third_numbers", f"{number} is not the number of {name}; {right} is.")


def _locals(draft: Draft, row: Row) -> list[str]:
    pairs = _pairs(draft, row, "locals", "local_ids")
    return list(dict.fromkeys(_local(draft, name) for name, _ in pairs))


def _local(draft: Draft, name: str) -> str:
    """A party, by name. Its id tells a government of some years from nobody else's, or only where the name is from."""
    short, _, full = (part.strip() for part in name.partition(":"))
    names = [name, full, short] if short and full else [name]
    slug = draft.known.actor(names, (), f"{draft.prefix}-")
    return draft.actor([name], ActorKind.OTHER, minted=slug, state=None if slug else states.of_period(name))


def _persons(draft: Draft, row: Row) -> list[dict[str, Any]]:
    members = {}
    for name, number in _pairs(draft, row, "persons", "person_ids"):
        ids = ((IdScheme.MEND_PERSON, number),) if number and number not in NOT_AN_ID else ()
        members[draft.person(name, ids)] = {"attendance": Attendance.UNKNOWN}
    return [{"person": slug, **told} for slug, told in members.items()][: limits.LISTS["mediator_seats"]]


def _sides(
    row: Row, thirds: list[str], sides: list[str], persons: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    parties = [{"actors": [one], "role": DelegationRole.PARTY} for one in sides]
    alone = persons if len(thirds) == 1 else []
    if row["type"] == "M":
        mediators: list[dict[str, Any]] = [
            {"actor": one, "role": MediatorRole.MEDIATOR, "members": alone} for one in thirds
        ]
        if persons and not alone:
            mediators.append({"role": MediatorRole.MEDIATOR, "members": persons})
        return {"mediators": mediators[: limits.LISTS["mediators"]], "delegations": parties}
    guests: list[dict[str, Any]] = [
        {"actors": [one], "role": DelegationRole.PARTICIPANT, "members": alone} for one in thirds
    ]
    if persons and not alone:
        guests.append({"role": DelegationRole.PARTICIPANT, "members": persons})
    return {"mediators": [], "delegations": [*guests, *parties][: limits.LISTS["delegations"]]}


def _conflicts(draft: Draft, row: Row) -> list[str]:
    """Conflicts that UCDP numbers and that are recorded; the file names countries, and a country is no conflict."""
    ids = [((IdScheme.UCDP_CONFLICT, number),) for number in filled(row["ucdp_conflict"])]
    return [slug for one in ids if (slug := draft.known.numbered(RecordType.CONFLICT, one))]


def _process(draft: Draft, row: Row) -> str | None:
    """The track, where there is one; it is told apart by country, since names like UN Process recur."""
    tracks = filled(row["tracks"])
    if len(tracks) > 1:
        draft.remark(row, "tracks", "The event belongs to several tracks; none of them is chosen.")
    if len(tracks) != 1:
        return None
    name = f"{tracks[0]} ({row['conflicts']})"[: limits.LINE]
    slug = f"{draft.prefix}-{slugged(name, 80)}-{digest(name, 4)}"
    return draft.add(RecordType.PROCESS, None, {"id": slug, "name": name, "sources": [draft.cite]})


def _sources(draft: Draft, row: Row) -> list[str]:
    found = []
    for cell in filled(row["urls"]):
        url = address(cell)
        if url is None:
            draft.remark(row, "urls", f"{cell[:80]!r} is not an address; left aside.")
        else:
            found.append(draft.source(url))
    return list(dict.fromkeys(found))[: limits.LISTS["citations"] - 1]


def _outcomes(draft: Draft, row: Row, meeting: str) -> list[dict[str, Any]]:
    if row["agreed"] != "1":
        return []
    if not row["agreement"]:
        draft.remark(
            row, "agreement", "An agreement is said to have come of it, and none is named; left out."
        )
        return []
    ids = ((IdScheme.PAX_AGREEMENT, row["pax"]),) if row["pax"] else ()
    return [
        {
            "id": f"{meeting}-agreement",
            "kind": OutcomeKind.AGREEMENT_SIGNED,
            "status": OutcomeStatus.AGREED,
            "title": " ".join(row["agreement"].split())[: limits.LINE],
            "sources": [draft.cite],
            "external_ids": draft.ids(ids),
        }
    ]
