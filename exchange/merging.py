"""Merges one record into another: what named the one names the other, and the former id leads there for ever."""

from typing import Any, Final

from sqlmodel import Session

from db.enums import NameKind, Operation, RecordType
from exchange import history, moment
from exchange.directory import find
from exchange.once import Terms, once
from exchange.problems import Problem, Refused
from exchange.read import validate
from exchange.receipt import Fault, Line, Receipt
from exchange.record import Entry, StandAlone
from exchange.referrers import referrers
from exchange.rename import renamed
from exchange.rows.common import Key
from exchange.withdraw import present, remove
from exchange.write import Action, Author, upsert

JOINED: Final = ("names", "positions", "parties", "conflicts", "external_ids", "sources")
"""Lists that are united, those of the record that stays first. Of all else, what the record that stays says holds."""


def merge_records(session: Session, keep: Key, merge: Key, terms: Terms) -> Receipt:
    """Make the record `merge` part of the record `keep`, once."""
    return once(session, terms, lambda session: _merge(session, keep, merge, terms))


def _merge(session: Session, keep: Key, merge: Key, terms: Terms) -> Receipt:
    if keep[0] != merge[0] or keep == merge or keep[0] == RecordType.SOURCE:
        message = "Two different records of one type are merged, and not sources: those of one address are one already."
        return Receipt.refusal("NOT_MERGEABLE", message, "merge")
    kept, gone = present(session, keep, "keep"), present(session, merge, "merge")
    for found in (kept, gone):
        if isinstance(found, Receipt):
            return found
    assert not isinstance(kept, Receipt) and not isinstance(gone, Receipt)  # noqa: S101, PT018 - for the type checker
    try:
        forms = _forms(session, (keep, kept[1]), (merge, gone[1]))
    except Refused as refused:
        return Receipt(faults=tuple(Fault.of(problem, "merge") for problem in refused.problems))
    return _write(session, forms, (keep, merge, gone[0]), terms)


def _forms(session: Session, keep: tuple[Key, StandAlone], merge: tuple[Key, StandAlone]) -> list[Entry]:
    """The record that stays, with what it takes over, and everything that named the other one."""
    (kept, form), (gone, other) = keep, merge
    plain = _joined(form, other)
    whole = renamed(validate(kept[0], plain), kept[0], [gone[1]], kept[1], itself=True)
    entries = [Entry(kept[0], whole, (kept[1],))]
    others = [one for one in referrers(session, {gone}) if (one.type, one.record.id) != kept]
    entries += [
        Entry(one.type, renamed(one.record, gone[0], [gone[1]], kept[1]), (one.record.id,)) for one in others
    ]
    return entries


def _joined(form: StandAlone, other: StandAlone) -> dict[str, Any]:
    """What both say, as plain data: the lists united, the other's name as one more name."""
    told, more = form.plain(), other.plain()
    if "names" in type(form).model_fields and more["name"] != told["name"]:
        also = {"text": more["name"], "kind": NameKind.ALIAS.value}
        more["names"] = [*more.get("names", []), also]
    for field in JOINED:
        if field in more:
            mine = told.get(field, [])
            keys = [_key(field, one) for one in mine]
            told[field] = [*mine, *(one for one in more[field] if _key(field, one) not in keys)]
    return {**{field: value for field, value in more.items() if field not in JOINED}, **told}


def _key(field: str, one: Any) -> Any:
    """By what two entries of a list are the same: as `key()` of the record form, on plain data."""
    if not isinstance(one, dict):
        return one
    by = {
        "names": ("text", "language", "kind"),
        "external_ids": ("scheme", "value", "release"),
        "sources": ("source", "field", "claim", "attribution"),
    }
    return tuple(one.get(part) for part in by.get(field, tuple(one)))


def _write(
    session: Session, entries: list[Entry], who: tuple[Key, Key, history.Last], terms: Terms
) -> Receipt:
    keep, merge, last = who
    author = Author(terms.agent, terms.reason, whole=True, unchanged_since=terms.unchanged_since)
    report = upsert(session, entries, author)
    rejected = [
        one for result in report.results if result.action == Action.REJECTED for one in result.problems
    ]
    if rejected:
        return Receipt(faults=tuple(_fault(problem) for problem in rejected))
    numbers = find(session, [keep, merge])
    by = history.Signature(terms.agent, terms.reason, moment.of(session))
    remove(session, merge, numbers[merge], into=numbers[keep])
    row = history.entry(merge, numbers[merge], (last.after, None), by, Operation.MERGE)
    history.log(session, [row], by.at)
    return Receipt((Line(0, "MERGED", f"{keep[0].value}:{keep[1]}"),))


def _fault(problem: Problem) -> Fault:
    return Fault(("merge",), problem.code, f"{problem.record}: {problem.message}")
