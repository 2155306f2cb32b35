"""What the engine gives back: the bytes of a GraphQL response, and what the door needs to know about them."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from engine.errors import DragomanError


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete GraphQL response. `status` is the HTTP status a request error asks for, 200 otherwise."""

    body: bytes
    status: int = 200
    operation: str | None = None  # name of the operation, for logs
    codes: tuple[str, ...] = ()  # codes of the errors, for logs and metrics
    cost: int | None = None  # upper bound of rows, where known
    reads: bool = False  # a query without errors: the same data gives the same answer again

    @classmethod
    def refusal(cls, errors: Sequence[DragomanError], operation: str | None = None) -> "Answer":
        """A response without `data`."""
        body = orjson.dumps({"errors": [error.formatted() for error in errors]})
        return cls(body, errors[0].status, operation, tuple(error.code for error in errors))
