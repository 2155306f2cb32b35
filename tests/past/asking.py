"""Asks a document's questions of the past."""

from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    NameNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    print_ast,
    visit,
)

import schema

FUTURE = "2999-01-01T00:00:00Z"


def as_of(query: str, moment: str) -> str:
    """The document with `asOf` at every field of Query that has it."""
    info = TypeInfo(schema.core_schema(schema.build_schema()))
    return print_ast(visit(parse(query), TypeInfoVisitor(info, _Added(info, moment))))


class _Added(Visitor):
    def __init__(self, info: TypeInfo, moment: str) -> None:
        super().__init__()
        self.info = info
        self.argument = ArgumentNode(name=NameNode(value="asOf"), value=StringValueNode(value=moment))

    def enter_field(self, node: FieldNode, *_: Any) -> FieldNode | None:
        found = self.info.get_field_def()
        if found is None or "asOf" not in found.args:
            return None
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=(*(node.arguments or ()), self.argument),
            directives=node.directives,
            selection_set=node.selection_set,
        )
