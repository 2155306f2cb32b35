"""A process that creates, changes, merges and withdraws persons through the public mutations until it is killed."""

import json
import random
import sys
import urllib.request
from itertools import count

SUBMIT = "mutation($r: [RecordInput!]!) { submitRecords(input: {records: $r}) { written } }"
MERGE = "mutation($a: ID!, $b: ID!) { mergeRecords(input: {keep: $a, merge: $b}) { written } }"
DELETE = "mutation($a: ID!) { deleteRecord(input: {id: $a}) { written } }"
PERSONS = 40


def send(address: str, key: str, query: str, **variables: object) -> None:
    """One request; whether it was written, the log says."""
    request = urllib.request.Request(
        f"http://{address}/graphql",
        json.dumps({"query": query, "variables": variables}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    urllib.request.urlopen(request, timeout=10).read()


def main(seed: str, key: str, *addresses: str) -> None:
    """Write at whichever server answers."""
    chance = random.Random(seed)
    for turn in count():
        one, other = chance.sample(range(PERSONS), 2)
        persons = [{"person": {"id": f"p-{n}", "name": f"Ada {seed} {turn}"}} for n in (one, other)]
        try:
            send(chance.choice(addresses), key, SUBMIT, r=persons)
            if turn % 3 == 0:
                send(chance.choice(addresses), key, MERGE, a=f"Person:p-{one}", b=f"Person:p-{other}")
            elif turn % 3 == 1:
                send(chance.choice(addresses), key, DELETE, a=f"Person:p-{one}")
        except OSError:
            continue  # that server is gone; the next write goes to another


if __name__ == "__main__":
    main(*sys.argv[1:])
