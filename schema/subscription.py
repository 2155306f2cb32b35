"""What a client may follow as it happens."""

import strawberry

import db
from engine.words import feed
from schema.change import Change


@strawberry.type(
    description="What can be followed as it happens, over Server-Sent Events or over a WebSocket (graphql-transport-ws)."
)
class Subscription:
    """What a client may follow."""

    changes: Change = feed(
        db.Change,
        "Every change, in order and each once, as soon as it is made: first those after the sequence number given, then "
        "what comes. Whoever keeps the last number can go on after it at any time, at any server of this database.",
        after="The sequence number after which to begin: 0 tells everything there ever was. Absent: only what comes "
        "from now on.",
        first="End after so many changes; absent: go on for ever.",
    )
