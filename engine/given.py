"""Argument values as a document and its variables give them: what they are now, and how to read them from other variables.

A plan is made for one shape of the variables and used for every request of that shape; so a value that ends up in the
statement is kept as a reader, and only what steers the statement is looked at while planning.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_non_null_type,
    value_from_ast,
)
from graphql.language import FieldNode

Variables = Mapping[str, Any]
Reader = Callable[[Variables], Any]


class Values(dict[str, Any]):
    """The variables of a request, with the values of its lifted literals; `slots` leads from AST nodes to these."""

    slots: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was given: `now` for this request, `read` for any request of the same shape."""

    now: Any
    read: Reader
    parts: "dict[str, Given] | list[Given] | None" = None

    def member(self, name: str) -> "Given | None":
        """A member of an input object; None when it is absent or null."""
        found = self.parts.get(name) if isinstance(self.parts, dict) else None
        return None if found is None or found.now is None else found

    def members(self) -> "dict[str, Given]":
        """The members that are present and not null."""
        parts = self.parts if isinstance(self.parts, dict) else {}
        return {name: part for name, part in parts.items() if part.now is not None}

    def items(self) -> "list[Given]":
        """The items of a list of input objects."""
        return self.parts if isinstance(self.parts, list) else []


def arguments(definition: GraphQLField, node: FieldNode, variables: Values) -> dict[str, Given]:
    """The arguments of a field that are present and not null, by their GraphQL names."""
    nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
    found = {}
    for name, argument in definition.args.items():
        given = _argument(argument, nodes.get(name), variables)
        if given is not None and given.now is not None:
            found[name] = given
    return found


def _argument(argument: GraphQLArgument, node: ValueNode | None, variables: Values) -> Given | None:
    absent = node is None or (isinstance(node, VariableNode) and node.name.value not in variables)
    if node is None or absent:
        default = argument.default_value
        return None if default is Undefined else _constant(default)
    return given_value(node, argument.type, variables)


def given_value(node: ValueNode, kind: GraphQLInputType, variables: Values) -> Given | None:
    """The value of an AST node; None when it is a variable that is absent."""
    name = node.name.value if isinstance(node, VariableNode) else variables.slots.get(id(node))
    if name is not None:
        return _from_variable(variables[name], lambda values: values[name]) if name in variables else None
    if isinstance(node, NullValueNode):
        return _constant(None)
    nullable: Any = kind.of_type if is_non_null_type(kind) else kind
    if isinstance(nullable, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
        return _object(node, nullable, variables)
    if isinstance(nullable, GraphQLList):
        items = node.values if isinstance(node, ListValueNode) else (node,)
        given = [given_value(item, nullable.of_type, variables) for item in items]
        return _list([item if item is not None else _constant(None) for item in given])
    return _constant(value_from_ast(node, kind))


def _object(node: ObjectValueNode, kind: GraphQLInputObjectType, variables: Values) -> Given:
    nodes = {field.name.value: field.value for field in node.fields or ()}
    parts: dict[str, Given] = {}
    for name, field in kind.fields.items():
        given = given_value(nodes[name], field.type, variables) if name in nodes else None
        if given is None and field.default_value is not Undefined:
            given = _constant(field.default_value)
        if given is not None:
            parts[name] = given
    return Given({name: part.now for name, part in parts.items()}, _no_reader, parts)


def _list(items: list[Given]) -> Given:
    readers = [item.read for item in items]
    return Given([item.now for item in items], lambda values: [read(values) for read in readers], items)


def _from_variable(now: Any, read: Reader) -> Given:
    if isinstance(now, dict):
        return Given(
            now, read, {name: _from_variable(value, _member(read, name)) for name, value in now.items()}
        )
    if isinstance(now, list) and any(isinstance(item, dict) for item in now):
        return Given(
            now, read, [_from_variable(item, _member(read, index)) for index, item in enumerate(now)]
        )
    return Given(now, read)


def _member(read: Reader, key: str | int) -> Reader:
    return lambda values: read(values)[key]


def _constant(value: Any) -> Given:
    if isinstance(value, dict):
        return Given(value, _no_reader, {name: _constant(part) for name, part in value.items()})
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return Given(value, _no_reader, [_constant(item) for item in value])
    return Given(value, lambda values: value)


def _no_reader(values: Variables) -> Any:
    raise TypeError("an input object is read member by member")
