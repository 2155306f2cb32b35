"""Who sits at a meeting: delegations with their actors, mediators, and the seats of both."""

from collections.abc import Iterator
from random import Random

from bench.corpus.people import People
from bench.corpus.rows import MOMENT, Rows, titled
from bench.corpus.shape import Shape
from db import Delegation, DelegationActor, Mediator, Seat
from db.enums import Attendance, DelegationRole, MediatorRole, RecordType, SeatRole

SIDES = (2, 2, 2, 3, 6)  # delegations of five meetings: 3 on average
SIZES = (1, 2, 4, 9)  # seats of four delegations: 4 on average
CAPACITIES = ("Minister of Foreign Affairs", "Ambassador", "Legal adviser", "Chief of staff", None)
MEDIATING = [role.value for role in MediatorRole]
THIRD = [DelegationRole.OBSERVER.value, DelegationRole.GUARANTOR.value, DelegationRole.PARTY.value]
THERE = [Attendance.PRESENT.value] * 8 + [Attendance.INVITED.value, Attendance.UNKNOWN.value]


class Sides:
    """Adds the sides of one meeting after the other."""

    def __init__(self, rows: Rows, people: People, shape: Shape, luck: Random) -> None:
        self.rows, self.people, self.luck = rows, people, luck
        self._sides = _again_and_again(SIDES, Random(f"{shape.seed}:sides"))
        self._sizes = _again_and_again(SIZES, Random(f"{shape.seed}:sizes"))

    def add(self, meeting: int, slug: str, start: str, *, led: bool) -> list[int]:
        """Delegations and mediators; answers the actors of the delegations. `led`: the small leader heads the first."""
        actors = self.people.some_actors(self.luck, next(self._sides))
        for place, actor in enumerate(actors):
            self._delegation(meeting, f"{slug}-{place}", start, place, actor, led=led and place == 0)
        for place in range(self.luck.choice((0, 0, 1, 1, 2))):
            self._mediator(meeting, f"{slug}-m{place}", start, place)
        return actors

    def _delegation(self, meeting: int, slug: str, start: str, place: int, actor: int, *, led: bool) -> None:
        key = self.rows.record(RecordType.DELEGATION)
        role = DelegationRole.PARTY.value if place < 2 else self.luck.choice(THIRD)
        own = {"id": key, "slug": slug, "meeting_id": meeting, "position": place, "role": role}
        self.rows.add(Delegation, **own, size=None, note=None, start=start, updated_at=MOMENT)
        self.rows.add(DelegationActor, delegation_id=key, actor_id=actor, position=0, start=start)
        persons = self.people.some_persons(actor, self.luck, next(self._sizes))
        if led:
            persons[0] = self.people.small_leader
        heads = 2 if len(persons) > 2 and self.luck.random() < 0.2 else 1
        for position, person in enumerate(persons):
            side = {"delegation_id": key, "mediator_id": None}
            self._seat(meeting, f"{slug}-{position}", start, position, person, side, head=position < heads)

    def _mediator(self, meeting: int, slug: str, start: str, place: int) -> None:
        actor = self.people.actor(self.luck)
        key = self.rows.record(RecordType.MEDIATOR)
        own = {"id": key, "slug": slug, "meeting_id": meeting, "position": place, "actor_id": actor}
        role = self.luck.choice(MEDIATING)
        self.rows.add(Mediator, **own, role=role, appointed_by_id=None, start=start, updated_at=MOMENT)
        if self.luck.random() < 0.3:
            person = self.people.some_persons(actor, self.luck, 1)[0]
            side = {"delegation_id": None, "mediator_id": key}
            self._seat(meeting, f"{slug}-0", start, 0, person, side, head=False)

    def _seat(
        self,
        meeting: int,
        slug: str,
        start: str,
        position: int,
        person: int,
        side: dict[str, int | None],
        *,
        head: bool,
    ) -> None:
        self.rows.add(
            Seat,
            id=self.rows.number(Seat),
            slug=slug,
            meeting_id=meeting,
            **side,
            position=position,
            person_id=person,
            role=(SeatRole.HEAD if head else SeatRole.MEMBER).value,
            **titled("capacity", self.luck.choice(CAPACITIES)),
            attendance=self.luck.choice(THERE),
            start=start,
        )


def _again_and_again(numbers: tuple[int, ...], luck: Random) -> Iterator[int]:
    """The numbers in ever new orders: the average is exact after each round of them."""
    while True:
        yield from luck.sample(numbers, len(numbers))
