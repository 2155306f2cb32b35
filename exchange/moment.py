"""The present moment as the tables keep it: UTC, milliseconds, always 24 characters."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session

from db import Change
from exchange.tables import table

_KEPT: Final = "moment"


def now() -> str:
    """`2026-11-23T06:25:00.000Z`."""
    return _text(datetime.now(UTC))


def of(session: Session) -> str:
    """The one moment of a transaction that writes, later than that of every other before it.

    The log is read by moments as well as by numbers, so both must grow together: also when a clock was set back, or two
    machines disagree, or a transaction takes less than a millisecond. Take the writers' lock first.
    """
    transaction = session.get_transaction()
    known, moment = session.info.get(_KEPT, (None, ""))
    if transaction is None or known is not transaction:
        moment = _after(session.connection().execute(select(func.max(table(Change).c.at))).scalar_one())
        session.info[_KEPT] = (session.get_transaction(), moment)
    return str(moment)


def _after(last: str | None) -> str:
    present = now()
    if last is None or present > last:
        return present
    return _text(datetime.fromisoformat(last) + timedelta(milliseconds=1))


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
