"""A process that sends batches until it is killed, and says the number of each one that was acknowledged."""

from itertools import count
from multiprocessing.connection import Connection

from sqlalchemy.orm import configure_mappers
from sqlmodel import Session

from db.enums import RecordType
from db.session import connect
from exchange import Sent, Terms, cldr, submit

PAIR = ("group", "person")
"""What the two records of a batch are called."""


def pair(number: int) -> list[Sent]:
    """A batch: a person, and the group that the person belongs to."""
    return [
        Sent(RecordType.PERSON, {"id": f"person-{number}", "name": "Ada", "actor": f"group-{number}"}),
        Sent(RecordType.ACTOR, {"id": f"group-{number}", "name": "Front", "kind": "ARMED_GROUP"}),
    ]


def main(url: str, start: int, acknowledged: "Connection[int, None]") -> None:
    """Write until the end, which comes from outside."""
    engine = connect(url)
    for number in count(start):
        with Session(engine) as session:
            receipt = submit(session, pair(number), Terms("acme", {}, key=str(number)))
        if receipt.written:
            acknowledged.send(number)


# What else the first write would make ready: a process that is forked after this begins to write at once.
configure_mappers()
cldr.names("TR")
