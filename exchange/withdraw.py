"""Withdraws a record: it answers nothing any more, and its history stays."""

import re
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from db import Record, RecordAlias, Source, SourceAlias
from db.enums import Operation, RecordType
from db.search_index import forget_search
from exchange import history, moment
from exchange.directory import find, parts_of
from exchange.once import Terms, once
from exchange.receipt import Fault, Line, Receipt, camel
from exchange.reconcile import reconcile
from exchange.record import TYPES, StandAlone
from exchange.references import names_of
from exchange.referrers import form_of, referrers
from exchange.rows.common import Key, Rows
from exchange.tables import table

STATE: Final = re.compile("[A-Z]{2}")
"""The id of a state with an ISO code: it comes with the application and stays."""


def delete_record(session: Session, key: Key, terms: Terms) -> Receipt:
    """Withdraw a record that no other one names, once."""
    return once(session, terms, lambda session: _delete(session, key, terms))


def _delete(session: Session, key: Key, terms: Terms) -> Receipt:
    found = present(session, key, "id")
    if isinstance(found, Receipt):
        return found
    last, form = found
    since = terms.unchanged_since
    if since is not None and last.number > since:
        message = f"{last.agent} changed the record later than change {since}: it was change {last.number}."
        return Receipt.refusal("CHANGED_SINCE", message, "id")
    faults = tuple(
        Fault(
            ("id",), "STILL_REFERRED", f"{one.type.value}:{one.record.id} names it in {camel(one.fields[0])}."
        )
        for one in referrers(session, names_of(key, form))
    )
    if faults:
        return Receipt(faults=faults)
    number = find(session, [key])[key]
    by = history.Signature(terms.agent, terms.reason, moment.of(session))
    remove(session, key, number)
    row = history.entry(key, number, (last.after, None), by, Operation.DELETE)
    history.log(session, [row], by.at)
    return Receipt((Line(0, "DELETED", f"{key[0].value}:{key[1]}"),))


def present(session: Session, key: Key, path: str) -> tuple[history.Last, StandAlone] | Receipt:
    """A record that stands alone and exists, as it is now; else what to say of it."""
    if key[0] not in TYPES:
        kinds = ", ".join(camel(kind.name.lower()) for kind in TYPES)
        message = f"Only records that are sent on their own can be changed by their id: {kinds}."
        return Receipt.refusal("WRONG_VALUE", message, path)
    if path != "keep" and key[0] == RecordType.ACTOR and STATE.fullmatch(key[1]):
        message = "States with an ISO code come with the application; they can be added to, not taken away."
        return Receipt.refusal("PROTECTED", message, path)
    last = history.last_changes(session, [key]).get(key)
    if last is None or last.after is None:
        return Receipt.refusal("UNKNOWN_REFERENCE", f"There is no record {key[0].value}:{key[1]}.", path)
    return last, form_of(key[0], last.after)


def remove(session: Session, key: Key, number: int, *, into: int | None = None) -> None:
    """Take a record's rows away; `into` is the number of the one that it is part of from now on."""
    connection = session.connection()
    if key[0] == RecordType.SOURCE:
        _remove_source(session, key[1], number)
        return
    alias, target = table(RecordAlias), table(Record)
    earlier = target.c.merged_into == number
    if into is None:
        connection.execute(delete(target).where(earlier))
    else:
        connection.execute(update(alias).where(alias.c.record_id == number).values(record_id=into))
        connection.execute(update(target).where(earlier).values(merged_into=into))
    numbers = {number, *parts_of(session, {key: number}).values()}
    forget_search(session, numbers)
    reconcile(session, Rows(), numbers, numbers)
    if into is not None:
        connection.execute(insert(target).values(id=number, type=key[0], merged_into=into))
        connection.execute(insert(alias).values(type=key[0], slug=key[1], record_id=into))
    session.expire_all()


def _remove_source(session: Session, slug: str, number: int) -> None:
    """Take an id of a source away; others who gave the same address another id keep the source under theirs."""
    connection, source, alias = session.connection(), table(Source), table(SourceAlias)
    others = select(alias.c.slug).where(alias.c.source_id == number).order_by(alias.c.slug)
    aliases = list(connection.execute(others).scalars())
    if slug not in aliases and aliases:
        connection.execute(delete(alias).where(alias.c.slug == aliases[0]))
        connection.execute(update(source).where(source.c.id == number).values(slug=aliases[0]))
    elif aliases:
        connection.execute(delete(alias).where(alias.c.slug == slug))
    else:
        connection.execute(delete(source).where(source.c.id == number))
