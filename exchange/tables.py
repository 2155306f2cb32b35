"""Few words for reading many rows by id: tables of models, and lists of ids cut into what a statement may bind."""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select, Table, func, select
from sqlmodel import Session, SQLModel

_BOUND = 500  # values a statement; every database allows more

_LOCK = 0x6472_6167  # "drag": the advisory lock that writers share

T = TypeVar("T")


def table(model: type[SQLModel]) -> Table:
    """The table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def one_writer(session: Session) -> None:
    """Let one transaction write at a time, so that the log's numbers are seen in order (SQLite has it so already)."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(_LOCK)))


def among(
    session: Session, query: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> Iterator[Any]:
    """The rows of the query whose column is one of the values."""
    for some in chunks(sorted(values)):
        yield from session.connection().execute(query.where(column.in_(some)))


def mappings(
    session: Session, query: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> Iterator[RowMapping]:
    """The same, by the names of the columns."""
    for some in chunks(sorted(values)):
        yield from session.connection().execute(query.where(column.in_(some))).mappings()


def chunks(values: list[T]) -> Iterator[list[T]]:
    """The values in lists that one statement can bind."""
    for start in range(0, len(values), _BOUND):
        yield values[start : start + _BOUND]
