"""The flat tables: one a noun, one for what hangs on it, and three for what is said of any record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel

import db
from db.enums import RecordType
from engine.conditions import takes_where
from engine.expr import Column as ColumnOf
from engine.expr import Compare, Constant
from engine.listing import Absent, Cell, Fixed, Join, Listing, Plain
from engine.relation import CHILD, table_of
from engine.telling import Columns
from exchange.directory import NOUNS
from exchange.export.columns import INTEGER, MODELS, TEXT, WORD, Column, column_of, columns_of, meanings
from exchange.record import TYPES

SIMPLE: Final[tuple[tuple[str, type[SQLModel], str], ...]] = (
    ("sources", db.Source, "Published pages and documents, one row an address."),
    ("actors", db.Actor, "States, organisations and groups."),
    ("persons", db.Person, "People who negotiated, mediated or spoke."),
    ("positions", db.Position, "Offices that persons held."),
    ("conflicts", db.Conflict, "Conflicts that meetings deal with."),
    ("conflict_parties", db.ConflictParty, "The parties of conflicts."),
    ("processes", db.Process, "Tracks and series of meetings."),
    ("places", db.Place, "Venues and cities where meetings were held."),
    ("meetings", db.Meeting, "Meetings, held or not."),
    ("meeting_hosts", db.Hosting, "Who hosted which meeting."),
    (
        "meeting_conflicts",
        db.MeetingConflict,
        "Conflicts named for a meeting, beside the one of its process.",
    ),
    ("delegations", db.Delegation, "The sides at each meeting."),
    ("delegation_actors", db.DelegationActor, "For whom each delegation sat."),
    ("mediators", db.Mediator, "Third parties' parts in meetings, one row a role."),
    ("seats", db.Seat, "Who sat where: on a delegation, or among a mediator's people."),
    ("statements", db.Statement, "Judgements voiced about meetings."),
    ("statement_speakers", db.StatementSpeaker, "Who voiced each statement."),
    ("outcomes", db.Outcome, "What came of meetings, and agreements known without a meeting."),
    ("outcome_actors", db.OutcomeActor, "Who proposed, was asked for and signed what."),
    ("outcome_conflicts", db.OutcomeConflict, "Conflicts named for an outcome itself."),
    ("outcome_links", db.OutcomeLink, "How outcomes bear on one another."),
    ("status_changes", db.OutcomeStatusChange, "How outcomes came to their status, step by step."),
    ("quantities", db.Quantity, "The figures of outcomes: how many of what, from whom to whom."),
    ("documents", db.Document, "Documents in which outcomes are written down."),
)
"""Name, model, what a row is; in an order in which what is named comes first."""

SAID: Final[tuple[tuple[str, type[SQLModel], str], ...]] = (
    ("names", db.Name, "Names of actors and persons, in many languages."),
    ("external_ids", db.ExternalId, "What other datasets and standards call a record."),
    ("citations", db.Citation, "The sources on which each record rests."),
)
"""What is said of records of any type."""

UNNAMED: Final[dict[RecordType, type[SQLModel]]] = {
    RecordType.POSITION: db.Position,
    RecordType.STATUS_CHANGE: db.OutcomeStatusChange,
    RecordType.DOCUMENT: db.Document,
}
"""Parts of records without an id of their own: known by the record and their place in its list."""

NAMED: Final = (RecordType.ACTOR, RecordType.PERSON)


@dataclass(frozen=True)
class Branch:
    """Some of the rows of a file: those of one type, where a file has several. `at` is the row that `where` filters."""

    listing: Listing
    type: str | None = None
    at: int = 0


@dataclass(frozen=True)
class Table:
    """A file of rows: its columns, which of them are its key, and the listings that make it up."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    branches: tuple[Branch, ...]
    noun: type[SQLModel] | None = None
    """The model whose filters `where` takes."""


def tables(told: Columns) -> dict[str, Table]:
    """Every table by its name."""
    made = [_simple(*one, told) for one in SIMPLE]
    made += [_said(*one, told) for one in SAID]
    return {table.name: table for table in [*made, _aliases()]}


def table_name(model: type[SQLModel]) -> str:
    """The table in which the rows of a model are."""
    return next(name for name, one, _ in (*SIMPLE, *SAID) if one is model)


def _simple(name: str, model: type[SQLModel], about: str, told: Columns) -> Table:
    """A noun is known by its id, what hangs on it by the id above and its place there."""
    noun = model if takes_where(model) else None
    if "slug" in table_of(model).columns:
        columns = columns_of(model, told)
        listing = Listing(model, _cells(columns), (Plain("slug"),))
        return Table(name, about, tuple(columns), ("id",), (Branch(listing),), noun)
    join = owner_of(model)
    above = replace(column_of(model, table_of(model).columns[join.column], told), cell=Plain("slug", 1))
    columns = [above, *columns_of(model, told, join.column)]
    inner = [one.name for one in table_of(model).primary_key.columns if isinstance(one.type, EnumColumn)]
    order = (Plain("slug", 1), *(Plain(one) for one in inner), Plain("position"))
    listing = Listing(model, _cells(columns), order, (join,))
    above_noun = join.model if takes_where(join.model) else None
    return Table(
        name,
        about,
        tuple(columns),
        (above.name, *inner, "position"),
        (Branch(listing, at=0 if noun else 1),),
        noun or above_noun,
    )


def owner_of(model: type[SQLModel]) -> Join:
    """The foreign key to what a row hangs on, and is deleted with."""
    for column in table_of(model).columns:
        for key in column.foreign_keys:
            if key.ondelete == "CASCADE":
                return Join(column.name, MODELS[key.column.table.name])
    raise LookupError(model.__name__)


def _said(name: str, model: type[SQLModel], about: str, told: Columns) -> Table:
    columns = columns_of(model, told, "record_id")
    types = NAMED if model is db.Name else [kind for kind in RecordType if kind != RecordType.SOURCE]
    first = _of_record(types)
    branches = tuple(_branch(model, kind, columns) for kind in types)
    key = (*(one.name for one in first), "position")
    ordered = sorted(columns, key=lambda one: one.name != "position")
    return Table(name, about, (*first, *ordered), key, branches)


def _of_record(types: Iterable[RecordType]) -> tuple[Column, ...]:
    """Which record a row speaks of."""
    return (
        Column("type", WORD, "The type of the record.", Absent(), True, meanings(types)),
        Column("record", TEXT, "The id of the record, or of the one it is a part of.", Absent(), True),
        Column(
            "part",
            INTEGER,
            "For an office, a step of a status or a document, which have no ids: its place in the list of its person "
            "or outcome, from 0. Empty for all else.",
            Absent(),
        ),
    )


def _branch(model: type[SQLModel], kind: RecordType, columns: list[Column]) -> Branch:
    ordered = sorted(columns, key=lambda one: one.name != "position")
    part: Cell
    if kind in UNNAMED:
        joins: tuple[Join, ...] = (Join("record_id", UNNAMED[kind]), owner_of(UNNAMED[kind]))
        slug, part = Plain("slug", 2), Plain("position", 1)
        order: tuple[Plain, ...] = (slug, part, Plain("position"))
    else:
        joins = (Join("record_id", NOUNS[kind]),)
        slug, part = Plain("slug", 1), Absent()
        order = (slug, Plain("position"))
    cells = (Fixed(kind.value), slug, part, *_cells(ordered))
    return Branch(Listing(model, cells, order, joins), kind.value)


def _aliases() -> Table:
    """Ids that lead to a record beside its own."""
    merged = [kind for kind in TYPES if kind != RecordType.SOURCE]
    cells = (Plain("slug"), Plain("slug", 1))
    source = Listing(
        db.SourceAlias,
        (Fixed(RecordType.SOURCE.value), *cells),
        (Plain("slug"),),
        (Join("source_id", db.Source),),
    )
    branches = [Branch(source, RecordType.SOURCE.value)]
    for kind in merged:
        mine = Compare("=", ColumnOf(CHILD, "type"), Constant(kind.value))
        listing = Listing(
            db.RecordAlias,
            (Fixed(kind.value), *cells),
            (Plain("slug"),),
            (Join("record_id", NOUNS[kind]),),
            ((0, mine),),
        )
        branches.append(Branch(listing, kind.value))
    columns = (
        Column("type", WORD, "The type of the record.", Absent(), True, meanings(TYPES)),
        Column(
            "alias",
            TEXT,
            "An id that leads to the record: of one merged into it, or what another file calls "
            "the same source.",
            Absent(),
            True,
        ),
        Column("record", TEXT, "The id of the record.", Absent(), True),
    )
    about = (
        "Ids that lead to a record beside its own: of records merged into it, and further ids of a source."
    )
    return Table("aliases", about, columns, ("type", "alias"), tuple(branches))


def _cells(columns: Iterable[Column]) -> tuple[Cell, ...]:
    return tuple(one.cell for one in columns)
