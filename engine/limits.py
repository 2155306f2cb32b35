"""How much one request may ask of the engine; each figure says what it protects."""

from dataclasses import dataclass

DEFAULT_PAGE = 20  # items of a page that names no size
LARGEST_PAGE = 100  # items of the largest page; more is had by paging on


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one request. Counts unless a unit is named."""

    levels: int = 15  # nested records; SQLite's expression depth ends at about twice this
    nodes: int = (
        5_000  # selected fields with fragments counted out; a statement of this size prepares in about 20 ms
    )
    rows: int = 2_500_000  # rows that may be read, by page sizes and the stated maxima of lists
    ids: int = 100  # ids of one nodes(ids:)
    document_bytes: int = 64_000  # bytes of a document; validation is worse than linear in it
    tokens: int = 10_000  # tokens of a document
    seconds: float = 10.0  # seconds a statement may run
