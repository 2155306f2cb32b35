"""Folds every stored text anew when the folding itself has changed, and makes the search anew with it."""

import hashlib
from importlib.metadata import version

from sqlalchemy import Table, bindparam, select, update
from sqlmodel import Session, SQLModel

from db import text
from db.search_index import rebuild_search

_BATCH = 1_000  # rows a statement; bounds the memory


def folding_hash() -> str:
    """Changes when texts may fold otherwise than they did."""
    return hashlib.sha256(f"{text.VERSION} {version('anyascii')}".encode()).hexdigest()


def refold(session: Session) -> None:
    """Write every folded column and the whole search anew."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            source = column.name.removesuffix("_fold") if column.name.endswith("_fold") else "text"
            if column.name.endswith("_fold") or (table.name, column.name) == ("name", "fold"):
                _refold(session, table, source, column.name)
    rebuild_search(session)


def _refold(session: Session, table: Table, source: str, folded: str) -> None:
    rows = session.connection().execute(
        select(table.c.id, table.c[source], table.c[folded]).where(table.c[source].is_not(None))
    )
    changed = [
        {"number": number, "folded": fresh}
        for number, told, stored in rows
        if (fresh := text.fold(told)) != stored
    ]
    statement = update(table).where(table.c.id == bindparam("number")).values({folded: bindparam("folded")})
    for start in range(0, len(changed), _BATCH):
        session.connection().execute(statement, changed[start : start + _BATCH])
