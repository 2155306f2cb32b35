"""An engine made of graphql-core alone, for rules of HTTP that hold whatever answers."""

from collections.abc import Mapping

import orjson
from graphql import GraphQLError, OperationType, build_schema, execute, get_operation_ast, parse, validate
from graphql.execution import ExecutionResult

from engine.answer import Answer
from engine.database import Version
from engine.errors import BadCursor, BadUserInput, DragomanError, ParseFailed, ValidationFailed
from engine.mutation import Caller
from server.refusals import MethodNotAllowed

SCHEMA = build_schema(
    "type Query { echo(text: String): String, page(after: String): Int }\ntype Mutation { note: Int }"
)


class Echo:
    """Answers `{ echo(text: …) }` with the text, and fails on the texts that a test wants to fail."""

    def __init__(self) -> None:
        self.running = False
        self.state = 1
        self.asked = 0

    async def start(self) -> None:
        self.running = True

    async def stop(self) -> None:
        self.running = False

    async def version(self) -> Version:
        return Version(str(self.state))

    async def answer(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer:
        self.asked += 1
        if variables == {"text": "crash"}:
            raise SystemError("the secret of the house")
        try:
            return self._execute(query, variables, operation_name, allow_mutation=allow_mutation)
        except DragomanError as refusal:
            return Answer.refusal([refusal], operation_name)

    async def subscribe(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        since: int | None = None,
        allow_mutation: bool = True,
        caller: Caller | None = None,
    ) -> Answer:
        """It has nothing to follow."""
        return await self.answer(query, variables, operation_name, allow_mutation=allow_mutation)

    def _execute(
        self,
        query: str,
        variables: Mapping[str, object] | None,
        operation_name: str | None,
        *,
        allow_mutation: bool,
    ) -> Answer:
        try:
            document = parse(query)
        except GraphQLError as problem:
            raise ParseFailed.from_graphql(problem) from None
        for error in validate(SCHEMA, document):
            raise ValidationFailed.from_graphql(error)
        operation = get_operation_ast(document, operation_name)
        if operation is not None and operation.operation is OperationType.MUTATION and not allow_mutation:
            raise MethodNotAllowed("A mutation is sent by POST.")
        root = {"echo": echo, "page": page}
        result = execute(
            SCHEMA, document, root, variable_values=dict(variables or {}), operation_name=operation_name
        )
        assert isinstance(result, ExecutionResult)
        for error in result.errors or ():
            if error.original_error:
                raise error.original_error
            raise BadUserInput.from_graphql(error)
        return Answer(
            orjson.dumps({"data": result.data}),
            operation=operation_name,
            reads=allow_mutation is False or "mutation" not in query,
        )


def echo(_: object, text: str | None = None) -> str | None:
    """The text that it is given."""
    return text


def page(_: object, after: str | None = None) -> int:
    """Refuses every cursor."""
    if after:
        raise BadCursor("The cursor was not made by this list.")
    return 0
