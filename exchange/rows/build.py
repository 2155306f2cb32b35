"""Chooses the builder of each record type."""

from collections.abc import Iterable

from exchange import record
from exchange.rows.actor import actor
from exchange.rows.common import Context, Rows
from exchange.rows.conflict import conflict, process
from exchange.rows.meeting import meeting
from exchange.rows.outcome import outcome
from exchange.rows.person import person


def build(forms: Iterable[record.StandAlone], ids: Context) -> Rows:
    """The rows that these records mean; sources are written apart, since many records share one."""
    rows = Rows()
    for form in forms:
        match form:
            case record.Actor():
                actor(rows, ids, form)
            case record.Person():
                person(rows, ids, form)
            case record.Conflict():
                conflict(rows, ids, form)
            case record.Process():
                process(rows, ids, form)
            case record.Meeting():
                meeting(rows, ids, form)
            case record.Outcome():
                outcome(rows, ids, form)
    return rows
