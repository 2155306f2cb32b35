"""How much one request may ask of the engine; each figure says what it protects."""

from dataclasses import dataclass

DEFAULT_PAGE = 20  # items of a page that names no size
LARGEST_PAGE = 100  # items of the largest page; more is had by paging on


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one request. Counts unless a unit is named."""

    levels: int = 15  # nested records; SQLite's expression depth ends at about twice this
    depth: int = 40  # fields inside each other
    value_depth: int = 20  # objects and lists inside each other, in an argument or variable
    nodes: int = 1_000  # selected fields with fragments counted out; validation takes about 30 µs for each
    pairs: int = 5_000  # fields of one name in one place, pair by pair; validation compares each
    items: int = 1_000  # items of a list in a variable; coercion takes about 7 µs for each
    directives: int = 200  # directives on fields
    conditions: int = 300  # members of all filters of a request
    rows: int = 2_500_000  # rows that may be read, by page sizes and the stated maxima of lists
    ids: int = 100  # ids of one nodes(ids:)
    document_bytes: int = 64_000  # bytes of a document; validation is worse than linear in it
    tokens: int = 8_000  # tokens of a document
    seconds: float = 10.0  # seconds a statement may run
