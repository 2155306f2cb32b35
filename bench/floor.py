"""The floor: the statement that would answer, run as it is behind bare ASGI; no GraphQL, no checks, no limits.

It knows each question by its path, and takes nothing from a request but the one value that changes between requests.
"""

import json
import os
from pathlib import Path
from typing import Any

import orjson

from db.sqlite import dbapi2

STATEMENTS = "BENCH_STATEMENTS"
"""Names the file: for each path the SQL, its values, and where a request's `slug` stands among them, if anywhere."""

ADDRESS = "BENCH_DATABASE_URL"
HEADERS = [(b"content-type", b"application/json")]
CACHE_KIB = 16_384  # as the engine's own connections have


class Floor:
    """The application of one worker."""

    def __init__(self, path: str, statements: dict[str, dict[str, Any]]) -> None:
        self.statements = {
            name: (said["sql"], said["values"], said["slot"]) for name, said in statements.items()
        }
        self.connection = dbapi2.connect(
            f"file:{path}?mode=ro", uri=True, isolation_level=None, cached_statements=500
        )
        self.connection.text_factory = bytes
        for pragma in (f"cache_size=-{CACHE_KIB}", "mmap_size=268435456", "temp_store=memory"):
            self.connection.execute(f"pragma {pragma}")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message.get("more_body", False)
        sql, values, slot = self.statements[scope["path"]]
        if slot is not None:
            values = [*values]
            values[slot] = orjson.loads(body)["variables"]["slug"]
        (text,) = self.connection.execute(sql, values).fetchone()
        answer = b'{"data":' + text + b"}"
        headers = [*HEADERS, (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


def create() -> Floor:
    """The application over the files that the environment names."""
    statements = json.loads(Path(os.environ[STATEMENTS]).read_text())
    return Floor(os.environ[ADDRESS].removeprefix("sqlite:///"), statements)
