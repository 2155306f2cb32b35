"""Rows of a statement."""

from db import Statement, StatementSpeaker
from db.enums import RecordType
from db.text import fold
from exchange import dates, record
from exchange.rows.common import Context, Rows, citable, fuzzy
from exchange.rows.delegation import Held


def statement(rows: Rows, ids: Context, held: Held, place: tuple[str, int], form: record.Statement) -> None:
    """What was said, and who said it."""
    slug, at = place
    number = ids.id(RecordType.STATEMENT, slug)
    day = (dates.parse(form.date).earliest if form.date else None) or held.start
    rows.add(
        Statement,
        id=number,
        slug=slug,
        meeting_id=held.meeting_id,
        position=at,
        actor_id=ids.maybe(RecordType.ACTOR, form.actor),
        stance=form.stance,
        summary=form.summary,
        summary_fold=fold(form.summary),
        day=day,
        updated_at=ids.moment,
        **fuzzy("date", form.date),
    )
    for order, speaker in enumerate(form.speakers):
        person_id = ids.id(RecordType.PERSON, speaker)
        rows.add(StatementSpeaker, statement_id=number, person_id=person_id, position=order, day=day)
    citable(rows, ids, number, form)
