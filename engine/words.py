"""The words in which a schema is declared: each makes a Strawberry field that carries its specification for the planner."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import strawberry
from sqlmodel import SQLModel
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.unset import UNSET

from engine import specs
from engine.directives import directives_of
from engine.inputs import DERIVED, noun_of, snake
from engine.limits import DEFAULT_PAGE, LARGEST_PAGE
from engine.relation import Relation
from engine.scalars import DateTime

SPEC = "engine"  # key of a field's specification in its metadata

Declared = TypeVar("Declared", bound=type)


@dataclass(frozen=True)
class Stored:
    """Which table a GraphQL type reads, the prefix of its ids, and the column that names an interface's concrete type."""

    model: type[SQLModel]
    prefix: str
    type_column: str | None = None
    numbered: bool = False  # ids carry the row's number, not its slug


def stored(
    model: type[SQLModel],
    *,
    prefix: str | None = None,
    type_column: str | None = None,
    numbered: bool = False,
) -> Callable[[Declared], Declared]:
    """Say which table a GraphQL type reads."""

    def mark(cls: Declared) -> Declared:
        cls.__stored__ = Stored(model, prefix or model.__name__, type_column, numbered)  # type: ignore[attr-defined]
        return cls

    return mark


def column(attribute: object, description: str) -> Any:
    """A column of the row: `column(db.Meeting.title, "…")`."""
    return _field(specs.ColumnField(_key(attribute)), description)


def document(attribute: object, description: str) -> Any:
    """A column that holds JSON, given to the client as it is."""
    return _field(specs.ColumnField(_key(attribute), json=True), description)


def member(name: str, description: str) -> Any:
    """A column by its name, where not one table holds the rows: what an interface shares, a tally's members."""
    return _field(specs.ColumnField(name), description)


def global_id(description: str) -> Any:
    """The opaque global id."""
    return _field(specs.GlobalId(), description)


def embedded(prefix: str, description: str, *, present: str = "edtf", name: str | None = None) -> Any:
    """An object made of the columns `<prefix>_…`."""
    return _field(specs.Embedded(prefix, present), description, name)


def part(suffix: str, description: str) -> Any:
    """A member of an embedded object."""
    return _field(specs.PartField(suffix), description)


def one(relation: Relation, description: str, *, name: str | None = None) -> Any:
    """The one child of a relation, or the first of several."""
    return _field(specs.One(relation), description, name)


def many(
    relation: Relation,
    description: str,
    *,
    maximum: int,
    order: tuple[object, ...] = (),
    filtered: bool = False,
    sortable: bool = False,
    arguments: tuple[specs.Argument, ...] = (),
) -> Any:
    """Every child of a relation, in the order of the record (or of `order`)."""
    spec = specs.Many(relation, maximum, tuple(map(_key, order)), filtered, sortable, arguments)
    made = _field(spec, description)
    noun = relation.child
    made.arguments = [
        *([_where(noun)] if filtered else []),
        *([_order_by(noun)] if sortable else []),
        *(_argument(one.name, one.annotation, one.description) for one in arguments),
    ]
    return made


def page(relation: Relation, description: str) -> Any:
    """A connection over a relation, with the filters and orders of its nodes."""
    return _page(specs.Page(relation.child, relation), description)


def listing(model: type[SQLModel], description: str, *, past: bool = True) -> Any:
    """A connection over all rows of a model; `past`: it can be read as it was."""
    made = _page(specs.Page(model), description)
    made.arguments += _past() if past else []
    return made


def lookup(
    attribute: object,
    description: str,
    *,
    argument: str,
    annotation: Any,
    about: str,
    only: tuple[str, str] | None = None,
    former: bool = False,
) -> Any:
    """The row whose unique column equals the argument, or null."""
    owner: Any = attribute
    made = _field(specs.Lookup(owner.class_, _key(attribute), argument, only, former), description)
    made.arguments = [_argument(argument, annotation, about, required=True), *_past()]
    return made


def by_slug(attribute: object, description: str, about: str) -> Any:
    """The row with this slug, present or former, or null."""
    return lookup(attribute, description, argument="slug", annotation=str, about=about, former=True)


def node(description: str, about: str) -> Any:
    """`node(id:)` of the Relay specification, with no argument beside the id: Relay's compiler takes no other."""
    made = _field(specs.NodeField(), description)
    made.arguments = [_argument("id", strawberry.ID, about, required=True)]
    return made


def nodes(description: str, about: str) -> Any:
    """`nodes(ids:)`: as many as asked for, in their order, null where there is none."""
    made = _field(specs.NodeField(many=True), description)
    made.arguments = [_argument("ids", list[strawberry.ID], about, required=True), *_past()]
    return made


def localized(
    relation: Relation,
    text: object,
    language: object,
    fallback: object,
    description: str,
    *,
    only: tuple[object, tuple[str, ...]],
    asked: tuple[Any, str],
) -> Any:
    """The best of several names for the language asked for; `only`: a column of the name, and the values that will do.

    `asked`: type and description of the argument `language`.
    """
    allowed = (_key(only[0]), only[1])
    spec = specs.Localized(relation, _key(text), _key(language), _key(fallback), allowed)
    made = _field(spec, description)
    made.arguments = [_argument("language", *asked, default="en")]
    return made


def singleton(model: type[SQLModel], description: str) -> Any:
    """The only row of a table."""
    return _field(specs.Singleton(model), description)


def tally(description: str, *tables: tuple[str, str, type[SQLModel]]) -> Any:
    """How many rows each table has."""
    return _field(specs.Tally(tables), description)


def page_part(name: str, description: str) -> Any:
    """A member of a connection, an edge or a PageInfo."""
    return _field(specs.PageField(name), description)


def searching(spec: specs.Search, description: str, *, about: str, types: Any) -> Any:
    """Ranked hits for a question."""
    made = _field(spec, description)
    made.arguments = [
        _argument("query", str, about, required=True),
        _argument(
            "types", types, "Only records of these types; absent and null mean all, an empty list none."
        ),
        _argument("first", int, f"How many hits, 0 to {spec.maximum}.", default=spec.default),
    ]
    return made


def facets(model: type[SQLModel], description: str) -> Any:
    """How many rows of the whole list there are of each kind."""
    made = _field(specs.PageField("facets"), description)
    by = StrawberryAnnotation(f"{noun_of(model)}Facet", namespace=DERIVED)
    made.arguments = [
        StrawberryArgument("by", "by", by, description="What to count by."),
        _argument(
            "first", int, f"How many at most, the most frequent first; 0 to {LARGEST_PAGE}.", default=10
        ),
    ]
    return made


def itself(description: str) -> Any:
    """Another object made of the same row."""
    return _field(specs.Itself(), description)


def counted(relation: Relation, description: str, keeps: Callable[[Any], bool] | None = None) -> Any:
    """How many children a relation has, perhaps only those that a condition holds of."""
    return _field(specs.Counted(relation, keeps), description)


def steps(relation: Relation, day: object, description: str, *, maximum: int) -> Any:
    """The children of a relation by a day, with the days between them."""
    return _field(specs.Steps(relation, _key(day), maximum), description)


def companions(relation: Relation, day: object, name: object, description: str) -> Any:
    """The other parents that share children of a relation."""
    spec = specs.Companions(relation, _key(day), _key(name))
    made = _field(spec, description)
    about = f"How many at most, 0 to {spec.maximum}."
    made.arguments = [_argument("first", int, about, default=spec.default)]
    return made


def by_key(column_name: str, model: type[SQLModel], description: str, *, prefix: str = "") -> Any:
    """An object of the row whose key a made-up row holds."""
    return _field(specs.ByKey(column_name, model, prefix), description)


def measure(column_name: str, description: str) -> Any:
    """A whole number of a made-up row, perhaps missing."""
    return _field(specs.Measure(column_name), description)


def found(description: str, *kinds: str) -> Any:
    """The record that a hit leads to."""
    return _field(specs.Found(kinds), description)


def logged(description: str, *, types: tuple[str, ...], by_slug: tuple[str, ...]) -> Any:
    """The record that a row of a log tells of."""
    return _field(specs.Logged(types, by_slug), description)


def identified(spec: specs.Identified, description: str, *, scheme: Any, about: tuple[str, str]) -> Any:
    """The record that has an identifier in a scheme, or null."""
    made = _field(spec, description)
    made.arguments = [
        _argument("scheme", scheme, about[0], required=True),
        _argument("value", str, about[1], required=True),
        *_past(),
    ]
    return made


def feed(model: type[SQLModel], description: str, *, after: str, first: str) -> Any:
    """What is added to a log, from any number on: a subscription. `after`, `first`: about these arguments."""
    made = _field(specs.Feed(model), description)
    made.arguments = [_argument("after", int, after), _argument("first", int, first), _where(model)]
    return made


def _field(spec: specs.FieldSpec, description: str, name: str | None = None) -> Any:
    metadata, directives = {SPEC: spec}, directives_of(spec)
    return strawberry.field(name=name, description=description, metadata=metadata, directives=directives)


def _page(spec: specs.Page, description: str) -> Any:
    made = _field(spec, description)
    made.arguments = [
        _argument(
            "first",
            int,
            f"How many from the start of the list, 0 to {LARGEST_PAGE}; {DEFAULT_PAGE} when neither first nor last is given.",
        ),
        _argument("after", str, "Start after this cursor."),
        _argument(
            "last", int, f"How many from the end of the list, 0 to {LARGEST_PAGE}; not together with first."
        ),
        _argument("before", str, "End before this cursor."),
        _where(spec.model),
        _order_by(spec.model),
    ]
    return made


def _past() -> list[StrawberryArgument]:
    """What a field has that can be read as it was: the planner knows the argument by its name."""
    about = (
        "Read all below as the database said it at this moment: what was known here then, not what was the case in the world. "
        "Before the first change there is nothing; a moment to come means now."
    )
    return [_argument("asOf", DateTime, about)]


def _where(model: type[SQLModel]) -> StrawberryArgument:
    return _derived("where", f"{noun_of(model)}Where", "Only those that match; absent, null and {} keep all.")


def _order_by(model: type[SQLModel]) -> StrawberryArgument:
    about = "The order, most significant first; missing values come last both ways, ties are broken by a fixed key."
    return _derived("orderBy", f"list[{noun_of(model)}Order]", about)


def _derived(name: str, annotation: str, description: str) -> StrawberryArgument:
    """An argument whose type is derived from the declarations, once all of them are known."""
    return StrawberryArgument(
        snake(name),
        name,
        StrawberryAnnotation(f"Optional[{annotation}]", namespace=DERIVED),
        description=description,
        default=UNSET,
    )


def _argument(
    name: str, annotation: Any, description: str, *, required: bool = False, default: object = UNSET
) -> StrawberryArgument:
    kind = StrawberryAnnotation(annotation if required else annotation | None)
    return StrawberryArgument(snake(name), name, kind, description=description, default=default)


def _key(attribute: object) -> str:
    mapped: Any = attribute
    return str(mapped.key)
