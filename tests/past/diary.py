"""Writes down what the database answers after each write, and asks for it again when more was written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from exchange import Receipt, Sent, Terms, delete_record, merge_records, submit
from exchange.rows.common import Key
from tests.asking import Asking, asking
from tests.exchange.made import opened
from tests.past.asking import as_of
from tests.past.questions import QUESTIONS

TERMS = Terms("acme", {}, reason="news")

Write = Callable[[Session], Receipt]


def sent(*records: Sent) -> Write:
    """Records are written."""
    return lambda session: submit(session, records, TERMS)


def merged(keep: Key, gone: Key) -> Write:
    """A record becomes part of another."""
    return lambda session: merge_records(session, keep, gone, TERMS)


def withdrawn(key: Key) -> Write:
    """A record is withdrawn."""
    return lambda session: delete_record(session, key, TERMS)


@dataclass
class Diary:
    """What was answered at which moments."""

    session: Session
    ask: Asking
    entries: list[tuple[str, list[Any]]] = field(default_factory=list)

    def write(self, write: Write) -> Receipt:
        """Write, and note every answer at the moment of the last change."""
        receipt = write(self.session)
        moment = self.ask.data("{ dataset { updatedAt } }")["dataset"]["updatedAt"]
        self.entries.append((moment, [self.ask.data(question) for question in QUESTIONS]))
        return receipt

    def agrees(self) -> None:
        """Every question about every moment is answered as it was then."""
        for moment, answers in self.entries:
            for question, answer in zip(QUESTIONS, answers, strict=True):
                assert self.ask.data(as_of(question, moment)) == answer, (moment, question)


@contextmanager
def diary(url: str) -> Iterator[Diary]:
    """An empty diary of a database."""
    with opened(url) as session, asking(url) as ask:
        yield Diary(session, ask)
