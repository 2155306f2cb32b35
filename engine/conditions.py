"""Filters that come without a document: `where` as JSON, checked and coerced as the argument of the same name is."""

from typing import Any

from graphql import OperationDefinitionNode, VariableNode, parse, type_from_ast
from sqlmodel import SQLModel

from engine.document import Refused, coerced
from engine.engine import Engine
from engine.expr import Expr
from engine.given import Values, given_value
from engine.inputs import NOUNS, noun_of

WHERE = "where"


def takes_where(model: type[SQLModel]) -> bool:
    """Are there filters on the rows of a model?"""
    return noun_of(model) in NOUNS and bool(NOUNS[noun_of(model)].filters)


def condition(engine: Engine, model: type[SQLModel], where: object) -> tuple[Expr, Values]:
    """The condition of a `…Where` in plain JSON, and the values that its parameters read. Raises `Refused` and `TooCostly`."""
    document = parse(f"query($where: {noun_of(model)}Where) {{ __typename }}")
    [operation] = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    schema = engine.catalog.schema
    try:
        values = Values(coerced(schema, operation, {WHERE: where}, engine.limits))
    except Refused as refused:
        # Where it stands in a document that nobody wrote is no help.
        raise Refused(*(type(error)(error.message) for error in refused.errors)) from None
    variable: Any = operation.variable_definitions[0] if operation.variable_definitions else None
    node: VariableNode = variable.variable
    kind: Any = type_from_ast(schema, variable.type)
    return engine.filters().where(model, given_value(node, kind, values)), values
