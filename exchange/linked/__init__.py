"""Records as linked data: schema.org in JSON-LD, made of the answer to one question for each type."""

from collections.abc import Mapping
from typing import Any, Final

from exchange.linked.actor import ACTOR
from exchange.linked.conflict import CONFLICT
from exchange.linked.documents import DOCUMENTS
from exchange.linked.meeting import MEETING
from exchange.linked.nodes import Rules, node
from exchange.linked.outcome import OUTCOME
from exchange.linked.person import PERSON
from exchange.linked.process import PROCESS
from exchange.linked.site import PLACES, Site, path
from exchange.linked.source import SOURCE
from exchange.linked.vocabulary import context, vocabulary

RULES: Final[Mapping[str, Rules]] = {
    "Meeting": MEETING,
    "Person": PERSON,
    "Actor": ACTOR,
    "Outcome": OUTCOME,
    "Process": PROCESS,
    "Conflict": CONFLICT,
    "Source": SOURCE,
}


def linked(kind: str, record: dict[str, Any], site: Site) -> dict[str, Any]:
    """The answer to the question of a type (`DOCUMENTS[kind]`) as a JSON-LD document."""
    return {"@context": context(site), **node(record, site, RULES[kind])}


__all__ = ["DOCUMENTS", "PLACES", "RULES", "Site", "linked", "path", "vocabulary"]
