"""The plan of an operation: what each selected field is, as frozen data. Decided by the planner, assembled by the compiler."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from engine.expr import All, Expr
from engine.given import Reader
from engine.relation import Relation
from engine.specs import Companions, Grouping, Identified, Search

TEXT, WORD, INT, FLOAT, BOOL, JSON = "text", "word", "int", "float", "bool", "json"
"""Kinds of a leaf; a word is a text that needs no escaping (values of closed vocabularies), json is passed on as it is."""


@dataclass(frozen=True, eq=False, slots=True)
class Param:
    """A value of the request. `kind`: text, int, float, bool, or texts, ints (lists), pairs (a list of lists of texts)."""

    read: Reader
    kind: str
    convert: Callable[[Any], Any] | None = None

    def value(self, variables: Any) -> Any:
        """The value to bind for these variables."""
        found = self.read(variables)
        return self.convert(found) if self.convert else found


@dataclass(frozen=True, eq=False, slots=True)
class Exists(Expr):
    """Some row of the relation is such that `inner` holds of it. `pinned`: at most one such row, found by a unique key."""

    relation: Relation
    inner: Expr
    pinned: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class BySlug(Expr):
    """The row with this slug, or the one that a former slug of this type leads to."""

    slug: Expr
    model: type[SQLModel]
    prefix: str
    former: type[SQLModel] | None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One level of an order: a column of the child; `missing` stands for NULL so that nulls come last."""

    column: str
    descending: bool
    kind: str
    missing: str | int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Source:
    """Where rows come from: a relation from the parent's row, or a whole table. `where` reads the row as `child`."""

    model: type[SQLModel]
    relation: Relation | None = None
    where: Expr = field(default_factory=lambda: All(()))
    order: tuple[Term, ...] = ()  # empty: the ordinal of the record
    maximum: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A member of an object: its response name, its value, and the concrete types that have it (None: all)."""

    key: str
    value: "Node"
    only: tuple[str, ...] | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Obj:
    """An object; `type_column` holds the concrete type where there are several."""

    entries: tuple[Entry, ...]
    type_column: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """A scalar of the row."""

    column: str
    kind: str
    nullable: bool
    names: tuple[tuple[str, str], ...] = ()  # values that the schema calls something else


@dataclass(frozen=True, eq=False, slots=True)
class IdLeaf:
    """`<prefix>:<slug>`, or the row's number in the slug's place."""

    prefix: str
    numbered: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class TypeLeaf:
    """`__typename`: a constant, or the type column."""

    name: str | None
    column: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class NameLeaf:
    """The text of the related row whose language comes first in a list of tags, else a column of the row.

    `only` says which values of which column of the related row will do.
    """

    relation: Relation
    text: str
    language: str
    fallback: str
    only: tuple[str, tuple[str, ...]]
    tags: Param


@dataclass(frozen=True, eq=False, slots=True)
class Inline:
    """An object made of the row's own columns; null when `present` is."""

    obj: Obj
    present: str | None


@dataclass(frozen=True, eq=False, slots=True)
class OneNode:
    """An object of another row."""

    source: Source
    obj: Obj
    nullable: bool


@dataclass(frozen=True, eq=False, slots=True)
class ListNode:
    """All rows of a source."""

    source: Source
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class Keyset:
    """The rows strictly after (or before) a cursor: one parameter for each term and one for the key."""

    params: tuple[Param, ...]
    backward: bool


@dataclass(frozen=True, eq=False, slots=True)
class PageNode:
    """A connection. `driver` is a filter by a pinned row that replaces the scan of the whole table."""

    source: Source
    size: int
    limit: Param
    backward: bool
    after: Keyset | None
    before: Keyset | None
    code: str
    entries: tuple[Entry, ...]
    driver: Exists | None = None


@dataclass(frozen=True, eq=False, slots=True)
class RowsPart:
    """`nodes`."""

    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class EdgesPart:
    """`edges`: entries are `CursorPart`, `NodePart`, `TypeLeaf`."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False, slots=True)
class NodePart:
    """`node` of an edge."""

    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class InfoPart:
    """`pageInfo`: entries are `MarkPart`, `TypeLeaf`."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False, slots=True)
class MarkPart:
    """`cursor` of an edge, or one of the four members of a PageInfo."""

    name: str


@dataclass(frozen=True, eq=False, slots=True)
class CountPart:
    """`totalCount`."""


@dataclass(frozen=True, eq=False, slots=True)
class NodesNode:
    """Rows of several tables by (prefix, slug) pairs, in the order given, null where there is none."""

    pairs: Param
    branches: tuple[tuple[str, Source, Obj], ...]
    maximum: int


@dataclass(frozen=True, eq=False, slots=True)
class TallyNode:
    """A fixed list of {key, label, count}."""

    tables: tuple[tuple[str, str, type[SQLModel]], ...]
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class FacetPart:
    """How many rows of a page's list there are of each kind; `prefix` is that of the records grouped by."""

    grouping: Grouping
    prefix: str
    limit: Param
    maximum: int
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class CountNode:
    """How many rows a source has."""

    source: Source


@dataclass(frozen=True, eq=False, slots=True)
class StepsNode:
    """Rows by a day, with the days since the row before."""

    source: Source
    day: str
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class CompanionsNode:
    """Rows that share children with the parent."""

    spec: Companions
    limit: Param
    maximum: int
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class KeyNode:
    """An object of the row whose key stands in a column of this row."""

    column: str
    model: type[SQLModel]
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class AnyNode:
    """A record of one of several tables, by the `type` and `record_id` of the row; each branch names its types."""

    branches: tuple[tuple[tuple[str, ...], Source, Obj], ...]


@dataclass(frozen=True, eq=False, slots=True)
class SearchNode:
    """Ranked hits; `asked` are the spellings of the question, `types` what is searched for."""

    spec: Search
    asked: Param
    types: Param
    limit: Param
    maximum: int
    obj: Obj


@dataclass(frozen=True, eq=False, slots=True)
class IdentifiedNode:
    """The record with an identifier: the one that holds on the day of asking, else the first."""

    spec: Identified
    scheme: Param
    value: Param
    today: Param
    record: AnyNode


@dataclass(frozen=True, eq=False, slots=True)
class NullNode:
    """Nothing: an id of a type that does not exist."""


@dataclass(frozen=True, eq=False, slots=True)
class AsOfNode:
    """What is below is read as it was at a moment."""

    moment: Param
    node: "Node"


Node = (
    Leaf
    | IdLeaf
    | TypeLeaf
    | NameLeaf
    | Inline
    | OneNode
    | ListNode
    | PageNode
    | RowsPart
    | EdgesPart
    | NodePart
    | InfoPart
    | MarkPart
    | CountPart
    | FacetPart
    | CountNode
    | StepsNode
    | CompanionsNode
    | KeyNode
    | NodesNode
    | TallyNode
    | AnyNode
    | SearchNode
    | IdentifiedNode
    | NullNode
    | AsOfNode
)


LOW, HIGH, SIZE = " low", " high", " size"
"""What a feed calls its own numbers: no variable has a blank in its name."""


@dataclass(frozen=True, eq=False, slots=True)
class FeedPlan:
    """A planned subscription: the rows of a log whose numbers lie in (low, high], at most `size` of them.

    `after` and `first` read what the client says; `rows` is an upper bound of the rows that one event may read.
    """

    key: str
    source: Source
    obj: Obj
    low: Param
    high: Param
    size: Param
    after: Reader | None
    first: Reader | None
    rows: int
    largest: int


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """A planned operation; `rows` is an upper bound of the rows it may read, `size` counts its nodes."""

    obj: Obj
    rows: int
    size: int
