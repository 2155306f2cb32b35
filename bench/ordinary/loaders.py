"""A DataLoader for each relation: one SELECT for all parents of a level, new for every request."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar
from strawberry.dataloader import DataLoader

import db
from bench.ordinary.reading import Reader
from db.enums import SeatRole

R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


class Loaders:
    """The loaders of one request."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.actors = self._one(db.Actor)
        self.persons = self._one(db.Person)
        self.places = self._one(db.Place)
        self.processes = self._one(db.Process)
        self.meetings = self._one(db.Meeting)
        self.delegations = self._many(
            select(db.Delegation).order_by(col(db.Delegation.position)), db.Delegation.meeting_id
        )
        self.mediators = self._many(
            select(db.Mediator).order_by(col(db.Mediator.position)), db.Mediator.meeting_id
        )
        self.outcomes = self._many(
            select(db.Outcome).order_by(col(db.Outcome.position)), db.Outcome.meeting_id
        )
        self.hostings = self._many(
            select(db.Hosting).order_by(col(db.Hosting.position)), db.Hosting.meeting_id
        )
        self.senders = self._many(
            select(db.DelegationActor).order_by(col(db.DelegationActor.position)),
            db.DelegationActor.delegation_id,
        )
        self.members = self._many(select(db.Seat).order_by(col(db.Seat.position)), db.Seat.delegation_id)
        self.heads = self._many(
            select(db.Seat).where(db.Seat.role == SeatRole.HEAD).order_by(col(db.Seat.position)),
            db.Seat.delegation_id,
        )

    def _one(self, model: type[R]) -> DataLoader[int, R | None]:
        """By primary key."""
        key: Any = model.id  # type: ignore[attr-defined]

        async def load(keys: list[int]) -> list[R | None]:
            rows = await self.reader.all(select(model).where(col(key).in_(keys)))
            found: dict[int, R] = {row.id: row for row in rows}  # type: ignore[attr-defined]
            return [found.get(one) for one in keys]

        return DataLoader(load)

    def _many(self, statement: SelectOfScalar[R], parent: Any) -> DataLoader[int, list[R]]:
        """By the foreign key that leads to the parent, in the statement's order."""

        async def load(keys: list[int]) -> list[list[R]]:
            rows = await self.reader.all(statement.where(parent.in_(keys)))
            return grouped(rows, keys, lambda row: getattr(row, parent.key))

        return DataLoader(load)


def grouped(rows: Sequence[R], keys: list[K], parent: Callable[[R], K]) -> list[list[R]]:
    """The rows of each key, in their order."""
    found: dict[K, list[R]] = defaultdict(list)
    for row in rows:
        found[parent(row)].append(row)
    return [found[key] for key in keys]
