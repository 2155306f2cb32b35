"""How long the plain lists are taken to be that no single record writes; the others are in `exchange.limits`.

The cost of a question counts with these numbers. The longest in the curated facts are 4 conflicts of an actor, 11 processes
of a conflict and 2 meetings that follow one.
"""

from typing import Final

from exchange.limits import LISTS

CONFLICTS_OF_MEETING: Final = LISTS["conflicts"] + 1
"""Those named, and the one of the process."""
CONFLICTS_OF_OUTCOME: Final = 2 * LISTS["conflicts"] + 1
"""Those named for it and for its meeting, and the one of the process."""
CONFLICTS_OF_ACTOR: Final = 60
PROCESSES_OF_CONFLICT: Final = 60
FOLLOWING_MEETINGS: Final = 60
PROCESS_MEETINGS: Final = 500
"""Meetings of one timeline; the longest curated process has 20."""
