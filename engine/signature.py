"""The variables an operation declares, resolved once, so that a good request is coerced without looking at the document."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLInputType,
    GraphQLScalarType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    is_non_null_type,
    type_from_ast,
    value_from_ast,
)
from graphql.utilities import coerce_input_value


class Signature:
    """Names, types and defaults of variables. Reading raises when anything is amiss; graphql-core then words the error."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._variables = []
        for definition in operation.variable_definitions or ():
            kind: Any = type_from_ast(schema, definition.type)
            default = Undefined
            if definition.default_value is not None:
                default = value_from_ast(definition.default_value, kind)
            self._variables.append((definition.variable.name.value, kind, default))

    def read(self, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The coerced variables that are present, or have a default."""
        for name, kind, default in self._variables:
            if name not in given:
                if default is not Undefined:
                    yield name, default
                elif is_non_null_type(kind):
                    raise ValueError(name)
                continue
            yield name, _coerced(given[name], kind)


def _coerced(value: Any, kind: GraphQLInputType) -> Any:
    inner: Any = kind
    if is_non_null_type(kind):
        inner = inner.of_type
        if value is None:
            raise ValueError("null")
    elif value is None:
        return None
    if isinstance(inner, GraphQLScalarType):
        found = inner.parse_value(value)
        if found is Undefined:
            raise ValueError("undefined")
        return found
    found = coerce_input_value(value, inner)
    if found is Undefined:
        raise ValueError("undefined")
    return found
