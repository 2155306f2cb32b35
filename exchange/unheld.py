"""Withdraws what the curated files hold no more, unless somebody else changed it since or still names it."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from sqlalchemy import func, select, tuple_
from sqlmodel import Session

from db import Change
from db.enums import Operation
from exchange import history, moment
from exchange.directory import find
from exchange.record import Entry, StandAlone
from exchange.references import names_of, references
from exchange.referrers import form_of, referrers
from exchange.rows.common import Key
from exchange.tables import table
from exchange.withdraw import remove
from exchange.write import Action, Report

REASON = "No curated file holds it any more."


@dataclass(slots=True)
class Unheld:
    """Records that the loader wrote, and that its files do not hold now: what to do with them."""

    mine: dict[Key, history.Last] = field(default_factory=dict)
    theirs: dict[Key, history.Last] = field(default_factory=dict)
    """Those that somebody else changed last."""
    named: dict[Key, str] = field(default_factory=dict)
    """Those of mine that stay, with what names them."""
    withdrawn: list[Entry] = field(default_factory=list)

    def withdraw(self, session: Session) -> None:
        """Withdraw those that nobody names: before records are written that may take over ids, and after they freed others."""
        self.named = {}
        forms = {key: form_of(key[0], one.after) for key, one in self.mine.items() if one.after}
        free = _free(session, forms, self.named)
        at, log = moment.of(session), []
        for key in _namers_first(free):
            [number] = find(session, [key]).values()
            remove(session, key, number)
            last = self.mine.pop(key)
            self.withdrawn.append(_entry(key, last))
            by = history.Signature(last.agent, REASON, at)
            log.append(history.entry(key, number, (last.after, None), by, Operation.DELETE))
        history.log(session, log, at)

    def tell(self, report: Report) -> None:
        """Add those withdrawn, and those that are still there and why."""
        for entry in self.withdrawn:
            report.add(entry, Action.WITHDRAWN)
        for key, last in self.mine.items():
            why = self.named.get(key, "it and others name each other in a circle")
            _keep(report, _entry(key, last), "STILL_REFERRED", why)
        for key, last in self.theirs.items():
            _keep(report, _entry(key, last), "CHANGED_ELSEWHERE", f"{last.agent} changed it last")


def _keep(report: Report, entry: Entry, code: str, why: str) -> None:
    problem = entry.problem(code, f"No curated file holds it any more, but {why}; it is kept.")
    report.add(entry, Action.CONFLICT, problem)


def unheld(session: Session, prefix: str, held: Collection[Key]) -> Unheld:
    """The records there are that an agent with this prefix once wrote, without those held now."""
    change = table(Change)
    record = (change.c.type, change.c.slug)
    newest = select(func.max(change.c.id)).group_by(*record)
    written = select(*record).where(change.c.agent.startswith(prefix, autoescape=True))
    query = select(*record, change.c.id, change.c.agent, change.c.after).where(
        change.c.id.in_(newest), change.c.after.is_not(None), tuple_(*record).in_(written)
    )
    found = Unheld()
    for kind, slug, *told in session.connection().execute(query):
        if (kind, slug) not in held:
            last = history.Last(*told)
            (found.mine if last.agent.startswith(prefix) else found.theirs)[kind, slug] = last
    return found


def _free(session: Session, forms: dict[Key, StandAlone], named: dict[Key, str]) -> dict[Key, StandAlone]:
    """Those that no record outside of them names; `named` gets the others. What one that stays names stays as well."""
    while True:
        free = {key: form for key, form in forms.items() if key not in named}
        owner = _owners(free)
        found = {
            owner[one.to, one.slug]: f"{referrer.type.value}:{referrer.record.id} names it"
            for referrer in referrers(session, owner)
            for one in references(referrer.record)
            if (one.to, one.slug) in owner
        }
        if not found:
            return free
        named.update(found)


def _owners(forms: dict[Key, StandAlone]) -> dict[Key, Key]:
    """The record to which each id leads by which one of these may be named."""
    return {name: key for key, form in forms.items() for name in names_of(key, form)}


def _namers_first(forms: dict[Key, StandAlone]) -> Iterator[Key]:
    """In an order in which nothing that goes is named by what is still there; those in a circle are left out."""
    owner = _owners(forms)
    order: TopologicalSorter[Key] = TopologicalSorter(dict.fromkeys(forms, ()))
    for key, form in forms.items():
        for one in references(form):
            named = owner.get((one.to, one.slug), key)
            if named != key:
                order.add(named, key)
    with suppress(CycleError):
        order.prepare()
    while ready := order.get_ready():
        yield from ready
        order.done(*ready)


def _entry(key: Key, last: history.Last) -> Entry:
    """As if it had been read from the files that held it last."""
    return Entry(key[0], form_of(key[0], last.after or ""), (last.agent.rpartition(":")[2],))
