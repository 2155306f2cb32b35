"""What a document may be before it is validated: one pass that counts what validation and planning would have to do.

Validation compares fields that merge pair by pair, and expands fragments where they are spread; a few hundred bytes can ask
for minutes. The pass below walks as validation does and stops at a budget, so its own cost is bounded too.
"""

from collections.abc import Iterable

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    SelectionSetNode,
    ValueNode,
)
from graphql.language import DocumentNode, FieldNode, OperationDefinitionNode

from engine.errors import DocumentTooLarge
from engine.limits import Limits


def check_size(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document that is too deep, or that expands to too many fields or comparisons."""
    fragments = {
        one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
    }
    if _cyclic(fragments):
        return  # validation says so, and quickly
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            _Walk(fragments, limits).merged([definition.selection_set], 1)


class _Walk:
    """Walks merged selections as validation does."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode], limits: Limits) -> None:
        self.fragments, self.limits = fragments, limits
        self.fields = self.pairs = self.directives = 0

    def merged(self, sets: Iterable[SelectionSetNode], depth: int) -> None:
        """Selections that are read as one."""
        if depth > self.limits.depth:
            raise DocumentTooLarge(f"The query is nested deeper than {self.limits.depth} fields.")
        by_name: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for one in sets:
            self._collect(one, by_name, visited)
        for nodes in by_name.values():
            self.pairs += len(nodes) * (len(nodes) - 1) // 2
            if self.pairs > self.limits.pairs:
                raise DocumentTooLarge("The query selects the same fields too many times in one place.")
            below = [node.selection_set for node in nodes if node.selection_set]
            if below:
                self.merged(below, depth + 1)

    def _collect(
        self, node: SelectionSetNode, by_name: dict[str, list[FieldNode]], visited: set[str]
    ) -> None:
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                self._count(selection)
                name = selection.alias or selection.name
                by_name.setdefault(name.value, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                self._collect(selection.selection_set, by_name, visited)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in visited:
                visited.add(selection.name.value)
                fragment = self.fragments.get(selection.name.value)
                if fragment is not None:
                    self._collect(fragment.selection_set, by_name, visited)

    def _count(self, field: FieldNode) -> None:
        self.fields += 1
        if self.fields > self.limits.nodes:
            raise DocumentTooLarge(
                f"The query selects more than {self.limits.nodes} fields, fragments counted out."
            )
        self.directives += len(field.directives or ())
        if self.directives > self.limits.directives:
            raise DocumentTooLarge(f"The query has more than {self.limits.directives} directives.")
        for argument in field.arguments or ():
            self._value(argument.value, 1)

    def _value(self, node: ValueNode, depth: int) -> None:
        if depth > self.limits.value_depth:
            raise DocumentTooLarge(f"An argument is nested deeper than {self.limits.value_depth} levels.")
        if isinstance(node, ObjectValueNode):
            for field in node.fields or ():
                self._value(field.value, depth + 1)
        elif isinstance(node, ListValueNode):
            for item in node.values or ():
                self._value(item, depth + 1)


def _cyclic(fragments: dict[str, FragmentDefinitionNode]) -> bool:
    """Some fragment spreads itself, at any remove."""
    state: dict[str, bool] = {}  # True: being walked, False: done

    def walk(name: str) -> bool:
        if name in state:
            return state[name]
        state[name] = True
        fragment = fragments.get(name)
        found = fragment is not None and any(walk(spread) for spread in _spreads(fragment.selection_set))
        state[name] = found
        return found

    return any(walk(name) for name in fragments)


def _spreads(node: SelectionSetNode) -> Iterable[str]:
    for selection in node.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield selection.name.value
        elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
            yield from _spreads(selection.selection_set)


def check_value(value: object, limits: Limits, depth: int = 1) -> None:
    """Refuse a variable that is nested too deeply or holds a list that is too long."""
    if depth > limits.value_depth:
        raise DocumentTooLarge(f"A variable is nested deeper than {limits.value_depth} levels.")
    if isinstance(value, list) and len(value) > limits.items:
        raise DocumentTooLarge(f"A list in a variable has more than {limits.items} items.")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_value(part, limits, depth + 1)
