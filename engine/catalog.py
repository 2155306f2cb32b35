"""What the engine knows of a schema: for each type and field its specification, read from Strawberry's metadata."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_abstract_type,
    is_object_type,
)

from engine.inputs import NOUNS
from engine.specs import FieldSpec, Noun
from engine.words import SPEC, Stored


@dataclass(frozen=True, eq=False, slots=True)
class Field:
    """A field of a type: its GraphQL definition and its specification."""

    definition: GraphQLField
    spec: FieldSpec


class Catalog:
    """Look-ups that planning needs, made once per schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.fields: dict[str, dict[str, Field]] = {}
        self.stored: dict[str, Stored] = {}
        self._possible: dict[str, frozenset[str]] = {}
        for name, kind in schema.type_map.items():
            if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__"):
                self._read(name, kind)

    def _read(self, name: str, kind: GraphQLObjectType | GraphQLInterfaceType) -> None:
        origin = getattr(kind.extensions.get("strawberry-definition"), "origin", None)
        mark = getattr(origin, "__stored__", None)
        if isinstance(mark, Stored):
            self.stored[name] = mark
        found = {}
        for field_name, definition in kind.fields.items():
            declared = definition.extensions.get("strawberry-definition")
            spec = getattr(declared, "metadata", {}).get(SPEC)
            if spec is not None:
                found[field_name] = Field(definition, spec)
        self.fields[name] = found

    def possible(self, name: str) -> frozenset[str]:
        """The concrete types of a type."""
        if name not in self._possible:
            kind = self.schema.type_map[name]
            if is_abstract_type(kind):
                members = self.schema.get_possible_types(kind)
                self._possible[name] = frozenset(member.name for member in members)
            else:
                self._possible[name] = frozenset([name] if is_object_type(kind) else [])
        return self._possible[name]

    @cached_property
    def by_prefix(self) -> Mapping[str, frozenset[str]]:
        """Prefix of a global id → the concrete types that carry it."""
        found: dict[str, set[str]] = {}
        for name, mark in self.stored.items():
            if isinstance(self.schema.type_map[name], GraphQLObjectType) and "id" in self.fields[name]:
                found.setdefault(mark.prefix, set()).add(name)
        return {prefix: frozenset(names) for prefix, names in found.items()}

    def prefix_of(self, model: type) -> str:
        """The prefix of the global ids of a model's rows."""
        return next(mark.prefix for mark in self.stored.values() if mark.model is model)

    @cached_property
    def noun_by_model(self) -> dict[type, Noun]:
        """Model → noun."""
        return {noun.model: noun for noun in NOUNS.values()}


__all__ = ["Catalog", "Field"]
