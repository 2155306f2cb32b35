"""Meetings: where they were held, what they belong to, who was there, what came of them."""

from db import Conflict, Meeting, MeetingConflict, Place, Process
from engine.relation import relation, union
from resolvers import actor, delegation, mediator, outcome, person, statement


@relation
def venue(meeting: Meeting, place: Place) -> bool:
    """Where a meeting was held."""
    return meeting.venue_id == place.id


@relation
def process(meeting: Meeting, process: Process) -> bool:
    """The process to which a meeting belongs."""
    return meeting.process_id == process.id


@relation
def conflicts_named(meeting: Meeting, conflict: Conflict, named: MeetingConflict) -> bool:
    """Conflicts that the record of a meeting names."""
    return (named.meeting_id == meeting.id) & (named.conflict_id == conflict.id)


@relation
def conflict_of_process(meeting: Meeting, conflict: Conflict, process: Process) -> bool:
    """The conflict that a meeting's process deals with."""
    return (meeting.process_id == process.id) & (process.conflict_id == conflict.id)


conflicts = union(
    "conflicts",
    "The conflicts that a meeting deals with: those named, and the one of its process.",
    conflicts_named,
    conflict_of_process,
)


@relation
def part_of(meeting: Meeting, whole: Meeting) -> bool:
    """The larger meeting of which this one was a session, or on whose sidelines it was held."""
    return meeting.part_of_id == whole.id


@relation
def follows(meeting: Meeting, earlier: Meeting) -> bool:
    """The meeting before this one in the series."""
    return meeting.follows_id == earlier.id


followed_by = follows.reverse

hosts = actor.hosted_meetings.reverse
parties = actor.party_meetings.reverse
attendees = actor.delegated_meetings.reverse
mediating_actors = actor.mediated_meetings.reverse
delegations = delegation.meeting.reverse
mediators = mediator.meeting.reverse
outcomes = outcome.meeting.reverse
statements = statement.meeting.reverse
persons = person.attended_meetings.reverse
people = person.meetings.reverse
