"""Small records that name each other, to be written in any order."""

from typing import Any

from db.enums import RecordType
from exchange import Sent


def source(title: str) -> Sent:
    return Sent(RecordType.SOURCE, {"id": "s1", "url": "https://example.org/a", "title": title})


def actor(slug: str, name: str, **more: Any) -> Sent:
    return Sent(RecordType.ACTOR, {"id": slug, "name": name, "kind": "ARMED_GROUP", **more})


def person(slug: str, name: str, of: str | None = None) -> Sent:
    positions = [{"title": "Envoy", "actor": of}] if of else []
    return Sent(RecordType.PERSON, {"id": slug, "name": name, "actor": of, "positions": positions})


def process(name: str) -> Sent:
    return Sent(RecordType.PROCESS, {"id": "talks", "name": name})


def meeting(slug: str, title: str, **more: Any) -> Sent:
    told = {
        "id": slug,
        "title": title,
        "kind": "NEGOTIATION_ROUND",
        "status": "HELD",
        "start": "2001-05-03",
        "sources": ["s1"],
    }
    return Sent(RecordType.MEETING, told | more)


def side(*actors: str, heads: tuple[str, ...] = ()) -> dict[str, Any]:
    """A delegation."""
    return {"actors": list(actors), "role": "PARTY", "heads": list(heads)}


def truce(meeting: str, status: str = "AGREED") -> dict[str, Any]:
    """An outcome of a meeting."""
    days = {"count": 30, "category": "DURATION", "unit": "days"}
    return {
        "id": f"{meeting}-truce",
        "kind": "CEASEFIRE",
        "status": status,
        "title": f"Truce, {status.lower()}",
        "quantities": [days],
        "sources": ["s1"],
    }
