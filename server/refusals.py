"""The refusals that only an HTTP server knows; they hang on the tree of `engine.errors`.

BadRequest                      the HTTP request is not a GraphQL request
├── NotFound                    nothing is served at this path
├── NotAcceptable               no form of answer that the client accepts
├── BodyTooSlow                 the body did not arrive in time
├── BodyTooLarge                the body or query string is too long
└── UnsupportedMediaType        the body is not JSON
"""

from engine.errors import BadRequest, InternalError, MethodNotAllowed

__all__ = [
    "BodyTooLarge",
    "BodyTooSlow",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "UnsupportedMediaType",
    "unforeseen",
]


class NotFound(BadRequest):
    """Nothing is served at this path."""

    code = "NOT_FOUND"
    status = 404
    meaning = "Nothing is served at this path."


class NotAcceptable(BadRequest):
    """There is no form of answer that the client accepts."""

    code = "NOT_ACCEPTABLE"
    status = 406
    meaning = "The Accept header names no media type in which an answer can be given."


class BodyTooSlow(BadRequest):
    """The body did not arrive in time."""

    code = "REQUEST_TIMEOUT"
    status = 408
    meaning = "The body of the request did not arrive in time."


class BodyTooLarge(BadRequest):
    """The body or the query string is too long."""

    code = "PAYLOAD_TOO_LARGE"
    status = 413
    meaning = "The body or the query string is longer than allowed."


class UnsupportedMediaType(BadRequest):
    """The body is not declared as JSON in UTF-8."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415
    meaning = "The body is not declared as application/json in UTF-8, or it is compressed."


def unforeseen(request_id: str) -> InternalError:
    """What a client sees of a failure nobody foresaw: an id that the log has too."""
    return InternalError(
        "Something went wrong on the server.",
        hint="The operator finds what happened in the log under this id.",
        details={"id": request_id},
    )
