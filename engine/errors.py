"""Every refusal a client can meet, as one tree; `docs/errors.md` is made from it.

DragomanError
├── RequestError                the client's request cannot be answered (no `data`)
│   ├── BadRequest              the HTTP request is not a GraphQL request
│   │   └── MethodNotAllowed    a method that the path or the operation does not allow
│   ├── ParseFailed             the document is not GraphQL
│   ├── ValidationFailed        the document does not fit the schema
│   ├── OperationNotFound       no operation, or not the one named
│   ├── BadUserInput            a value does not fit its type
│   │   ├── BadPage             first, last, after, before do not go together
│   │   ├── BadCursor           a cursor of another list, or no cursor at all
│   │   └── UnknownSequence     a place in the log that there is not
│   └── LimitExceeded           the request asks for more than the server gives
│       ├── DocumentTooLarge    bytes, tokens, aliases, depth
│       └── TooCostly           more rows or more statement than allowed
├── Unauthenticated             the key is missing, unknown or revoked
├── Forbidden                   the key does not allow it
├── Timeout                     the database was stopped at the time limit
├── Unavailable                 the database cannot be reached, or the server is busy
└── InternalError               anything unforeseen: masked, logged under its id
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from graphql import GraphQLError, SourceLocation


class DragomanError(Exception):
    """A refusal with a stable code, a plain message and, where something can be done, a hint."""

    code: ClassVar[str] = "INTERNAL_ERROR"
    status: ClassVar[int] = 500
    meaning: ClassVar[str] = "Something went wrong on the server."

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        locations: Sequence[SourceLocation] = (),
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.locations = tuple(locations)
        self.details = dict(details or {})

    def formatted(self) -> dict[str, object]:
        """The error as the response's `errors` carries it."""
        error: dict[str, object] = {"message": self.message}
        if self.locations:
            error["locations"] = [{"line": place.line, "column": place.column} for place in self.locations]
        extensions: dict[str, object] = {"code": self.code, **self.details}
        if self.hint:
            extensions["hint"] = self.hint
        return {**error, "extensions": extensions}

    @classmethod
    def from_graphql(cls, error: GraphQLError) -> "DragomanError":
        """The same refusal as graphql-core words it, with our code."""
        return cls(error.message, locations=error.locations or ())


class RequestError(DragomanError):
    """The client's request cannot be answered; the response has no `data`."""

    code = "BAD_REQUEST"
    status = 400
    meaning = "The request cannot be answered as it is."


class BadRequest(RequestError):
    """The HTTP request is not a GraphQL request."""

    meaning = "The HTTP request is not a GraphQL request: body, content type or parameters are wrong."


class MethodNotAllowed(BadRequest):
    """The path does not answer this method, or the operation may not be sent by it."""

    code = "METHOD_NOT_ALLOWED"
    status = 405
    meaning = (
        "The path does not answer this method, or the operation may not be sent by it: a mutation by GET."
    )


class ParseFailed(RequestError):
    """The document is not GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"
    meaning = "The document is not GraphQL."


class ValidationFailed(RequestError):
    """The document does not fit the schema."""

    code = "GRAPHQL_VALIDATION_FAILED"
    meaning = "The document does not fit the schema: unknown fields, wrong arguments, wrong types."


class OperationNotFound(RequestError):
    """There is no operation to run, or not the one named."""

    code = "OPERATION_NOT_FOUND"
    meaning = "The document has no such operation, or has several and none is named."


class BadUserInput(RequestError):
    """A value does not fit its type."""

    code = "BAD_USER_INPUT"
    meaning = "A value does not fit its type: a variable, a date, an id, text that cannot be stored."


class BadPage(BadUserInput):
    """first, last, after and before do not go together."""

    code = "BAD_PAGE"
    meaning = "The page asked for is not one: first or last out of range, or given together."


class BadCursor(BadUserInput):
    """The cursor belongs to another list or order, or is none."""

    code = "BAD_CURSOR"
    meaning = "The cursor was not made by this list in this order."


class UnknownSequence(BadUserInput):
    """A subscription is to go on after a number that no change has had."""

    code = "UNKNOWN_SEQUENCE"
    meaning = (
        "A subscription is to go on after a number that was never given: below 0, or beyond the last change, as after "
        "a backup was restored."
    )


class LimitExceeded(RequestError):
    """The request asks for more than the server gives."""

    code = "LIMIT_EXCEEDED"
    meaning = "The request asks for more than the server gives."


class DocumentTooLarge(LimitExceeded):
    """The document has too many bytes, tokens, aliases or levels."""

    code = "DOCUMENT_TOO_LARGE"
    meaning = "The document has more bytes, tokens, aliases, directives, fragments or levels than allowed."


class TooCostly(LimitExceeded):
    """The operation may read more rows, or needs a larger statement, than allowed."""

    code = "QUERY_TOO_COSTLY"
    meaning = "The operation may read more rows, or needs a larger statement, than allowed."


class Unauthenticated(DragomanError):
    """Who asks is not known, and has to be."""

    code = "UNAUTHENTICATED"
    status = 401
    meaning = "The key is unknown or revoked; or there is none, and the operation needs one."


class Forbidden(DragomanError):
    """Who asks is known, and may not."""

    code = "FORBIDDEN"
    status = 403
    meaning = "The key does not allow the operation: sending records needs one with the scope WRITE."


class Timeout(DragomanError):
    """The database was stopped at the time limit."""

    code = "TIMEOUT"
    status = 503
    meaning = "The operation took longer than allowed and was stopped."


class Unavailable(DragomanError):
    """The database cannot be reached, or the server has too much to do."""

    code = "UNAVAILABLE"
    status = 503
    meaning = "The database cannot be reached, or the server has too much to do; try again."


class InternalError(DragomanError):
    """Anything unforeseen: the client sees an id, the log has the rest."""
