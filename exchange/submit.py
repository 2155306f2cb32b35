"""Takes a batch of records: all of them are written, or none is and every mistake is told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from db.enums import RecordType
from exchange.directory import NOUNS, find
from exchange.once import Terms, once
from exchange.problems import Problem, Refused
from exchange.read import validate
from exchange.receipt import Fault, Line, Receipt, camel
from exchange.record import Entry
from exchange.tables import among, table
from exchange.write import Action, Author, upsert

LARGEST_BATCH: Final = 500
"""Records of one submission: a transaction of about a second, in which nobody else writes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A record as it was sent: its type and its fields, not yet checked."""

    type: RecordType
    fields: Mapping[str, Any]


def submit(session: Session, records: Sequence[Sent], terms: Terms) -> Receipt:
    """Write a batch in one transaction, once."""
    if len(records) > LARGEST_BATCH:
        message = f"At most {LARGEST_BATCH} records are taken at once, not {len(records)}."
        return Receipt.refusal("BATCH_TOO_LARGE", message, "records")
    entries, wrong = _read(records, terms.agent)
    if wrong:
        return Receipt(_with_the_others(records, wrong))
    return once(session, terms, lambda session: _write(session, entries, records, terms))


def _read(records: Sequence[Sent], scope: str) -> tuple[list[Entry], dict[int, list[Problem]]]:
    """The valid records, each filed under its index, and what is wrong with the others."""
    entries: list[Entry] = []
    wrong: dict[int, list[Problem]] = {}
    for index, sent in enumerate(records):
        try:
            form = validate(sent.type, sent.fields, scope)
        except Refused as refused:
            wrong[index] = list(refused.problems)
        else:
            entries.append(Entry(sent.type, form, (str(index),)))
    times = Counter((entry.type, entry.slug) for entry in entries)
    for entry in entries:
        if times[entry.type, entry.slug] > 1:
            message = f"The id {entry.slug!r} is given more than once."
            wrong.setdefault(int(entry.files[0]), []).append(entry.problem("DUPLICATE_ID", message, "id"))
    return entries, wrong


def _write(session: Session, entries: list[Entry], records: Sequence[Sent], terms: Terms) -> Receipt:
    author = Author(terms.agent, terms.reason, whole=True, unchanged_since=terms.unchanged_since)
    report = upsert(session, entries, author)
    said: dict[int, list[Problem]] = {}
    for problem in report.problems:
        said.setdefault(int(problem.file), []).append(problem)
    wrong = {
        at: said[at]
        for result in report.results
        if result.action == Action.REJECTED and (at := int(result.entry.files[0])) in said
    }
    if wrong:
        return Receipt(_with_the_others(records, wrong))
    ids = global_ids(session, {(entry.type, entry.slug) for entry in entries})
    lines = {}
    for result in report.results:
        index, entry = int(result.entry.files[0]), result.entry
        faults = _faults(index, entry.type, said.get(index, ()))
        lines[index] = Line(index, result.action.name, ids.get((entry.type, entry.slug)), faults)
    return Receipt(tuple(lines[index] for index in sorted(lines)))


def _with_the_others(records: Sequence[Sent], wrong: dict[int, list[Problem]]) -> tuple[Line, ...]:
    """Every record is rejected; those with nothing wrong say that it was because of others."""
    message = "Nothing of the batch was written, since another record was rejected."
    innocent = [Problem("NOT_WRITTEN", message)]
    return tuple(
        Line(index, "REJECTED", None, _faults(index, sent.type, wrong.get(index, innocent)))
        for index, sent in enumerate(records)
    )


def _faults(index: int, kind: RecordType, problems: Sequence[Problem]) -> tuple[Fault, ...]:
    return tuple(Fault.of(one, "records", str(index), camel(kind.name.lower())) for one in problems)


def global_ids(session: Session, keys: set[tuple[RecordType, str]]) -> dict[tuple[RecordType, str], str]:
    """The global ids of records by the ids they were sent under: those of a source may differ."""
    numbers = find(session, keys)
    found: dict[tuple[RecordType, str], str] = {}
    for kind, noun in NOUNS.items():
        mine = {key: number for key, number in numbers.items() if key[0] == kind}
        target = table(noun)
        rows = among(session, select(target.c.id, target.c.slug), target.c.id, set(mine.values()))
        slugs = {row.id: row.slug for row in rows}
        found |= {key: f"{kind.value}:{slugs[number]}" for key, number in mine.items()}
    return found
