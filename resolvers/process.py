"""Processes: which conflict they deal with, their meetings and outcomes."""

from db import Conflict, Meeting, Process
from db.enums import MeetingStatus
from engine.relation import relation
from resolvers import meeting as meetings_of
from resolvers import outcome


@relation
def conflict(process: Process, conflict: Conflict) -> bool:
    """The conflict that a process deals with."""
    return process.conflict_id == conflict.id


@relation
def held_meetings(process: Process, meeting: Meeting) -> bool:
    """The meetings of a process that took place."""
    return (meeting.process_id == process.id) & (meeting.status == MeetingStatus.HELD)


meetings = meetings_of.process.reverse
outcomes = outcome.process.reverse
