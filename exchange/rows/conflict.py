"""Rows of a conflict and of a process."""

from db import Conflict, ConflictParty, Process
from db.enums import RecordType
from db.text import fold
from exchange import record
from exchange.rows.common import Context, Rows, citable, fuzzy


def conflict(rows: Rows, ids: Context, form: record.Conflict) -> None:
    """The conflict and its parties."""
    number = ids.id(RecordType.CONFLICT, form.id)
    rows.add(
        Conflict,
        id=number,
        slug=form.id,
        name=form.name,
        name_fold=fold(form.name),
        updated_at=ids.moment,
        **fuzzy("since", form.started),
        **fuzzy("until", form.ended),
    )
    for at, party in enumerate(form.parties):
        rows.add(ConflictParty, conflict_id=number, actor_id=ids.id(RecordType.ACTOR, party), position=at)
    citable(rows, ids, number, form)


def process(rows: Rows, ids: Context, form: record.Process) -> None:
    """The process."""
    number = ids.id(RecordType.PROCESS, form.id)
    rows.add(
        Process,
        id=number,
        slug=form.id,
        name=form.name,
        name_fold=fold(form.name),
        summary=form.summary,
        conflict_id=ids.maybe(RecordType.CONFLICT, form.conflict),
        updated_at=ids.moment,
    )
    citable(rows, ids, number, form)
