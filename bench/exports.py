"""`python -m bench.exports`: how fast files of a large record stream out, and what the server's process takes meanwhile.

The generated record has no log, from which records are exported: it is written here, in a copy, with the meetings as they stand in the tables.
"""

import http.client
import os
import shutil
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench import store
from bench.corpus import Shape
from bench.servers import OWN_DATABASE, UVICORN, Kind, Server, running
from db.sqlite import dbapi2

FILES = (
    ("meetings.jsonl", "meeting"),
    ("meetings.csv", "meeting"),
    ("seats.csv", "seat"),
    ("seats.parquet", "seat"),
)
"""Files, and the tables whose rows are counted."""
LOOK_SECONDS = 0.05
SERVER = Kind(
    "exports",
    "this server",
    (*UVICORN, "server.app:create", "--lifespan", "on"),
    "sqlite",
    environment=OWN_DATABASE,
)

LOG = """
INSERT INTO change (at, record_id, type, slug, operation, agent, after)
SELECT m.updated_at, m.id, 'Meeting', m.slug, 'CREATE', 'bench', json_object(
  'id', m.slug, 'title', m.title, 'kind', m.kind, 'status', m.status, 'start', m.start_edtf,
  'hosts', (SELECT json_group_array(a.slug) FROM hosting h JOIN actor a ON a.id = h.actor_id WHERE h.meeting_id = m.id),
  'delegations', (SELECT json_group_array(json_object('id', d.slug, 'role', d.role,
      'actors', (SELECT json_group_array(a.slug) FROM delegation_actor l JOIN actor a ON a.id = l.actor_id WHERE l.delegation_id = d.id),
      'members', (SELECT json_group_array(json_object('person', p.slug, 'capacity', s.capacity, 'attendance', s.attendance))
        FROM seat s JOIN person p ON p.id = s.person_id WHERE s.delegation_id = d.id)))
    FROM delegation d WHERE d.meeting_id = m.id),
  'outcomes', (SELECT json_group_array(json_object('id', o.slug, 'kind', o.kind, 'status', o.status, 'title', o.title, 'summary', o.summary))
    FROM outcome o WHERE o.meeting_id = m.id))
FROM meeting m
"""


def with_log(url: str) -> str:
    """The address of a copy that has the meetings in its log."""
    made = Path(url.removeprefix("sqlite:///"))
    path = made.with_suffix(".log.db")
    if not path.exists():
        draft = path.with_suffix(".draft")
        shutil.copyfile(made, draft)
        connection = dbapi2.connect(str(draft))
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(LOG)
        connection.commit()
        connection.close()
        draft.rename(path)
    return f"sqlite:///{path}"


def download(server: Server, name: str) -> int:
    """Reads a file to its end, and gives its bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"/export/{name}")
    answer = connection.getresponse()
    size = 0
    while part := answer.read(2**18):
        size += len(part)
    connection.close()
    return size


def counted(url: str, table: str) -> int:
    """How many rows a table has."""
    connection = dbapi2.connect(url.removeprefix("sqlite:///"))
    rows = int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    connection.close()
    return rows


def highest(server: Server, work: Callable[[], int]) -> tuple[int, float]:
    """What work gives, and the most memory of its own that the server had meanwhile, in MiB."""
    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_SECONDS):
            seen.append(server.family.anonymous_mib())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        return work(), max(seen, default=0.0)
    finally:
        over.set()
        looking.join()


def main(given: Sequence[str]) -> None:
    """Prints a row of the table for each file."""
    parser = ArgumentParser(
        "python -m bench.exports", description="Rows per second of exports, and their memory."
    )
    parser.add_argument("--meetings", type=int, default=20_000, help="meetings in the record")
    asked = parser.parse_args(given)
    store.FOLDER.mkdir(parents=True, exist_ok=True)
    url = with_log(store.sqlite(Shape(asked.meetings)))
    with running(
        SERVER, url, asked.meetings, os.sched_getaffinity(0), store.FOLDER / "exports.log"
    ) as server:
        idle = server.family.anonymous_mib()
        for name, table in FILES:
            started = time.perf_counter()
            size, peak = highest(server, partial(download, server, name))
            seconds, rows = time.perf_counter() - started, counted(url, table)
            speeds = (f"{rows:,}", f"{size / 1e6:,.0f}", f"{seconds:,.1f}", f"{rows / seconds:,.0f}")
            print(f"| {' | '.join([name, *speeds, f'{idle:.0f}', f'{peak:.0f}'])} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
