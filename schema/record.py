"""What everything with an id shares, and what every citable thing shares."""

import strawberry

from engine.scalars import DateTime
from engine.words import global_id, many, member, page
from exchange.limits import LISTS
from resolvers import change as changes
from resolvers import record as relations
from schema.citation import Citation
from schema.external_id import ExternalId
from schema.forward import Changes


@strawberry.interface(description="Anything with a global id; `node(id:)` finds it again.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID = global_id(
        "Global id, opaque and for ever: it stays when a date or name inside it is corrected, and the id of a merged "
        "or renamed record keeps resolving. The three actor types share one kind of id."
    )


@strawberry.interface(description="Anything that sources are given for.")
class Record(Node):
    """Anything that sources are given for."""

    external_ids: list[ExternalId] = many(
        relations.external_ids, "What other datasets and standards call it.", maximum=LISTS["external_ids"]
    )
    citations: list[Citation] = many(
        relations.citations, "The sources on which it rests, the main ones first.", maximum=LISTS["citations"]
    )
    history: Changes = page(changes.of_record, "Every change of the record, the first one first.")
    updated_at: DateTime = member("updated_at", "When the record was last changed here.")
