"""The refusals that only an HTTP server knows; they hang on the tree of `engine.errors`.

LimitExceeded
└── RateLimited                 the client has spent what it may spend

BadRequest                      the HTTP request is not a GraphQL request
├── PersistedQueryNotFound      no document is known under this hash
├── PersistedQueryMismatch      the document has another hash
├── PersistedQueryNotSupported  persisted queries are switched off
├── NotFound                    nothing is served at this path
├── Gone                        what is asked for was withdrawn
├── NotAcceptable               no form of answer that the client accepts
├── DataChanged                 the data is not what it was when a download began
├── BodyTooSlow                 the body did not arrive in time
├── BodyTooLarge                the body or query string is too long
└── UnsupportedMediaType        the body is not JSON
"""

from engine.errors import BadRequest, InternalError, LimitExceeded, MethodNotAllowed

__all__ = [
    "BodyTooLarge",
    "BodyTooSlow",
    "DataChanged",
    "Gone",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "PersistedQueryMismatch",
    "PersistedQueryNotFound",
    "PersistedQueryNotSupported",
    "RateLimited",
    "SlowConsumer",
    "UnsupportedMediaType",
    "unforeseen",
]


class NotFound(BadRequest):
    """Nothing is served at this path."""

    code = "NOT_FOUND"
    status = 404
    meaning = "Nothing is served at this path, or there is no such record."


class Gone(BadRequest):
    """What is asked for was withdrawn."""

    code = "GONE"
    status = 410
    meaning = "The record at this address was withdrawn; its history is in `changes`."


class NotAcceptable(BadRequest):
    """There is no form of answer that the client accepts."""

    code = "NOT_ACCEPTABLE"
    status = 406
    meaning = "The Accept header names no media type in which an answer can be given."


class DataChanged(BadRequest):
    """The data is not what it was when a download began."""

    code = "DATA_CHANGED"
    status = 412
    meaning = "The data has changed since the ETag in If-Match was given: a download that was broken off begins anew."


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


class PersistedQueryNotFound(BadRequest):
    """No document is known under this hash: the client sends both."""

    code = "PERSISTED_QUERY_NOT_FOUND"
    meaning = "No document is known under this hash; send it once together with the document."

    def __init__(self) -> None:
        # Apollo's links look for this very word.
        super().__init__("PersistedQueryNotFound", hint="Send the hash once together with the document.")


class PersistedQueryMismatch(BadRequest):
    """The document sent with a hash has another one."""

    code = "PERSISTED_QUERY_HASH_MISMATCH"
    meaning = "The document sent with a hash does not have this SHA-256."


class PersistedQueryNotSupported(BadRequest):
    """Persisted queries are switched off."""

    code = "PERSISTED_QUERY_NOT_SUPPORTED"
    meaning = "Persisted queries are switched off at this server; send the document."


class RateLimited(LimitExceeded):
    """The client has spent what it may spend; `seconds` until it may ask again."""

    code = "RATE_LIMITED"
    status = 429
    meaning = "The client has asked for more in a minute than it may; the header Retry-After says when to come back."

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "You have asked for more in a minute than one client may.",
            hint=f"Ask again in {seconds} seconds.",
        )
        self.seconds = seconds


class SlowConsumer(LimitExceeded):
    """A subscriber did not take an event in time; `sequence` is that of the last one it was given."""

    code = "SLOW_CONSUMER"
    status = 408
    meaning = "A subscriber took too long to take an event, and was cut off; it may go on after the last one it got."

    def __init__(self, sequence: int) -> None:
        super().__init__(
            "You took too long to take the next event.",
            hint=f"Subscribe again after {sequence}.",
            details={"sequence": sequence},
        )
        self.sequence = sequence


def unforeseen(request_id: str) -> InternalError:
    """What a client sees of a failure nobody foresaw: an id that the log has too."""
    return InternalError(
        "Something went wrong on the server.",
        hint="The operator finds what happened in the log under this id.",
        details={"id": request_id},
    )
