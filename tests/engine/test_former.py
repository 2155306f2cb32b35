"""Former slugs lead to the record that they are of, by look-ups and by global ids, as the oracle says."""

from db.record import RecordAlias
from tests.asking import Asking
from tests.engine.agreement import agree
from tests.oracle import Oracle

LOOKUPS = ("meeting", "person", "actor", "process", "conflict", "outcome")


def _former(oracle: Oracle) -> list[tuple[str, str]]:
    return [(str(row["type"]), str(row["slug"])) for row in oracle.tables.all(RecordAlias)]


def test_former_global_ids(ask_awkward: Asking, awkward_oracle: Oracle) -> None:
    ids = [f"{kind}:{slug}" for kind, slug in _former(awkward_oracle)]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Record { updatedAt } } }"
    reply = agree(ask_awkward, awkward_oracle, query, {"ids": [*ids, *ids[:3]]})
    assert len([one for one in reply.data["nodes"] if one]) > 10


def test_a_former_global_id_by_itself(ask_awkward: Asking, awkward_oracle: Oracle) -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id } }"
    for kind, slug in _former(awkward_oracle):
        agree(ask_awkward, awkward_oracle, query, {"id": f"{kind}:{slug}"})


def test_former_slugs(ask_awkward: Asking, awkward_oracle: Oracle) -> None:
    fields = " ".join(f"{name}(slug: $slug) {{ id }}" for name in LOOKUPS)
    found = [
        agree(ask_awkward, awkward_oracle, f"query ($slug: String!) {{ {fields} }}", {"slug": slug}).data
        for _, slug in _former(awkward_oracle)
    ]
    assert sum(any(answers.values()) for answers in found) > 5
