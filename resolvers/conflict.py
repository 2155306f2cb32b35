"""Conflicts: whose they are, and what deals with them."""

from resolvers import actor, meeting, process

parties = actor.conflicts.reverse
processes = process.conflict.reverse
meetings = meeting.conflicts.reverse
