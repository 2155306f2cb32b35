"""Literals lifted out of documents: texts that differ only in the values of arguments share one parsed and planned document.

A regular expression cuts a text into a skeleton and its literals. The first text of a skeleton is parsed as it is; each
literal that is the value of an argument becomes a slot, which behaves like a variable. What the planner or the validation
looks at (paging, directives, defaults) is pinned: its literal stays part of the key.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLScalarType,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    SelectionSetNode,
    ValueNode,
    get_named_type,
    is_non_null_type,
)
from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    OperationDefinitionNode,
)

# Strings and comments first, so that nothing inside them counts; a number does not continue a name.
_LITERAL = re.compile(
    r'("""(?:\\"""|[^"]|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\#[^\n]*|(?<![\w$])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)'
)
STEERING = frozenset({"first", "last", "orderBy", "id", "ids", "language", "by"})
"""Arguments whose values, not only their presence, decide what a statement looks like."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into its skeleton and its literals."""

    skeleton: str
    literals: tuple[str, ...]


def cut(text: str) -> Cut:
    """Cut a text. The skeleton keeps the kind of each literal, and which of them are equal: merging fields asks that."""
    pieces = _LITERAL.split(text)
    literals = tuple(pieces[1::2])
    first: dict[str, int] = {}
    marks = [f"{_kind(literal)}{first.setdefault(literal, index)}" for index, literal in enumerate(literals)]
    return Cut("\x00".join([*pieces[::2], *marks]), literals)


def _kind(literal: str) -> str:
    if literal[0] == '"':
        return "b" if literal[:3] == '"""' or "\\" in literal else "s"
    if literal[0] == "#":
        return "c"
    return "f" if "." in literal or "e" in literal or "E" in literal else "i"


@dataclass(slots=True)
class Slots:
    """The slots of a document: which literals are lifted, how each is read, and which are pinned."""

    names: dict[int, str] = field(default_factory=dict)  # id of the AST node → name of the slot
    readers: dict[int, tuple[str, Callable[[Any], Any]]] = field(
        default_factory=dict
    )  # literal → name, parse
    pinned: tuple[int, ...] = ()

    def values(self, literals: tuple[str, ...]) -> dict[str, Any]:
        """The values of the slots; ValueError (or GraphQLError) when a literal does not fit its type."""
        return {name: parse(_python(literals[index])) for index, (name, parse) in self.readers.items()}

    def fixed(self, literals: tuple[str, ...]) -> tuple[str, ...]:
        """The pinned literals."""
        return tuple(literals[index] for index in self.pinned)


def _python(literal: str) -> Any:
    if literal[0] == '"':
        return literal[1:-1]
    return float(literal) if _kind(literal) == "f" else int(literal)


def find_slots(text: str, document: DocumentNode, schema: GraphQLSchema) -> Slots:
    """The slots of a validated document."""
    finder = _Finder(schema, text)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            root = schema.get_root_type(definition.operation)
            finder.selections(definition.selection_set, root)
        elif isinstance(definition, FragmentDefinitionNode):
            finder.selections(definition.selection_set, schema.type_map[definition.type_condition.name.value])
    lifted = finder.slots.readers
    finder.slots.pinned = tuple(index for index in range(len(finder.starts)) if index not in lifted)
    return finder.slots


class _Finder:
    """Walks selections with their types."""

    def __init__(self, schema: GraphQLSchema, text: str) -> None:
        self.schema, self.slots = schema, Slots()
        found = list(_LITERAL.finditer(text))
        self.starts = {match.start(): index for index, match in enumerate(found)}
        self.kinds = [_kind(match.group()) for match in found]

    def selections(self, node: SelectionSetNode, kind: Any) -> None:
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                self._field(selection, kind)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                inner = self.schema.type_map[condition.name.value] if condition else kind
                self.selections(selection.selection_set, inner)

    def _field(self, node: FieldNode, kind: Any) -> None:
        definition = getattr(kind, "fields", {}).get(node.name.value)
        if definition is None:
            return
        for argument in node.arguments or ():
            if argument.name.value not in STEERING:
                self._value(argument.value, definition.args[argument.name.value].type)
        if node.selection_set:
            self.selections(node.selection_set, get_named_type(definition.type))

    def _value(self, node: ValueNode, kind: Any) -> None:
        if is_non_null_type(kind):
            kind = kind.of_type
        if isinstance(kind, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
            for one in node.fields or ():
                self._value(one.value, kind.fields[one.name.value].type)
        elif isinstance(kind, GraphQLList):
            for item in node.values or () if isinstance(node, ListValueNode) else (node,):
                self._value(item, kind.of_type)
        elif isinstance(kind, GraphQLScalarType) and node.loc is not None:
            index = self.starts.get(node.loc.start)
            if index is not None and self.kinds[index] != "b":
                name = f"literal {index}"
                self.slots.names[id(node)] = name
                self.slots.readers[index] = (name, kind.parse_value)
