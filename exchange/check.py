"""Checks that need more than one record: ids used twice, references that lead nowhere, meetings that follow each other in circles."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from db.enums import RecordType
from exchange.problems import Problem
from exchange.record.bundle import Entry
from exchange.record.meeting import Meeting
from exchange.record.outcome import Outcome
from exchange.references import references

Known = Callable[[RecordType, str], bool]


def outcomes(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Outcome, str]]:
    """Every outcome, nested or alone, with the field it stands in."""
    for entry in entries:
        if isinstance(entry.record, Meeting):
            for at, outcome in enumerate(entry.record.outcomes):
                yield entry, outcome, f"outcomes.{at}"
        elif isinstance(entry.record, Outcome):
            yield entry, entry.record, ""


def defined(entries: Iterable[Entry]) -> set[tuple[RecordType, str]]:
    """The ids that these records define."""
    entries = list(entries)
    ids = {(entry.type, entry.slug) for entry in entries}
    return ids | {(RecordType.OUTCOME, outcome.id) for _, outcome, _ in outcomes(entries)}


def check(entries: list[Entry], known: Known) -> list[Problem]:
    """Everything wrong between these records; `known` tells what exists beside them."""
    return [*_outcomes(entries), *_nested_ids(entries), *_dangling(entries, known), *_circles(entries)]


def _outcomes(entries: list[Entry]) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for entry, outcome, where in outcomes(entries):
        if outcome.id in seen:
            message = f"The id {outcome.id!r} is taken by an outcome of {seen[outcome.id].slug}."
            yield entry.problem("DUPLICATE_ID", message, f"{where}.id".lstrip("."))
        seen[outcome.id] = entry
        if not where:
            for missing in outcome.needs():
                field, _, message = missing.partition(": ")
                yield entry.problem("MISSING_FIELD", f"{message[0].upper()}{message[1:]}.", field)


def _nested_ids(entries: list[Entry]) -> Iterator[Problem]:
    """Ids given to delegations, mediators and statements belong to one of them."""
    for kind in ("delegations", "mediators", "statements"):
        owners = [
            (part.id, entry)
            for entry in entries
            if isinstance(entry.record, Meeting)
            for part in getattr(entry.record, kind)
            if part.id
        ]
        repeated = {slug for slug, times in Counter(slug for slug, _ in owners).items() if times > 1}
        for slug, entry in owners:
            if slug in repeated:
                yield entry.problem("DUPLICATE_ID", f"The id {slug!r} is given more than once.", kind)


def _dangling(entries: list[Entry], known: Known) -> Iterator[Problem]:
    here = defined(entries)
    for entry in entries:
        for field, to, slug in references(entry.record):
            if (to, slug) not in here and not known(to, slug):
                message = f"There is no {str(to).lower()} with the id {slug!r}."
                yield entry.problem("UNKNOWN_REFERENCE", message, field)


def _circles(entries: list[Entry]) -> Iterator[Problem]:
    meetings = {entry.slug: entry for entry in entries if isinstance(entry.record, Meeting)}
    for field in ("follows", "part_of"):
        onward = {slug: getattr(entry.record, field) for slug, entry in meetings.items()}
        for slug in in_circle(onward):
            message = f"Following {field} from here leads back here."
            yield meetings[slug].problem("CYCLE", message, field)


def in_circle(onward: dict[str, str | None]) -> Iterator[str]:
    """The ids from which the chain comes back to the start."""
    cleared: set[str] = set()
    for start in onward:
        chain: list[str] = []
        step: str | None = start
        while step is not None and step in onward and step not in cleared and step not in chain:
            chain.append(step)
            step = onward[step]
        if step in chain:
            yield from chain[chain.index(step) :]
        cleared.update(chain)
