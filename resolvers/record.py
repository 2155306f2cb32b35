"""What every citable thing has: names, identifiers, and the sources that it rests on.

A record's number is the key of its noun's own row, so these relations start from a row of any noun.
"""

from db import Citation, ExternalId, Name, Record, Source
from engine.relation import relation


@relation
def names(record: Record, name: Name) -> bool:
    """What a thing is called, in all languages."""
    return name.record_id == record.id


@relation
def external_ids(record: Record, identifier: ExternalId) -> bool:
    """How other datasets call a thing."""
    return identifier.record_id == record.id


@relation
def citations(record: Record, citation: Citation) -> bool:
    """What a thing rests on."""
    return citation.record_id == record.id


@relation
def cited(citation: Citation, source: Source) -> bool:
    """The source that a citation points to."""
    return citation.source_id == source.id
