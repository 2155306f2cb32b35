"""Documents: parsed, validated and remembered, so that a request only pays for what is new in it."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    get_variable_values,
    parse,
    validate,
    visit,
)
from graphql.language import ArgumentNode, DirectiveNode, Node, Visitor

from engine.errors import (
    BadUserInput,
    DocumentTooLarge,
    DragomanError,
    OperationNotFound,
    ParseFailed,
    ValidationFailed,
)
from engine.guards import check_size, check_value
from engine.limits import Limits
from engine.literals import STEERING, Slots, find_slots
from engine.signature import Signature

INTROSPECTION = frozenset({"__schema", "__type"})


class Refused(Exception):
    """A document or its variables cannot be run; carries what the client is told."""

    def __init__(self, *errors: DragomanError) -> None:
        super().__init__(errors)
        self.errors = errors


class Document:
    """A validated document and what was made of it."""

    def __init__(self, text: str, node: DocumentNode, slots: Slots) -> None:
        self.text = text
        self.slots = slots
        self.fragments = {
            one.name.value: one for one in node.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self.operations = [one for one in node.definitions if isinstance(one, OperationDefinitionNode)]
        self.node = node
        self._steering: dict[int, frozenset[str]] = {}
        self._signatures: dict[int, Signature] = {}

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run."""
        if name is None:
            if len(self.operations) == 1:
                return self.operations[0]
            what = (
                "no operation" if not self.operations else "several operations: name one with operationName"
            )
            raise Refused(OperationNotFound(f"The document has {what}."))
        for one in self.operations:
            if one.name and one.name.value == name:
                return one
        raise Refused(OperationNotFound(f"The document has no operation named {name!r}."))

    def signature(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> Signature:
        """The variables that an operation declares."""
        found = self._signatures.get(id(operation))
        if found is None:
            found = self._signatures[id(operation)] = Signature(schema, operation)
        return found

    def steering(self, operation: OperationDefinitionNode) -> frozenset[str]:
        """The variables whose values decide what the statement looks like."""
        found = self._steering.get(id(operation))
        if found is None:
            finder = _Steering()
            visit(operation, finder)
            for fragment in self.fragments.values():
                visit(fragment, finder)
            found = self._steering[id(operation)] = frozenset(finder.names)
        return found


class _Steering(Visitor):
    """Finds variables in directives and steering arguments."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(
        self, node: VariableNode, _key: Any, parent: Any, _path: Any, ancestors: list[Any]
    ) -> None:
        """Look at what the variable is an argument of."""
        for above in (*ancestors, parent):
            steers = isinstance(above, ArgumentNode) and above.name.value in STEERING
            if steers or isinstance(above, DirectiveNode):
                self.names.add(node.name.value)


def read_document(text: str, schema: GraphQLSchema, limits: Limits) -> Document:
    """Parse and validate; all that is wrong with the document is said at once."""
    if len(text) > limits.document_bytes:
        raise Refused(DocumentTooLarge(f"The document is longer than {limits.document_bytes} characters."))
    try:
        node = parse(text, max_tokens=limits.tokens)
    except GraphQLError as error:
        large = "tokens" in error.message or "nested too deeply" in error.message
        kind = DocumentTooLarge if large else ParseFailed
        raise Refused(kind.from_graphql(error)) from None
    except RecursionError:
        raise Refused(DocumentTooLarge("The document is nested too deeply.")) from None
    try:
        check_size(node, limits)
    except DragomanError as error:
        raise Refused(error) from None
    errors = validate(schema, node, max_errors=20)
    if errors:
        raise Refused(*(ValidationFailed.from_graphql(error) for error in errors))
    slots = find_slots(text, node, schema)
    forget_places(node)
    return Document(text, node, slots)


def forget_places(node: Node) -> None:
    """Drop the locations of a document's nodes: they hold on to every token, which the collector would walk for ever."""
    object.__setattr__(node, "loc", None)
    for key in node.keys:
        value = getattr(node, key, None)
        for part in value if isinstance(value, tuple | list) else (value,):
            if isinstance(part, Node):
                forget_places(part)


def coerced(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    given: Mapping[str, Any],
    limits: Limits,
    signature: Signature | None = None,
) -> dict[str, Any]:
    """The variables of an operation, checked and coerced; the signature, where known, is the quick way."""
    if not operation.variable_definitions:
        return {}
    for value in given.values():
        check_value(value, limits)
    try:
        return dict((signature or Signature(schema, operation)).read(given))
    except (ValueError, GraphQLError, TypeError):
        pass  # something is wrong: graphql-core says what, for all variables at once
    found = get_variable_values(schema, operation.variable_definitions, dict(given), max_errors=20)
    if isinstance(found, list):
        raise Refused(*(BadUserInput.from_graphql(error) for error in found))
    return dict(found.coerced)


def shape(values: Mapping[str, Any], steering: frozenset[str]) -> tuple[Any, ...]:
    """What a statement depends on: which values are there, not what they are (except where they steer)."""
    return tuple(
        (name, _fixed(value) if name in steering else _shape(value)) for name, value in sorted(values.items())
    )


def _shape(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return tuple((name, _shape(part)) for name, part in sorted(value.items()))
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return tuple(_shape(part) for part in value)
    return ""


def _fixed(value: Any) -> str:
    return repr(value)
