"""Who sat at a meeting: delegations, mediators, and their people."""

from typing import Annotated, Any, Self

from pydantic import model_validator

from db.enums import Attendance, DelegationRole, MediatorRole
from exchange import limits
from exchange.record.common import Citable, Form, short
from exchange.record.fields import ActorRef, DerivedSlug, Line, Once, Passage, PersonRef, Whole, at_most


class Member(Form):
    """A person on a side. Without `attendance`: PRESENT when the meeting was held, else UNKNOWN."""

    person: PersonRef
    capacity: Line | None = None
    attendance: Attendance | None = None

    def key(self) -> str:
        return self.person


Members = Annotated[list[Member], at_most("delegation_seats"), Once]


class Delegation(Citable):
    """One side at one meeting; no actor when persons act for themselves, several when it is joint."""

    id: DerivedSlug | None = None
    actors: Annotated[list[ActorRef], at_most("delegation_actors"), Once]
    role: DelegationRole
    heads: Annotated[list[PersonRef], at_most("delegation_seats"), Once]
    members: Members
    size: Whole | None = None
    note: Passage | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        return short(short(data, "actor", "actors"), "head", "heads")

    @model_validator(mode="after")
    def _somebody_sat(self) -> Self:
        if not self.actors and not self.people():
            raise ValueError("A delegation needs an actor, or the persons who acted for themselves.")
        if len(self.people()) > limits.LISTS["delegation_seats"]:
            raise ValueError(f"A delegation has at most {limits.LISTS['delegation_seats']} seats.")
        return self

    def people(self) -> list[Member]:
        """Heads first, then the other members in their order; a head repeated there only adds what is said there."""
        told = {member.person: member for member in self.members}
        heads = [told.get(head, Member(person=head)) for head in self.heads]
        return heads + [member for member in self.members if member.person not in self.heads]


class Mediator(Citable):
    """One third party's part, in one role; `persons` is the short form of `members`."""

    id: DerivedSlug | None = None
    actor: ActorRef | None = None
    role: MediatorRole
    members: Annotated[list[Member], at_most("mediator_seats"), Once]
    appointed_by: ActorRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _persons(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "persons" not in data:
            return data
        if "members" in data:
            raise ValueError("Give either persons or members, not both.")
        rest = dict(data)
        persons = rest.pop("persons")
        told = [{"person": person} for person in persons] if isinstance(persons, list) else persons
        return {**rest, "members": told}

    @model_validator(mode="after")
    def _somebody_mediated(self) -> Self:
        if self.actor is None and not self.members:
            raise ValueError("A mediator needs an actor, or the persons who acted for themselves.")
        return self
