"""Writes once, however often a request is sent: the answer is kept under the sender's key in the transaction of the write."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from sqlmodel import Session

from db import Submission
from exchange import history, moment
from exchange.receipt import Receipt
from exchange.tables import one_writer, table

KEPT_DAYS: Final = 30
"""How long an answer is kept. Who repeats a request does so within minutes; a month covers a long holiday."""
KEY_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """Who sends something, why, and under which conditions. `body` is all that was sent, to know a repetition by."""

    agent: str
    body: Mapping[str, Any]
    reason: str | None = None
    dry_run: bool = False
    key: str | None = None
    unchanged_since: int | None = None


def once(session: Session, terms: Terms, work: Callable[[Session], Receipt]) -> Receipt:
    """Do the work and commit, or do nothing: when something is wrong, when it is a trial, when it was done before."""
    if terms.key is not None and (not 0 < len(terms.key) <= KEY_LENGTH or "\x00" in terms.key):
        message = f"An idempotency key has 1 to {KEY_LENGTH} characters, and no NUL."
        return Receipt.refusal("WRONG_VALUE", message, "idempotencyKey")
    try:
        return _once(session, terms, work)
    except BaseException:
        session.rollback()
        raise


def _once(session: Session, terms: Terms, work: Callable[[Session], Receipt]) -> Receipt:
    one_writer(session)
    if terms.key is not None and (kept := session.get(Submission, (terms.agent, terms.key))):
        found = Receipt.read(kept.answer) if kept.digest == _digest(terms) else _reused()
        session.rollback()
        return found
    receipt = work(session)
    if receipt.refused or terms.dry_run:
        session.rollback()
        return receipt.at(history.last_change(session), written=False)
    receipt = receipt.at(history.last_change(session), written=True)
    if terms.key is not None:
        _keep(session, terms, receipt)
    session.commit()
    return receipt


def _reused() -> Receipt:
    message = "Another request was sent under this idempotency key; a new request needs a new key."
    return Receipt.refusal("IDEMPOTENCY_KEY_REUSED", message, "idempotencyKey")


def _digest(terms: Terms) -> str:
    text = json.dumps(terms.body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(session: Session, terms: Terms, receipt: Receipt) -> None:
    old = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%S")
    session.connection().execute(delete(table(Submission)).where(table(Submission).c.at < old))
    session.add(
        Submission(
            agent=terms.agent,
            key=terms.key or "",
            digest=_digest(terms),
            answer=receipt.text(),
            at=moment.now(),
        )
    )
