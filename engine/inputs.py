"""Filters, orders and their input types, derived from what the nouns declare; none is written by hand."""

from enum import Enum
from typing import Any, Optional

import strawberry
from sqlalchemy import Boolean, Float, Integer
from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel
from strawberry.annotation import StrawberryAnnotation

from engine.relation import Relation, table_of
from engine.scalars import CountryCode, Date, DateTime
from engine.specs import Dating, FilterSpec, Grouping, Having, Matching, Noun, Ordering

DERIVED: dict[str, Any] = {
    "Optional": Optional,
    "list": list,
    "ID": strawberry.ID,
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "Date": Date,
    "DateTime": DateTime,
    "CountryCode": CountryCode,
}
"""Names that derived types use of each other; filled by `derive`."""

NOUNS: dict[str, Noun] = {}
"""Every declared noun by its name."""

OPERATORS = {
    "eq": "Equal to this.",
    "ne": "Not equal to this; those without a value are among them.",
    "in": "One of these; an empty list matches nothing.",
    "contains": "Contains this text; case and accents are ignored.",
    "startsWith": "Starts with this text; case and accents are ignored.",
    "lt": "Less than this.",
    "lte": "This or less.",
    "gt": "More than this.",
    "gte": "This or more.",
    "isNull": "Whether the value is missing.",
}
_DATE_OPERATORS = {
    "eq": "Known to be exactly this day.",
    "lt": "The latest possible day is before this one.",
    "lte": "The latest possible day is this one or before.",
    "gt": "The earliest possible day is after this one.",
    "gte": "The earliest possible day is this one or after.",
    "isNull": "Whether the date is missing.",
}
_ORDERED = ("eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull")
_COMPARED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "String": ("str", ("eq", "ne", "in", "contains", "startsWith", "isNull"), "a text"),
    "Int": ("int", _ORDERED, "a whole number"),
    "Float": ("float", _ORDERED, "a number"),
    "Boolean": ("bool", ("eq", "ne", "isNull"), "a yes or no"),
    "Code": ("CountryCode", ("eq", "ne", "in", "isNull"), "an ISO 3166-1 alpha-2 code; case is ignored"),
    "DateTime": ("DateTime", _ORDERED, "a moment"),
}


def noun(name: str, model: type[SQLModel]) -> Noun:
    """Declare a noun, to be given filters and orders."""
    NOUNS[name] = Noun(name, model)
    return NOUNS[name]


def noun_of(model: type[SQLModel]) -> str:
    """The name of a model's noun: the model's own."""
    return model.__name__


def filters(model: type[SQLModel], **members: FilterSpec) -> None:
    """Declare what rows of a model can be filtered by; Python names become GraphQL names."""
    _noun(model).filters.update({_camel(name): spec for name, spec in members.items()})


def orders(model: type[SQLModel], **fields: Ordering) -> None:
    """Declare what rows of a model can be ordered by; the first is the default."""
    _noun(model).orders.update(fields)


def matches(attribute: Any, description: str, *, through: Relation | None = None) -> Matching:
    """A filter on a column, perhaps of the one row that a relation leads to."""
    return Matching(str(attribute.key), attribute.class_, description, through)


def year_of(attribute: Any, description: str) -> Matching:
    """A filter on the year of a column that holds ISO days."""
    return Matching(str(attribute.key), attribute.class_, description, year=True)


def dated(attribute: Any, description: str) -> Dating:
    """A filter on a fuzzy date, named by its `…_edtf` column."""
    return Dating(str(attribute.key).removesuffix("_edtf"), attribute.class_, description)


def some(relation: Relation, description: str) -> Having:
    """A filter: some row of the relation is such that …"""
    return Having(relation, description)


def each(relation: Relation, description: str) -> Having:
    """A filter on a list: some, none or every row is such that …"""
    return Having(relation, description, quantified=True)


def by(attribute: Any, description: str) -> Ordering:
    """A column to order by."""
    return Ordering(str(attribute.key), description)


def groupings(model: type[SQLModel], **kinds: Grouping) -> None:
    """Declare what the rows of a page of a model can be counted by."""
    _noun(model).groupings.update(kinds)


def grouped(attribute: Any, description: str) -> Grouping:
    """Counted by a column of a closed vocabulary."""
    return Grouping(description, str(attribute.key), "")


def yearly(attribute: Any, description: str) -> Grouping:
    """Counted by the year of a column that holds ISO days."""
    return Grouping(description, str(attribute.key), "", year=True)


def related(relation: Relation, key: Any, label: Any, description: str, *, record: bool = True) -> Grouping:
    """Counted by the rows of a relation."""
    return Grouping(description, str(key.key), str(label.key), relation, record=record)


def derive() -> None:
    """Make the input types of every noun; call it when all nouns are declared, before the schema is made."""
    _comparisons()
    for one in NOUNS.values():
        _derive_where(one)
        _derive_order(one)
        _derive_facets(one)


def _noun(model: type[SQLModel]) -> Noun:
    name = noun_of(model)
    return NOUNS[name] if name in NOUNS else noun(name, model)


def _comparisons() -> None:
    for name, (kind, operators, what) in _COMPARED.items():
        _compare(f"{name}Where", kind, operators, f"Compares {what}. Several members must all hold.")
    input_type(
        "DateRange",
        "A span of days; a missing end is open.",
        {
            "from": ("Optional[Date]", "First day."),
            "to": ("Optional[Date]", "Last day."),
        },
    )
    members: dict[str, tuple[Any, str]] = {
        name: (f"Optional[{'bool' if name == 'isNull' else 'Date'}]", text)
        for name, text in _DATE_OPERATORS.items()
    }
    members["overlaps"] = ("Optional[DateRange]", "May have happened within this span.")
    input_type(
        "DateWhere",
        "Compares a fuzzy date by the days it may mean. A bound that is not known never matches.",
        members,
    )


def _compare(name: str, kind: str, operators: tuple[str, ...], description: str) -> None:
    shapes = {"in": f"list[{kind}]", "isNull": "bool"}
    input_type(
        name, description, {op: (f"Optional[{shapes.get(op, kind)}]", OPERATORS[op]) for op in operators}
    )


def _derive_where(one: Noun) -> None:
    where = f"{one.name}Where"
    members: dict[str, tuple[Any, str]] = {
        "and": (f"Optional[list[{where}]]", "All of these hold; an empty list holds."),
        "or": (f"Optional[list[{where}]]", "Some of these hold; an empty list does not."),
        "not": (f"Optional[{where}]", "This does not hold; those for which it is unknown are among them."),
    }
    for name, spec in one.filters.items():
        members[name] = (f"Optional[{_where_of(spec)}]", spec.description)
    input_type(where, f"Which {one.name} records to keep: those for which every member given holds.", members)


def _where_of(spec: FilterSpec) -> str:
    match spec:
        case Dating():
            return "DateWhere"
        case Having(relation=relation, quantified=False):
            return f"{noun_of(relation.child)}Where"
        case Having(relation=relation):
            return _quantified(noun_of(relation.child))
        case Matching():
            return _comparison_of(spec)


def _comparison_of(spec: Matching) -> str:
    if spec.year:
        return "IntWhere"
    if spec.column == "code":
        return "CodeWhere"
    if spec.column == "at" or spec.column.endswith("_at"):
        return "DateTimeWhere"
    kind = table_of(spec.model).columns[spec.column].type
    if isinstance(kind, EnumColumn) and kind.enum_class is not None:
        return _enum_where(kind.enum_class)
    for sort, name in ((Boolean, "Boolean"), (Integer, "Int"), (Float, "Float")):
        if isinstance(kind, sort):
            return f"{name}Where"
    return "StringWhere"


def _enum_where(vocabulary: Any) -> str:
    name = f"{vocabulary.__name__}Where"
    if name not in DERIVED:
        DERIVED[vocabulary.__name__] = vocabulary
        _compare(
            name,
            vocabulary.__name__,
            ("eq", "ne", "in", "isNull"),
            f"Compares a {vocabulary.__name__}. Several members must all hold.",
        )
    return name


def _quantified(name: str) -> str:
    made = f"{name}ListWhere"
    if made not in DERIVED:
        inner = f"Optional[{name}Where]"
        input_type(
            made,
            f"Asks about a list of {name} records; every member given must hold.",
            {
                "some": (inner, "At least one of them matches."),
                "none": (inner, "None of them matches."),
                "every": (inner, "All of them match; an empty list does."),
            },
        )
    return made


def _derive_facets(one: Noun) -> None:
    if one.groupings:
        name = f"{one.name}Facet"
        members = {
            key: strawberry.enum_value(key, description=by.description) for key, by in one.groupings.items()
        }
        make: Any = Enum
        DERIVED[name] = strawberry.enum(
            make(name, members), description=f"What {one.name} records can be counted by."
        )


def _derive_order(one: Noun) -> None:
    field = f"{one.name}OrderField"
    members = {
        name: strawberry.enum_value(name, description=spec.description) for name, spec in one.orders.items()
    }
    make: Any = Enum
    DERIVED[field] = strawberry.enum(
        make(field, members), description=f"What {one.name} records can be ordered by."
    )
    input_type(
        f"{one.name}Order",
        f"One level of an order of {one.name} records.",
        {
            "field": (field, "What to order by."),
            "direction": ("OrderDirection", "Which way.", OrderDirection.ASC),
        },
    )


@strawberry.enum(description="Which way to order. Missing values come last both ways.")
class OrderDirection(Enum):
    """Which way to order."""

    ASC = strawberry.enum_value("ASC", description="Smallest, earliest or first letter first.")
    DESC = strawberry.enum_value("DESC", description="Largest, latest or last letter first.")


DERIVED["OrderDirection"] = OrderDirection


def input_type(name: str, description: str, members: dict[str, Any], *, one_of: bool = False) -> Any:
    """Make an input type; a member is (annotation, description[, default]). `one_of`: exactly one member is given."""
    fields = {}
    for member, (_, about, *default) in members.items():
        value = default[0] if default else strawberry.UNSET
        fields[f"{snake(member)}_"] = strawberry.field(name=member, description=about, default=value)
    annotations = {f"{snake(member)}_": object for member in members}
    cls = type(name, (), {**fields, "__annotations__": annotations})
    made: Any = strawberry.input(cls, name=name, description=description, one_of=one_of)
    for made_field, (annotation, *_) in zip(
        made.__strawberry_definition__.fields, members.values(), strict=True
    ):
        made_field.type_annotation = StrawberryAnnotation(annotation, namespace=DERIVED)
    DERIVED[name] = made
    return made


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def snake(name: str) -> str:
    """Python's spelling of a GraphQL name: `orderBy` → `order_by`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
