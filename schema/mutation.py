"""What a partner may write: records sent, merged and withdrawn."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, Final

import strawberry

from db.enums import RecordType
from engine.inputs import input_type
from engine.mutation import Context
from exchange import LARGEST_BATCH, Receipt, Terms, delete_record, merge_records, submit
from exchange.desk import Desk
from exchange.rows.common import Key
from schema.record_input import derive_inputs, plain, sent
from schema.submission import DeleteRecordPayload, MergeRecordsPayload, SubmitRecordsPayload

ROOT: Final = "What can be written, with a key whose scope is WRITE. Every write is one transaction: all of it is done, or nothing."
REPEATED: Final = (
    "A text of your own, new for each request. Sent again with the same contents within 30 days, the request is not carried "
    "out again and gives the same answer, with the records as they are now; with other contents it is refused."
)
TERMS: Final[dict[str, Any]] = {
    "dryRun": ("bool", "Only say what would become of it, and write nothing.", False),
    "idempotencyKey": ("Optional[str]", REPEATED),
    "reason": ("Optional[str]", "Why, as the history of each record will say; at most 500 characters."),
    "ifUnchangedSince": (
        "Optional[int]",
        (
            "Number of a change, read together with the record: `dataset { lastChange }`, or the `sequence` that the record's "
            "`history(last: 1)` has; after a write `lastChange` of its payload. A record with a later change is rejected "
            "(CHANGED_SINCE). Not a moment in time: numbers only grow."
        ),
    ),
}
"""Members of every input."""

derive_inputs()
SUBMIT: Final = input_type(
    "SubmitRecordsInput",
    "A batch of records. When one of them is rejected, nothing of the batch is written.",
    {"records": ("list[RecordInput]", f"At most {LARGEST_BATCH}, in any order."), **TERMS},
)
MERGE: Final = input_type(
    "MergeRecordsInput",
    "Two records of one thing.",
    {
        "keep": ("ID", "Global id of the record that stays."),
        "merge": (
            "ID",
            "Global id of the record that becomes part of it; the id leads to the other from then on.",
        ),
        **TERMS,
    },
)
DELETE: Final = input_type(
    "DeleteRecordInput", "A record to withdraw.", {"id": ("ID", "Its global id."), **TERMS}
)


async def submit_records(info: strawberry.Info[Context], given: dict[str, Any]) -> SubmitRecordsPayload:
    """Write a batch."""
    records = [sent(record) for record in given["records"]]
    return SubmitRecordsPayload.of(
        await _write(info, given, lambda terms: partial(submit, records=records, terms=terms))
    )


async def merge(info: strawberry.Info[Context], given: dict[str, Any]) -> MergeRecordsPayload:
    """Merge two records."""
    keep, gone = _key(given["keep"]), _key(given["merge"])
    if keep is None or gone is None:
        return MergeRecordsPayload.of(_no_id("merge" if keep else "keep"))
    return MergeRecordsPayload.of(
        await _write(info, given, lambda terms: partial(merge_records, keep=keep, merge=gone, terms=terms))
    )


async def delete(info: strawberry.Info[Context], given: dict[str, Any]) -> DeleteRecordPayload:
    """Withdraw a record."""
    key = _key(given["id"])
    if key is None:
        return DeleteRecordPayload.of(_no_id("id"))
    return DeleteRecordPayload.of(
        await _write(info, given, lambda terms: partial(delete_record, key=key, terms=terms))
    )


async def _write(
    info: strawberry.Info[Context], given: dict[str, Any], work: Callable[[Terms], Callable[..., Receipt]]
) -> Receipt:
    reason = given.get("reason")
    if reason is not None and (len(reason) > 500 or "\x00" in reason):
        return Receipt.refusal("TOO_LONG", "A reason has at most 500 characters, and no NUL.", "reason")
    desk: Desk = info.context.door
    terms = Terms(
        agent=info.context.caller.name,
        body={
            "field": info.field_name,
            **{name: one for name, one in given.items() if name != "idempotency_key"},
        },
        reason=reason,
        dry_run=bool(given.get("dry_run")),
        key=given.get("idempotency_key"),
        unchanged_since=given.get("if_unchanged_since"),
    )
    return await desk.write(work(terms))


def _key(record_id: str) -> Key | None:
    kind, colon, slug = record_id.partition(":")
    known = {one.value: one for one in RecordType}
    return (known[kind], slug) if colon and kind in known and "\x00" not in slug else None


def _no_id(path: str) -> Receipt:
    return Receipt.refusal("WRONG_VALUE", "This is not a global id.", path)


def _mutation(
    name: str, kind: Any, payload: type, work: Callable[..., Awaitable[Any]], description: str
) -> Any:
    """A mutation with one argument, whose type is derived and so known by value only."""

    async def resolve(info: strawberry.Info, given: Any) -> Any:
        return await work(info, plain(given))

    argument = strawberry.argument(name="input", description="What to write, and under which conditions.")
    resolve.__annotations__ |= {"given": Annotated[kind, argument], "return": payload}
    return strawberry.mutation(resolver=resolve, name=name, description=description)


@strawberry.type(description=ROOT)
class Mutation:
    """What can be written."""

    submit_records: SubmitRecordsPayload = _mutation(
        "submitRecords",
        SUBMIT,
        SubmitRecordsPayload,
        submit_records,
        "Write records: new ones are created, known ones take the contents sent in full, equal ones stay untouched. "
        "Sending the same again does nothing.",
    )
    merge_records: MergeRecordsPayload = _mutation(
        "mergeRecords",
        MERGE,
        MergeRecordsPayload,
        merge,
        "Make one record part of another of its type. What named it names the other one, lists of names, offices, parties, "
        "conflicts, ids and sources are united, and its id leads to the other for ever.",
    )
    delete_record: DeleteRecordPayload = _mutation(
        "deleteRecord",
        DELETE,
        DeleteRecordPayload,
        delete,
        "Withdraw a record that no other one names. Its id answers null from then on, its changes stay.",
    )
