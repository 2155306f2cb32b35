"""The cost of fields as the schema tells it, in the directives of the GraphQL Cost Directives specification.

What a request may cost is an upper bound of the rows it reads: an object is a row, a scalar is none. The directives say
where that rule of thumb does not hold.
"""

import strawberry
from graphql import GraphQLSchema
from strawberry.schema_directive import Location

from engine import specs
from engine.limits import DEFAULT_PAGE

_EVERYWHERE = [
    Location.ARGUMENT_DEFINITION,
    Location.ENUM,
    Location.FIELD_DEFINITION,
    Location.INPUT_FIELD_DEFINITION,
    Location.OBJECT,
    Location.SCALAR,
]


@strawberry.schema_directive(
    locations=_EVERYWHERE,
    name="cost",
    description="How many rows this reads, where it is not 1 for an object and 0 for a scalar.",
)
class Cost:
    """`@cost(weight: "0")`."""

    weight: str = strawberry.directive_field(name="weight")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="How many items a list may have: at most `assumedSize`, or what the slicing arguments say.",
)
class ListSize:
    """`@listSize(assumedSize: 30)`."""

    assumed_size: int | None = strawberry.directive_field(name="assumedSize", default=strawberry.UNSET)
    slicing_arguments: list[str] | None = strawberry.directive_field(
        name="slicingArguments", default=strawberry.UNSET
    )
    sized_fields: list[str] | None = strawberry.directive_field(name="sizedFields", default=strawberry.UNSET)
    require_one_slicing_argument: bool | None = strawberry.directive_field(
        name="requireOneSlicingArgument", default=strawberry.UNSET
    )


_ARGUMENTS = {
    ("cost", "weight"): "How many, as a decimal number.",
    ("listSize", "assumedSize"): "The most there can be, or how many come where nothing is said.",
    ("listSize", "slicingArguments"): "The arguments that say how many are wanted.",
    ("listSize", "sizedFields"): "The members to which the size applies, where the field itself is no list.",
    ("listSize", "requireOneSlicingArgument"): "Whether one of the slicing arguments has to be given.",
}

_FREE = Cost(weight="0")
_ROW = Cost(weight="1")
_PAGED = ListSize(
    assumed_size=DEFAULT_PAGE,
    slicing_arguments=["first", "last"],
    sized_fields=["nodes", "edges"],
    require_one_slicing_argument=False,
)
_SEARCHED = ListSize(assumed_size=10, slicing_arguments=["first"], require_one_slicing_argument=False)


def directives_of(spec: specs.FieldSpec) -> list[object]:
    """The directives of a field."""
    match spec:
        case specs.Many(maximum=maximum):
            return [ListSize(assumed_size=maximum)]
        case specs.Tally(tables=tables):
            return [ListSize(assumed_size=len(tables))]
        case specs.Page() | specs.Search():
            return [_FREE, _PAGED] if isinstance(spec, specs.Page) else [_SEARCHED]
        case specs.Embedded() | specs.PageField(part="pageInfo" | "edges"):
            return [_FREE]
        case specs.Localized() | specs.PageField(part="totalCount"):
            return [_ROW]
        case _:
            return []


def describe(schema: GraphQLSchema) -> None:
    """Tell what the arguments of the directives mean: Strawberry drops what a directive's field says of itself."""
    for directive in schema.directives:
        for name, argument in directive.args.items():
            argument.description = argument.description or _ARGUMENTS.get((directive.name, name))
