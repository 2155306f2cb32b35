"""Persons: their names, whom they represent, the offices they held and the meetings at which they sat."""

from typing import Any, Final

from db.parts import AWAY
from exchange.linked import dates
from exchange.linked.nodes import RECORD, Rules, all_named, backwards, named, one, other_names, said
from exchange.linked.site import Site
from exchange.linked.vocabulary import own

Json = dict[str, Any]


def offices(record: Json, site: Site, *, served: bool) -> list[Json]:
    """Offices as schema.org's Role, which repeats the property it stands in: those in somebody's service, or the others."""
    found = [held for held in record["positions"] if (held["actor"] is not None) is served]
    return [_office(held, site) for held in found]


def _office(held: Json, site: Site) -> Json:
    inner = (
        {"worksFor": named(held["actor"], site)}
        if held["actor"]
        else {"hasOccupation": {"@type": "Occupation", "name": held["title"]}}
    )
    told = {
        "startDate": dates.iso(held["from"]),
        "endDate": dates.iso(held["to"]),
        own("from"): dates.edtf(held["from"]),
        own("to"): dates.edtf(held["to"]),
    }
    kept = {name: value for name, value in told.items() if value}
    return {"@type": "Role", "roleName": held["title"], **inner, **kept}


def attended(record: Json, site: Site) -> list[Json]:
    """The meetings at which the person was in the room."""
    seats = record["seats"]["nodes"]
    return all_named(
        (
            seat["meeting"]
            for seat in seats
            if seat["meeting"]["status"] == "HELD" and seat["attendance"] not in AWAY
        ),
        site,
    )


PERSON: Final[Rules] = {
    **RECORD,
    "name": said("name"),
    "alternateName": other_names,
    "affiliation": one("actor"),
    "worksFor": lambda record, site: offices(record, site, served=True),
    "hasOccupation": lambda record, site: offices(record, site, served=False),
    "@reverse": backwards({"attendee": attended}),
}
