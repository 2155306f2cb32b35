"""Processes: which conflict they deal with, their meetings and outcomes."""

from db import Conflict, Process
from engine.relation import relation
from resolvers import meeting, outcome


@relation
def conflict(process: Process, conflict: Conflict) -> bool:
    """The conflict that a process deals with."""
    return process.conflict_id == conflict.id


meetings = meeting.process.reverse
outcomes = outcome.process.reverse
