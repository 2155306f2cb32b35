# gql 4: pip install "gql[websockets]"
import asyncio
import os

from gql import Client, gql
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport

ENDPOINT = os.environ.get("ENDPOINT", "http://127.0.0.1:8000/graphql").replace("http", "ws", 1)
FOLLOW = "subscription Follow($after: Int) { changes(after: $after, first: 3) { sequence operation type slug after } }"


async def follow(last: int) -> list[int]:
    """What is heard after the number of the last change that you took over; without `first` it would never end."""
    heard: list[int] = []
    # init_payload={"authorization": "Bearer drg_…"} for more than a client without a key may ask
    while len(heard) < 3:
        try:
            async with Client(transport=WebsocketsTransport(url=ENDPOINT)) as session:
                question = gql(FOLLOW)
                question.variable_values = {"after": last}
                async for data in session.subscribe(question):
                    last = data["changes"]["sequence"]
                    heard.append(last)
        except (TransportError, OSError) as problem:
            print("cut off, going on after", last, problem)
            await asyncio.sleep(1)
    return heard


print("heard of changes", ", ".join(map(str, asyncio.run(follow(0)))))
