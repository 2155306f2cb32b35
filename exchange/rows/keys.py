"""By what the parts of a record are known again when it is written again: ids given, else derived, else natural keys.

A delegation is `<meeting>.<actors joined by +>.<role>`, a mediator likewise, a statement `<meeting>.<who voiced it>`; repeats
get -2, -3. Offices, steps of a status and documents have no id of their own: their keys live inside the database only.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from db.enums import RecordType
from exchange.record import Delegation, Mediator, Meeting, Outcome, Person, StandAlone, Statement

Key = tuple[RecordType, str]
P = TypeVar("P", Delegation, Mediator, Statement)


def parts(record: StandAlone) -> Iterator[Key]:
    """The keys of everything citable inside a record."""
    if isinstance(record, Meeting):
        yield from ((RecordType.DELEGATION, slug) for slug, _ in delegations(record))
        yield from ((RecordType.MEDIATOR, slug) for slug, _ in mediators(record))
        yield from ((RecordType.STATEMENT, slug) for slug, _ in statements(record))
        for outcome in record.outcomes:
            yield RecordType.OUTCOME, outcome.id
            yield from _outcome(outcome)
    elif isinstance(record, Outcome):
        yield from _outcome(record)
    elif isinstance(record, Person):
        yield from ((RecordType.POSITION, key) for key in positions(record))


def _outcome(outcome: Outcome) -> Iterator[Key]:
    yield from ((RecordType.STATUS_CHANGE, key) for key in steps(outcome))
    yield from ((RecordType.DOCUMENT, key) for key in documents(outcome))


def delegations(meeting: Meeting) -> list[tuple[str, Delegation]]:
    """Each delegation with its slug."""
    return _named(meeting.delegations, [_side(meeting, one.actors, one.role) for one in meeting.delegations])


def mediators(meeting: Meeting) -> list[tuple[str, Mediator]]:
    """Each mediator with its slug."""
    wanted = [_side(meeting, [one.actor] if one.actor else [], one.role) for one in meeting.mediators]
    return _named(meeting.mediators, wanted)


def statements(meeting: Meeting) -> list[tuple[str, Statement]]:
    """Each statement with its slug."""
    wanted = [
        f"{meeting.id}.{'+'.join(one.speakers or ([one.actor] if one.actor else ['anonymous']))}".lower()
        for one in meeting.statements
    ]
    return _named(meeting.statements, wanted)


def _side(meeting: Meeting, actors: Sequence[str], role: str) -> str:
    return f"{meeting.id}.{'+'.join(actors) or 'persons'}.{role}".lower()


def _named(forms: list[P], wanted: list[str]) -> list[tuple[str, P]]:
    taken = {form.id for form in forms if form.id}
    return [(form.id or _free(slug, taken), form) for form, slug in zip(forms, wanted, strict=True)]


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or with the next free number; it is taken from now on."""
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free


def positions(person: Person) -> list[str]:
    """The key of each office."""
    return numbered((person.id, one.title, one.actor or "") for one in person.positions)


def steps(outcome: Outcome) -> list[str]:
    """The key of each step of the status; without a history the present status is the only one."""
    return numbered((outcome.id, one) for one in statuses(outcome))


def statuses(outcome: Outcome) -> list[str]:
    """The statuses in order, the present one last."""
    told = [step.status for step in outcome.status_history]
    return [*told] if told and told[-1] == outcome.status else [*told, outcome.status]


def documents(outcome: Outcome) -> list[str]:
    """The key of each document."""
    return numbered((outcome.id, one.title) for one in outcome.documents)


def numbered(keys: Iterable[tuple[str, ...]]) -> list[str]:
    """One text a key, repeats numbered in their order."""
    seen: dict[tuple[str, ...], int] = {}
    texts = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        texts.append("\n".join((*key, str(seen[key]))))
    return texts
