"""Persons: whom they represent, the offices they held, and the meetings in which they had a part."""

from db import Actor, Meeting, Person, PersonMeeting, Position
from db.enums import PersonPart
from engine.relation import kept, relation
from resolvers import part, seat, statement


@relation
def actor(person: Person, actor: Actor) -> bool:
    """The actor that a person mainly represents."""
    return person.actor_id == actor.id


@relation
def positions(person: Person, position: Position) -> bool:
    """The offices that a person held."""
    return position.person_id == person.id


@kept(part.headed)
@relation
def led_meetings(person: Person, meeting: Meeting, ready: PersonMeeting) -> bool:
    """Meetings at which a person led a delegation."""
    return (ready.person_id == person.id) & (ready.meeting_id == meeting.id) & (ready.part == PersonPart.LED)


@kept(part.sat)
@relation
def meetings(person: Person, meeting: Meeting, ready: PersonMeeting) -> bool:
    """Meetings in which a person had a part: led, seated or mediating."""
    return (
        (ready.person_id == person.id) & (ready.meeting_id == meeting.id) & (ready.part == PersonPart.SEATED)
    )


@kept(part.came)
@relation
def attended_meetings(person: Person, meeting: Meeting, ready: PersonMeeting) -> bool:
    """Meetings that were held with a person in the room."""
    return (
        (ready.person_id == person.id) & (ready.meeting_id == meeting.id) & (ready.part == PersonPart.PRESENT)
    )


seats = seat.person.reverse
statements = statement.speakers.reverse
