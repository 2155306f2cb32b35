"""A process that sends batches until it is killed, and says the number of each one that was acknowledged."""

import sys
from itertools import count

from sqlmodel import Session

from db.enums import RecordType
from db.session import connect
from exchange import Sent, Terms, submit

PAIR = ("group", "person")
"""What the two records of a batch are called."""


def pair(number: int) -> list[Sent]:
    """A batch: a person, and the group that the person belongs to."""
    return [
        Sent(RecordType.PERSON, {"id": f"person-{number}", "name": "Ada", "actor": f"group-{number}"}),
        Sent(RecordType.ACTOR, {"id": f"group-{number}", "name": "Front", "kind": "ARMED_GROUP"}),
    ]


def say(word: object) -> None:
    """One line, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(url: str, start: int) -> None:
    """Write until the end, which comes from outside."""
    engine = connect(url)
    for number in count(start):
        with Session(engine) as session:
            receipt = submit(session, pair(number), Terms("acme", {}, key=str(number)))
        if receipt.written:
            say(number)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
