"""Statements: about which meeting, by whom."""

from db import Actor, Meeting, Person, Statement, StatementSpeaker
from engine.relation import relation


@relation
def meeting(statement: Statement, meeting: Meeting) -> bool:
    """The meeting that a statement judges."""
    return statement.meeting_id == meeting.id


@relation
def actor(statement: Statement, actor: Actor) -> bool:
    """For whom a statement was made."""
    return statement.actor_id == actor.id


@relation
def speakers(statement: Statement, person: Person, voiced: StatementSpeaker) -> bool:
    """The persons who voiced a statement."""
    return (voiced.statement_id == statement.id) & (voiced.person_id == person.id)
