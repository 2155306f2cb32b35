"""CollectFields of the GraphQL specification, for several concrete types at once.

Fields are merged by response name, in the order in which each concrete type meets them. Where types differ, a field
becomes two groups with disjoint sets of types, so that nothing is copied for types that agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import BooleanValueNode, DirectiveNode, FieldNode, SelectionNode

from engine.catalog import Catalog
from engine.given import Values


@dataclass(slots=True)
class Group:
    """The nodes that one response name stands for, for these concrete types."""

    key: str
    types: frozenset[str]
    nodes: list[FieldNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.nodes[0].name.value

    def selections(self) -> list[SelectionSetNode]:
        """The selection sets to merge below this field."""
        return [node.selection_set for node in self.nodes if node.selection_set]


class Collector:
    """Collects the fields of one operation."""

    def __init__(
        self, catalog: Catalog, fragments: dict[str, FragmentDefinitionNode], variables: Values
    ) -> None:
        self.catalog = catalog
        self.fragments = fragments
        self.variables = variables

    def collect(self, sets: Iterable[SelectionSetNode], types: frozenset[str]) -> list[Group]:
        """The groups of these selection sets for these concrete types, in response order."""
        groups: list[Group] = []
        visited: set[tuple[str, frozenset[str]]] = set()
        for one in sets:
            self._walk(one, types, groups, visited)
        return groups

    def _walk(
        self,
        selections: SelectionSetNode,
        types: frozenset[str],
        groups: list[Group],
        visited: set[tuple[str, frozenset[str]]],
    ) -> None:
        for node in selections.selections:
            if not self._included(node.directives):
                continue
            if isinstance(node, FieldNode):
                _add(node, types, groups)
                continue
            condition, inner = self._inner(node)
            narrowed = types & self.catalog.possible(condition) if condition else types
            mark = (node.name.value, narrowed) if isinstance(node, FragmentSpreadNode) else None
            if not narrowed or mark in visited:
                continue
            if mark:
                visited.add(mark)
            self._walk(inner, narrowed, groups, visited)

    def _inner(self, node: SelectionNode) -> tuple[str | None, SelectionSetNode]:
        """The type condition and the selections of a fragment."""
        if isinstance(node, FragmentSpreadNode):
            fragment = self.fragments[node.name.value]
            return fragment.type_condition.name.value, fragment.selection_set
        if isinstance(node, InlineFragmentNode):
            return node.type_condition.name.value if node.type_condition else None, node.selection_set
        raise TypeError(f"a selection is a field or a fragment, not {type(node).__name__}")

    def _included(self, directives: Iterable[DirectiveNode] | None) -> bool:
        for directive in directives or ():
            name = directive.name.value
            if name in ("skip", "include") and self._flag(directive) is (name == "skip"):
                return False
        return True

    def _flag(self, directive: DirectiveNode) -> bool:
        for argument in directive.arguments or ():
            if isinstance(argument.value, VariableNode):
                return bool(self.variables[argument.value.name.value])
            return isinstance(argument.value, BooleanValueNode) and argument.value.value
        return False


def _add(node: FieldNode, types: frozenset[str], groups: list[Group]) -> None:
    key = node.alias.value if node.alias else node.name.value
    left = types
    for group in list(groups):
        shared = group.types & left if group.key == key else frozenset()
        if not shared:
            continue
        if shared != group.types:
            position = groups.index(group)
            rest = Group(key, group.types - shared, list(group.nodes))
            groups[position : position + 1] = [Group(key, shared, [*group.nodes, node]), rest]
        else:
            group.nodes.append(node)
        left -= shared
    if left:
        groups.append(Group(key, left, [node]))
