"""Outcomes that a file tells beside the meetings they came of, as an export does: compared with their meetings, never written."""

import json
from collections.abc import Sequence

from sqlmodel import Session

from db.enums import RecordType
from exchange.history import last_changes
from exchange.record import Entry
from exchange.write import Action, Report


def check_told(session: Session, told: Sequence[tuple[Entry, str]], report: Report) -> None:
    """Report each outcome as unchanged where its meeting says the same, else as rejected."""
    last = last_changes(session, {(RecordType.MEETING, meeting) for _, meeting in told})
    for entry, meeting in told:
        known = last.get((RecordType.MEETING, meeting))
        if known is None or known.after is None:
            message = f"There is no meeting with the id {meeting!r}."
            report.add(entry, Action.REJECTED, entry.problem("UNKNOWN_REFERENCE", message, "meeting"))
        elif entry.record.plain() in json.loads(known.after).get("outcomes", ()):
            report.add(entry, Action.UNCHANGED)
        else:
            message = f"It is told by {meeting!r}, which says otherwise: send the meeting."
            report.add(entry, Action.REJECTED, entry.problem("TOLD_BY_MEETING", message, "meeting"))
