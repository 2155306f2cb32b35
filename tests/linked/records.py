"""Every record of the curated facts, as the document of its type answers it."""

from collections.abc import Iterator
from typing import Any

from exchange.linked import DOCUMENTS, PLACES
from tests.asking import Asking

Json = dict[str, Any]


def ids(ask: Asking, kind: str) -> Iterator[str]:
    """The ids of all records of a type, page by page."""
    query = f"query ($after: String) {{ {PLACES[kind]}(first: 100, after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"
    after, more = None, True
    while more:
        page = ask.data(query, after=after)[PLACES[kind]]
        yield from (node["id"] for node in page["nodes"])
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]


def record(ask: Asking, global_id: str) -> Json:
    """A record, by one statement."""
    kind = global_id.partition(":")[0]
    data = ask.data(DOCUMENTS[kind], id=global_id)
    return {**data["node"], **data["dataset"]}


def addresses(value: object) -> Iterator[str]:
    """Every address of this service that a document names."""
    if isinstance(value, dict):
        if isinstance(value.get("@id"), str):
            yield value["@id"]
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
