"""Meetings as events: when, where, by whom hosted and attended, and what came of them."""

from typing import Any, Final

from db.enums import (
    Attendance,
    DelegationRole,
    MediatorRole,
    MeetingKind,
    MeetingModality,
    MeetingStatus,
    OutcomeKind,
    OutcomeStatus,
    SeatRole,
    Stance,
)
from db.parts import AWAY, MEDIATING
from exchange.linked import dates
from exchange.linked.nodes import (
    RECORD,
    WORK,
    Rule,
    Rules,
    all_named,
    day,
    each,
    fixed,
    many,
    named,
    node,
    one,
    recorded,
    said,
    term,
    types,
)
from exchange.linked.site import Site
from exchange.linked.vocabulary import SCHEMA, own

Json = dict[str, Any]

STATUSES: Final = {
    "HELD": "EventScheduled",
    "SCHEDULED": "EventScheduled",
    "POSTPONED": "EventPostponed",
    "CANCELLED": "EventCancelled",
}
"""schema.org takes an event for scheduled that says nothing else: one that is only proposed has no dates of schema.org's."""

MODES: Final = {
    "DIRECT": "OfflineEventAttendanceMode",
    "PROXIMITY": "OfflineEventAttendanceMode",
    "SHUTTLE": "OfflineEventAttendanceMode",
    "VIRTUAL": "OnlineEventAttendanceMode",
    "HYBRID": "MixedEventAttendanceMode",
}

PLANNED: Final = frozenset({"HELD", "SCHEDULED", "CANCELLED"})
SPONSORING: Final = frozenset({"CO_SPONSOR"})


def _schema(field: str, table: dict[str, str]) -> Rule:
    return lambda record, _: SCHEMA + table[record[field]] if record[field] in table else None


def _when(field: str, statuses: frozenset[str]) -> Rule:
    return lambda record, _: dates.iso(record[field]) if record["status"] in statuses else None


def duration(record: Json, _: Site) -> str | None:
    """ISO 8601: PT90M."""
    minutes = record["durationMinutes"]
    return None if minutes is None else f"PT{minutes}M"


def location(record: Json, _: Site) -> Json | None:
    """Where it was held: the venue, or the city where no venue is named."""
    venue = record["venue"]
    if venue is None:
        return None
    country = venue["country"]
    address = {
        "addressLocality": venue["city"],
        "addressCountry": country and (country.get("code") or country["name"]),
    }
    point = {"latitude": venue["latitude"], "longitude": venue["longitude"]}
    made: Json = {"@type": "Place", "name": venue["name"] or venue["city"] or (country and country["name"])}
    told = {name: value for name, value in address.items() if value}
    if told:
        made["address"] = {"@type": "PostalAddress", **told}
    if None not in point.values():
        made["geo"] = {"@type": "GeoCoordinates", **point}
    return made


def attendees(record: Json, site: Site) -> list[Json]:
    """Who was in the room: the actors and the people of delegations, where the meeting was held; mediators' people too."""
    if record["status"] != "HELD":
        return []
    sides = [side for side in record["delegations"] if not side["members"] or _present(side)]
    people = [seat["person"] for side in [*sides, *record["mediators"]] for seat in _present(side)]
    return all_named([*(actor for side in sides for actor in side["actors"]), *people], site)


def _present(side: Json) -> list[Json]:
    return [seat for seat in side["members"] if seat["attendance"] not in AWAY]


def third_parties(roles: frozenset[str]) -> Rule:
    """The mediators in some roles: the actors, or the people where these act for themselves."""

    def rule(record: Json, site: Site) -> list[Json]:
        found = [side for side in record["mediators"] if side["role"] in roles]
        return all_named(
            (
                who
                for side in found
                for who in (
                    [side["actor"]] if side["actor"] else [seat["person"] for seat in side["members"]]
                )
            ),
            site,
        )

    return rule


def larger(record: Json, site: Site) -> list[Json]:
    """The series and the meeting of which it is a part."""
    return [found for field in ("process", "partOf") if (found := named(record[field], site))]


SEAT: Final[Rules] = {
    "@type": fixed(own("Seat")),
    own("person"): one("person"),
    own("role"): term("role", SeatRole),
    own("capacity"): said("capacity"),
    own("attendance"): term("attendance", Attendance),
}
DELEGATION: Final[Rules] = {
    "@type": fixed(own("Delegation")),
    own("role"): term("role", DelegationRole),
    own("actor"): many("actors"),
    own("member"): each("members", SEAT),
    own("size"): said("size"),
    own("note"): said("note"),
}
MEDIATOR: Final[Rules] = {
    "@type": fixed(own("Mediator")),
    own("role"): term("role", MediatorRole),
    own("actor"): one("actor"),
    own("member"): each("members", SEAT),
    own("appointedBy"): one("appointedBy"),
}
STATEMENT: Final[Rules] = {
    "@type": fixed(WORK),
    "abstract": said("summary"),
    "creator": many("speakers"),
    "sourceOrganization": one("actor"),
    "dateCreated": day("date"),
    own("date"): recorded("date"),
    own("stance"): term("stance", Stance),
}
OUTCOME: Final[Rules] = {
    "@type": lambda record, _: types(record),
    "@id": lambda record, site: site.address(record["id"]),
    "name": said("title"),
    own("kind"): term("kind", OutcomeKind),
    own("status"): term("status", OutcomeStatus),
}


def _parts(field: str, rules: Rules) -> Rule:
    """The parts of a meeting, each at its place in what is said of the meeting."""
    return lambda record, site: [
        {"@id": site.part(record["id"], part["id"]), **node(part, site, rules)} for part in record[field]
    ]


MEETING: Final[Rules] = {
    **RECORD,
    "name": said("title"),
    "startDate": _when("start", PLANNED),
    "endDate": _when("end", PLANNED),
    "previousStartDate": _when("start", frozenset({"POSTPONED"})),
    "duration": duration,
    "eventStatus": _schema("status", STATUSES),
    "eventAttendanceMode": _schema("modality", MODES),
    "location": location,
    "organizer": many("hosts"),
    "attendee": attendees,
    "contributor": third_parties(frozenset(MEDIATING)),
    "sponsor": third_parties(SPONSORING),
    "superEvent": larger,
    "about": many("conflicts"),
    "subjectOf": _parts("statements", STATEMENT),
    own("start"): recorded("start"),
    own("end"): recorded("end"),
    own("kind"): term("kind", MeetingKind),
    own("status"): term("status", MeetingStatus),
    own("modality"): term("modality", MeetingModality),
    own("round"): said("round"),
    own("delegation"): _parts("delegations", DELEGATION),
    own("mediator"): _parts("mediators", MEDIATOR),
    own("outcome"): each("outcomes", OUTCOME),
    own("follows"): one("follows"),
    own("note"): said("note"),
}
