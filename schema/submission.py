"""What comes back when records are sent: what became of each, and everything that is wrong."""

from enum import Enum
from typing import Protocol, Self

import strawberry

from engine.mutation import read_back
from exchange.receipt import Fault, Line, Receipt
from schema.record import Node


class _Showing(Protocol):
    """What shows a record, named by its global id."""

    shown: str | None


def _shown(root: _Showing, info: strawberry.Info) -> Node | None:
    """The record is read by the engine."""
    found: Node | None = read_back(info, root.shown)
    return found


@strawberry.enum(description="What became of a record that was sent.")
class SubmissionOutcome(Enum):
    """What became of a record that was sent."""

    CREATED = strawberry.enum_value("CREATED", description="It is new.")
    UPDATED = strawberry.enum_value("UPDATED", description="It has other contents than before.")
    UNCHANGED = strawberry.enum_value("UNCHANGED", description="It said the same already.")
    REJECTED = strawberry.enum_value(
        "REJECTED", description="It was not written, for what is wrong with it or with another of the batch."
    )


@strawberry.type(description="One thing that is wrong with what was sent.")
class SubmissionError:
    """One thing that is wrong with what was sent."""

    path: list[str] = strawberry.field(
        description="Where it is wrong: the way through the input, positions in lists as numbers from 0."
    )
    code: str = strawberry.field(description="A stable code: UNKNOWN_REFERENCE. docs/errors.md lists them.")
    message: str = strawberry.field(
        description="What is wrong, for people; it may be worded anew at any time."
    )

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """The fault as the API tells it."""
        return cls(path=list(fault.path), code=fault.code, message=fault.message)


@strawberry.type(description="What became of one record that was sent.")
class SubmissionResult:
    """What became of one record that was sent."""

    index: int = strawberry.field(description="Its position among the records sent, from 0.")
    id: strawberry.ID | None = strawberry.field(description="Its global id; null when it was rejected.")
    outcome: SubmissionOutcome = strawberry.field(
        description="What became of it; in a dry run, what would have become of it."
    )
    errors: list[SubmissionError] = strawberry.field(
        description="What is wrong with it. NOT_WRITTEN stands alone where only other records of the batch are wrong; "
        "a record that was written may have a remark, such as SAME_SOURCE."
    )
    shown: strawberry.Private[str | None]
    record: Node | None = strawberry.field(
        resolver=_shown,
        description="The record as it is now, read after the whole batch was written; null when nothing was written.",
    )

    @classmethod
    def of(cls, line: Line, *, shown: bool) -> Self:
        """A line of the receipt as the API tells it."""
        return cls(
            index=line.index,
            id=None if line.id is None else strawberry.ID(line.id),
            outcome=SubmissionOutcome[line.outcome],
            errors=[SubmissionError.of(fault) for fault in line.faults],
            shown=line.id if shown else None,
        )


@strawberry.interface(description="What every write answers.")
class WritePayload:
    """What every write answers."""

    errors: list[SubmissionError] = strawberry.field(
        description="What is wrong with the request as a whole; nothing was written when there is any."
    )
    written: bool = strawberry.field(description="Whether the request was carried out.")
    replayed: bool = strawberry.field(
        description="Whether this is the answer to an earlier request with the same idempotency key."
    )
    last_change: int | None = strawberry.field(
        description="Number of the last change there was then, 0 before the first; `ifUnchangedSince` takes it. "
        "Null when the request was refused for what it is."
    )


@strawberry.type(description="What became of a batch of records.")
class SubmitRecordsPayload(WritePayload):
    """What became of a batch of records."""

    results: list[SubmissionResult] = strawberry.field(description="One for each record, in the order sent.")

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """The receipt as the API tells it."""
        return cls(
            errors=[SubmissionError.of(fault) for fault in receipt.faults],
            written=receipt.written,
            replayed=receipt.replayed,
            last_change=receipt.last_change,
            results=[SubmissionResult.of(line, shown=receipt.written) for line in receipt.lines],
        )


@strawberry.type(description="What became of two records that were merged.")
class MergeRecordsPayload(WritePayload):
    """What became of two records that were merged."""

    shown: strawberry.Private[str | None]
    record: Node | None = strawberry.field(
        resolver=_shown, description="The record that stays, as it is now; null when nothing was written."
    )

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """The receipt as the API tells it."""
        return cls(
            errors=[SubmissionError.of(fault) for fault in receipt.faults],
            written=receipt.written,
            replayed=receipt.replayed,
            last_change=receipt.last_change,
            shown=receipt.lines[0].id if receipt.written else None,
        )


@strawberry.type(description="What became of a record that was withdrawn.")
class DeleteRecordPayload(WritePayload):
    """What became of a record that was withdrawn."""

    id: strawberry.ID | None = strawberry.field(
        description="The global id that answers nothing any more; null when nothing was withdrawn."
    )

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """The receipt as the API tells it."""
        gone = receipt.lines[0].id if receipt.written else None
        return cls(
            errors=[SubmissionError.of(fault) for fault in receipt.faults],
            written=receipt.written,
            replayed=receipt.replayed,
            last_change=receipt.last_change,
            id=None if gone is None else strawberry.ID(gone),
        )
