"""What a declared field, filter or order is, as plain data that the planner reads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from engine.relation import Relation


@dataclass(frozen=True, eq=False)
class Argument:
    """An argument of a plain list that keeps some of its rows: `keeps(row, value)` is a condition on the child."""

    name: str
    annotation: Any
    description: str
    keeps: Callable[[Any, Any], bool]


@dataclass(frozen=True, eq=False)
class ColumnField:
    """A column of the parent's row; `json` says that it holds JSON."""

    column: str
    json: bool = False


@dataclass(frozen=True, eq=False)
class GlobalId:
    """`<prefix>:<slug>` of the parent's row."""


@dataclass(frozen=True, eq=False)
class Embedded:
    """An object made of columns that share a prefix; null when `<prefix>_<present>` is."""

    prefix: str
    present: str


@dataclass(frozen=True, eq=False)
class PartField:
    """A column of an embedded object, named after the prefix."""

    suffix: str


@dataclass(frozen=True, eq=False)
class One:
    """The one child of a relation, or the first in the list's order."""

    relation: Relation


@dataclass(frozen=True, eq=False)
class Many:
    """Every child of a relation, in the record's order; at most `maximum`, which writing enforces."""

    relation: Relation
    maximum: int
    order: tuple[str, ...] = ()  # columns of the child; empty: the ordinal of the link or the child
    filtered: bool = False
    sortable: bool = False
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, eq=False)
class Page:
    """A connection: the children of a relation, or all rows of a model when there is no relation."""

    model: type[SQLModel]
    relation: Relation | None = None


@dataclass(frozen=True, eq=False)
class Lookup:
    """The row whose unique column equals the argument; former slugs lead to it too."""

    model: type[SQLModel]
    column: str
    argument: str
    only: tuple[str, str] | None = None  # (column, value) that the row must have
    former: bool = False


@dataclass(frozen=True, eq=False)
class NodeField:
    """`node(id:)`, or `nodes(ids:)` when `many`."""

    many: bool = False


@dataclass(frozen=True, eq=False)
class Localized:
    """The name in the first language of a chain that there is one in, else the plain column. `only`: a column of the
    name and the values of it that will do.
    """

    relation: Relation
    text: str
    language: str
    fallback: str
    only: tuple[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Singleton:
    """The only row of a table."""

    model: type[SQLModel]


@dataclass(frozen=True, eq=False)
class Tally:
    """A fixed list of `{key, label, count}`: how many rows each table has."""

    tables: tuple[tuple[str, str, type[SQLModel]], ...]


@dataclass(frozen=True, eq=False)
class PageField:
    """A field of a connection: nodes, edges, pageInfo, totalCount; of an edge: cursor, node; of a PageInfo: its four."""

    part: str


@dataclass(frozen=True, eq=False)
class Search:
    """Ranked hits over four tables: terms (record_id, type, weight, text, fold, words), words (word, frequency), postings
    (word_id, type, rank, term_id) and keys (key, word_id). `read` turns a question into spellings: (word number, kind,
    text, end of the range of texts or first letter, length); kinds are WORD, SOUND and TYPO.
    """

    term: type[SQLModel]
    word: type[SQLModel]
    posting: type[SQLModel]
    key: type[SQLModel]
    read: Callable[[str], list[tuple[int, str, str, str, int]]]
    types: tuple[str, ...]
    default: int = 10
    maximum: int = 50


@dataclass(frozen=True, eq=False)
class Found:
    """The record that a hit leads to: one of several tables, by the row's `type` and `record_id`. `kinds`: concrete types."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Logged:
    """The record that a row of a log tells of, as it is now, by the row's `type` and `record_id`. `types`: the prefixes of ids
    that the column may hold; `by_slug`: those of records that the log has no number of, but the slug.
    """

    types: tuple[str, ...]
    by_slug: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Identified:
    """The record that has an identifier in a scheme; `normal` writes the identifier as it is stored."""

    identifier: type[SQLModel]
    record: type[SQLModel]
    normal: Callable[[str, str], str]


@dataclass(frozen=True, eq=False)
class Itself:
    """Another object made of the parent's own row."""


@dataclass(frozen=True, eq=False)
class Counted:
    """How many children a relation has, perhaps only those that `keeps` holds of."""

    relation: Relation
    keeps: Callable[[Any], bool] | None = None


@dataclass(frozen=True, eq=False)
class Steps:
    """The children of a relation by a day, each with the days since the one before (`days_before`)."""

    relation: Relation
    day: str
    maximum: int


@dataclass(frozen=True, eq=False)
class Companions:
    """The other parents that share children of a relation, most shared first; `name` orders those that share as many.

    Each row has `other_id`, `count`, and `first_id`, `last_id`: the first and last shared child by `day`.
    """

    relation: Relation
    day: str
    name: str
    default: int = 20
    maximum: int = 100


@dataclass(frozen=True, eq=False)
class ByKey:
    """An object of the row of `model` whose key stands in a column of a row that no table holds."""

    column: str
    model: type[SQLModel]
    prefix: str = ""


@dataclass(frozen=True, eq=False)
class Measure:
    """A whole number, perhaps missing, of a row that no table holds."""

    column: str


@dataclass(frozen=True, eq=False)
class Feed:
    """The rows that are added to a log, whose numbers grow; a subscription."""

    model: type[SQLModel]


FieldSpec = (
    ColumnField
    | GlobalId
    | Embedded
    | PartField
    | One
    | Many
    | Page
    | Lookup
    | NodeField
    | Localized
    | Singleton
    | Tally
    | PageField
    | Search
    | Found
    | Logged
    | Identified
    | Itself
    | Counted
    | Steps
    | Companions
    | ByKey
    | Measure
    | Feed
)


@dataclass(frozen=True, eq=False)
class Matching:
    """A filter on a column of the row, or of the one row that `through` leads to."""

    column: str
    model: type[SQLModel]
    description: str
    through: Relation | None = None
    year: bool = False  # compare the year of a column that holds ISO days


@dataclass(frozen=True, eq=False)
class Dating:
    """A filter on a fuzzy date."""

    prefix: str
    model: type[SQLModel]
    description: str


@dataclass(frozen=True, eq=False)
class Having:
    """A filter on the rows of a relation: some such row; with `quantified` also none and every."""

    relation: Relation
    description: str
    quantified: bool = False


FilterSpec = Matching | Dating | Having


@dataclass(frozen=True, eq=False)
class Ordering:
    """A column to order by, nulls last both ways."""

    column: str
    description: str


@dataclass(frozen=True, eq=False)
class Grouping:
    """What the rows of a page can be counted by: a column of theirs, its year, or the rows of a relation.

    `key` and `label` are columns of the row grouped by; the key is what the filter of the same name takes.
    """

    description: str
    key: str
    label: str
    relation: Relation | None = None
    year: bool = False
    record: bool = False  # the row grouped by is a record with an id


@dataclass(frozen=True, eq=False)
class Noun:
    """What can be asked of the rows of one model in pages and filters. The first order is the default."""

    name: str
    model: type[SQLModel]
    filters: dict[str, FilterSpec] = field(default_factory=dict)
    orders: dict[str, Ordering] = field(default_factory=dict)
    groupings: dict[str, Grouping] = field(default_factory=dict)
