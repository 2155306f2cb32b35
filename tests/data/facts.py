"""The same answers worked out of the YAML files alone, without database or GraphQL."""

from typing import Any

from db.parts import MEDIATING
from tests.data.leaves import contents, files

Record = dict[str, Any]


def records(kind: str) -> list[Record]:
    """The records of a kind in all files."""
    return [record for path in files() for record in contents(path).get(kind, [])]


def meetings() -> list[Record]:
    """All meetings, oldest first; on one day, in no order."""
    return sorted(records("meetings"), key=lambda meeting: str(meeting["start"]))


def outcomes() -> list[tuple[Record, Record]]:
    """Every outcome with its meeting."""
    return [(one, meeting) for meeting in meetings() for one in meeting.get("outcomes", [])]


def people_of(actor: str) -> set[str]:
    """The persons who mainly represent an actor."""
    return {person["id"] for person in records("persons") if person["actor"] == actor}


def mediated(meeting: Record, actor: str, people: set[str]) -> bool:
    """The actor, a person of it, or a delegation of it mediated."""
    parts = [one for one in meeting.get("mediators", []) if one["role"] in MEDIATING]
    itself = any(one.get("actor") == actor or people & set(one.get("persons", [])) for one in parts)
    sides = meeting.get("delegations", [])
    return itself or any(one["actor"] == actor and one["role"] == "MEDIATOR" for one in sides)
