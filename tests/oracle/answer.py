"""Answers queries with graphql-core's own executor, over rows: the reference that the engine has to equal."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLAbstractType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from db.base import metadata
from engine.specs import FieldSpec
from engine.words import SPEC, Stored
from tests.oracle.fields import Fields
from tests.oracle.rows import Row, Tables

_SCALAR_PARTS = ("coerce_input_value", "coerce_input_literal", "coerce_output_value")


class Oracle:
    """The rows of one database and the schema they are asked through; nothing of the engine but its declarations."""

    def __init__(self, schema: strawberry.Schema, url: str) -> None:
        self._declared: GraphQLSchema = schema._schema
        self.schema = build_schema(schema.as_str())
        self._lend_scalars()
        self.tables = Tables(url)
        nodes = {mark.prefix: mark.model for name, mark in self._stored.items() if self._is_node(name)}
        self.fields = Fields(self.tables, nodes)

    def answer(
        self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None
    ) -> Any:
        """The `data` of a query that is valid and meets no error."""
        result = self.execute(parse(query), variables, operation)
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return result.data

    def execute(
        self, document: DocumentNode, variables: Mapping[str, Any] | None = None, operation: str | None = None
    ) -> ExecutionResult:
        """The result as graphql-core gives it, errors of validation included."""
        errors = validate(self.schema, document)
        if errors:
            return ExecutionResult(None, errors)
        return execute_sync(
            self.schema,
            document,
            variable_values=dict(variables or {}),
            operation_name=operation,
            field_resolver=self._field,
            type_resolver=self._type,
        )

    def _field(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        spec = self._specs[info.parent_type.name][info.field_name]
        return self.fields.read(spec, self._stored.get(info.parent_type.name), source, given)

    def _type(self, value: Row, info: GraphQLResolveInfo[Any], abstract: GraphQLAbstractType) -> str:
        """The concrete type of a row: the one its table has, else the one its type column names."""
        possible = [kind.name for kind in self.schema.get_possible_types(abstract)]
        marks = {name: self._stored[name] for name in possible}
        here = [name for name, mark in marks.items() if mark.model.__tablename__ == value.table]
        if len(here) == 1:
            return here[0]
        column = marks[here[0]].type_column or "type"
        return str(value[column])

    @cached_property
    def _specs(self) -> dict[str, dict[str, FieldSpec]]:
        return {
            name: {
                field: definition.extensions["strawberry-definition"].metadata[SPEC]
                for field, definition in kind.fields.items()
                if SPEC in definition.extensions["strawberry-definition"].metadata
            }
            for name, kind in self._declared.type_map.items()
            if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__")
        }

    @cached_property
    def _stored(self) -> dict[str, Stored]:
        """Concrete and abstract types by name, with the table behind them."""
        marks = {
            name: getattr(kind.extensions["strawberry-definition"].origin, "__stored__", None)
            for name, kind in self._declared.type_map.items()
            if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__")
        }
        return {name: mark for name, mark in marks.items() if isinstance(mark, Stored)}

    def _is_node(self, name: str) -> bool:
        kind = self.schema.type_map[name]
        columns = metadata.tables[str(self._stored[name].model.__tablename__)].columns
        return isinstance(kind, GraphQLObjectType) and "id" in kind.fields and "slug" in columns

    def _lend_scalars(self) -> None:
        """SDL says nothing of how a scalar is read, so the declared ones lend their parsers."""
        for name, kind in self.schema.type_map.items():
            declared = self._declared.type_map.get(name)
            if isinstance(kind, GraphQLScalarType) and isinstance(declared, GraphQLScalarType):
                for part in _SCALAR_PARTS:
                    setattr(kind, part, getattr(declared, part))
