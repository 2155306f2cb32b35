"""What comes of a generated meeting: outcomes with their status, actors and figures."""

from random import Random

from bench.corpus.rows import MOMENT, Rows, dated, titled
from db import Outcome, OutcomeActor, OutcomeStatusChange, Quantity
from db.enums import OutcomeActorRole, OutcomeKind, OutcomeStatus, QuantityBound, QuantityCategory, RecordType

COMMON = [OutcomeKind.CEASEFIRE.value] * 6  # about a quarter of all
KINDS = [kind.value for kind in OutcomeKind] + COMMON
STATUSES = [status.value for status in OutcomeStatus]

Origin = tuple[int, str, str, int]
"""The meeting's key, slug and earliest day, and the outcome's place among its outcomes."""


def add_outcome(rows: Rows, luck: Random, origin: Origin, actors: list[int]) -> None:
    """An outcome of a meeting, proposed by one of the actors there and signed by two, when there are as many."""
    meeting, slug, start, place = origin
    key = rows.record(RecordType.OUTCOME)
    kind, status = luck.choice(KINDS), luck.choice(STATUSES)
    rows.add(
        Outcome,
        id=key,
        slug=f"{slug}-o{place}",
        meeting_id=meeting,
        position=place,
        process_id=None,
        kind=kind,
        status=status,
        **titled("title", f"{kind.replace('_', ' ').capitalize()} of {start}"),
        summary="The sides agreed on steps and dates." if luck.random() < 0.3 else None,
        **dated("date", start),
        **dated("expected", None),
        date_inherited=True,
        led_to_id=None,
        note=None,
        updated_at=MOMENT,
    )
    _change(rows, key, status, start)
    _actors(rows, key, start, actors)
    if luck.random() < 0.3:
        _quantity(rows, key, luck.randrange(1, 2_000))


def _change(rows: Rows, outcome: int, status: str, start: str) -> None:
    key = rows.record(RecordType.STATUS_CHANGE)
    own = {"id": key, "outcome_id": outcome, "position": 0, "status": status, "note": None}
    rows.add(OutcomeStatusChange, **own, **dated("date", start))


def _actors(rows: Rows, outcome: int, start: str, actors: list[int]) -> None:
    ties = [(OutcomeActorRole.PROPOSED_BY, 0, actors[0])]
    ties += [(OutcomeActorRole.SIGNATORY, place, actor) for place, actor in enumerate(actors[:2])]
    for role, position, actor in ties:
        own = {"outcome_id": outcome, "role": role.value, "actor_id": actor}
        rows.add(OutcomeActor, **own, position=position, date=start)


def _quantity(rows: Rows, outcome: int, amount: int) -> None:
    about = {"bound": QuantityBound.ABOUT.value, "category": QuantityCategory.PRISONERS.value}
    own = {"id": rows.number(Quantity), "outcome_id": outcome, "position": 0, "amount": float(amount)}
    rows.add(Quantity, **own, **about, unit="prisoners", per=None, from_id=None, to_id=None)
