"""Folds every stored text anew when the folding itself has changed, and makes the search anew with it."""

import hashlib
from importlib.metadata import version

from sqlalchemy import Table, bindparam, select, update
from sqlmodel import Session, SQLModel

from db import text, versions
from db.search_index import rebuild_search

_NAMES = ("name", "name_history")
_BATCH = 1_000  # rows a statement; bounds the memory


def folding_hash() -> str:
    """Changes when texts may fold otherwise than they did."""
    return hashlib.sha256(f"{text.VERSION} {version('anyascii')}".encode()).hexdigest()


def refold(session: Session) -> None:
    """Write every folded column and the whole search anew; of the past too, which is asked in texts folded as now."""
    for table in (*SQLModel.metadata.sorted_tables, *versions.sorted_tables):
        for column in table.columns:
            source = column.name.removesuffix("_fold") if column.name.endswith("_fold") else "text"
            if column.name.endswith("_fold") or (column.name == "fold" and table.name in _NAMES):
                _refold(session, table, source, column.name)
    rebuild_search(session)


def _refold(session: Session, table: Table, source: str, folded: str) -> None:
    key = list(table.primary_key)
    rows = session.connection().execute(
        select(table.c[source], table.c[folded], *key).where(table.c[source].is_not(None))
    )
    changed = [
        {"folded": fresh, **{f"key_{column.name}": value for column, value in zip(key, values, strict=True)}}
        for told, stored, *values in rows
        if (fresh := text.fold(told)) != stored
    ]
    same = [column == bindparam(f"key_{column.name}") for column in key]
    statement = update(table).where(*same).values({folded: bindparam("folded")})
    for start in range(0, len(changed), _BATCH):
        session.connection().execute(statement, changed[start : start + _BATCH])
