"""Plans of what is found by words or by identifiers rather than by relations."""

import datetime
from typing import Any

from engine import plan as p
from engine.errors import BadPage, BadUserInput
from engine.given import Given
from engine.specs import Identified, Search
from engine.texts import stored_list, stored_value

LONGEST_QUESTION = 500
"""Characters; nobody searches for more, and every one of them costs."""


def search(spec: Search, given: dict[str, Given], obj: p.Obj) -> p.SearchNode:
    """Ranked hits."""
    first, types = given.get("first"), given.get("types")
    size = spec.default if first is None else first.now
    if not 0 <= size <= spec.maximum:
        raise BadPage(f"first must be between 0 and {spec.maximum}, not {size}.")
    limit = p.Param((lambda _: spec.default) if first is None else first.read, "int")
    every = list(spec.types)
    among = p.Param(lambda _: every, "texts") if types is None else p.Param(types.read, "texts", stored_list)
    asked = p.Param(given["query"].read, "pairs", lambda text: spec.read(_question(text)))
    return p.SearchNode(spec, asked, among, limit, size, obj)


def _question(text: Any) -> str:
    if len(text) > LONGEST_QUESTION:
        raise BadUserInput(f"A search has at most {LONGEST_QUESTION} characters, not {len(text):,}.")
    return str(stored_value(text))


def identified(spec: Identified, given: dict[str, Given], record: p.AnyNode) -> p.IdentifiedNode:
    """The record with an identifier: the one that holds today, or held on the day that is asked about."""
    scheme, value, moment = given["scheme"].read, given["value"].read, given.get("asOf")

    def normal(values: Any) -> str:
        return spec.normal(str(stored_value(scheme(values))), str(stored_value(value(values))))

    def day(values: Any) -> str:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        return min(today, moment.read(values)[:10]) if moment else today

    return p.IdentifiedNode(
        spec,
        p.Param(scheme, "text", stored_value),
        p.Param(normal, "text"),
        p.Param(day, "text"),
        record,
    )
