"""Files over HTTP: their headers, what is refused and how, and what becomes of a download that is broken off."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx
import pytest
from sqlalchemy import text

import schema
from db.enums import RecordType
from exchange import Sent, Terms, submit
from server.app import build
from server.coding import zstd
from server.settings import Settings
from tests.exchange.made import opened
from tests.exchange.test_export_writers import fill
from tests.server.partner import partner
from tests.server.test_leaving import served


@asynccontextmanager
async def client(url: str, **chosen: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The application over a database, asked in process; nothing is decompressed that was not asked for."""
    settings = Settings.model_validate({"database_url": url, **chosen})
    engine = schema.build_engine(url, limits=settings.limits)
    transport = httpx.ASGITransport(build(engine, settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http:
        http.headers.pop("accept-encoding")
        yield http


async def test_a_file_says_what_it_is(curated_url: str) -> None:
    async with client(curated_url) as http:
        answer = await http.get("/export/meetings.jsonl", headers={"origin": "https://example.org"})
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 271
    head = answer.headers
    assert head["content-type"] == "application/jsonl; charset=utf-8"
    assert head["content-disposition"] == 'attachment; filename="meetings.jsonl"'
    assert head["link"] == '</export/datapackage.json>; rel="describedby"; type="application/json"'
    assert head["dragoman-version"].endswith(".2271")
    assert head["access-control-allow-origin"] == "*"
    assert {"etag", "x-request-id", "ratelimit", "cache-control"} <= head.keys()


async def test_a_file_is_compressed_as_the_client_wants(curated_url: str) -> None:
    async with client(curated_url) as http:
        plain = (await http.get("/export/seats.csv")).content
        for coding, open_ in (("gzip", gzip.decompress), ("zstd", zstd.decompress)):
            request = http.build_request("GET", "/export/seats.csv", headers={"accept-encoding": coding})
            answer = await http.send(request, stream=True)
            raw = b"".join([part async for part in answer.aiter_raw()])
            assert (answer.headers["content-encoding"], open_(raw)) == (coding, plain)
            assert len(raw) < len(plain) / 3


async def test_the_head_is_that_of_the_file(curated_url: str) -> None:
    async with client(curated_url) as http:
        whole, head = [await http.request(how, "/export/persons.csv") for how in ("GET", "HEAD")]
        wrong = await http.head("/export/persons.csv", params={"where": "[]"})
    skipped = {"x-request-id", "ratelimit"}
    assert head.content == b""
    assert wrong.status_code == 400
    assert {k: v for k, v in head.headers.items() if k not in skipped} == {
        k: v for k, v in whole.headers.items() if k not in skipped
    }


async def test_who_has_this_state_of_the_data_is_told_so(curated_url: str) -> None:
    async with client(curated_url) as http:
        etag = (await http.get("/export/places.csv")).headers["etag"]
        same = await http.get("/export/places.csv", headers={"if-none-match": etag})
        other = await http.get("/export/places.csv", headers={"if-none-match": '"x"'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    assert other.status_code == 200


async def test_a_download_goes_on_only_while_the_data_is_the_same(database_url: str) -> None:
    def write(number: int) -> None:
        sent = Sent(RecordType.PERSON, {"id": f"p-{number}", "name": "P"})
        with opened(database_url) as session:
            assert not submit(session, [sent], Terms("acme", {})).refused

    async with partner(database_url) as acme:
        for number in range(3):
            write(number)
        first = await acme.client.get("/export/persons.csv")
        known = {"if-match": first.headers["etag"]}
        rest = await acme.client.get("/export/persons.csv", params={"after": "p-1"}, headers=known)
        assert rest.text.splitlines()[1:] == first.text.splitlines()[3:]
        write(3)
        late = await acme.client.get("/export/persons.csv", params={"after": "p-1"}, headers=known)
        assert late.status_code == 412
        assert late.json()["errors"][0]["extensions"]["code"] == "DATA_CHANGED"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("nothing.csv", 404, "NOT_FOUND"),
        ("meetings", 404, "NOT_FOUND"),
        ("meetings.xlsx", 404, "NOT_FOUND"),
        ("seats.jsonl", 404, "NOT_FOUND"),
        ("meetings.csv?colour=red", 400, "BAD_REQUEST"),
        ("meetings.csv?where=%7B", 400, "BAD_REQUEST"),
        ("meetings.csv?where=%7B%7D&where=%7B%7D", 400, "BAD_REQUEST"),
        ("meetings.csv?where=" + "%5B" * 60 + "%5D" * 60, 400, "BAD_REQUEST"),
        ("meetings.csv?where=%ff", 400, "BAD_REQUEST"),
        ("meetings.csv?where=%7B%22kind%22%3A%7B%22eq%22%3A%22PICNIC%22%7D%7D", 400, "BAD_USER_INPUT"),
        ("meetings.jsonl?after=nowhere", 400, "BAD_CURSOR"),
        ("meetings.csv?after=" + "a" * 3_000, 413, "PAYLOAD_TOO_LARGE"),
    ],
)
async def test_what_cannot_be_is_told_before_anything_is_sent(
    curated_url: str, path: str, status: int, code: str
) -> None:
    async with client(curated_url, max_body_bytes=2_000) as http:
        http.headers["accept-encoding"] = "gzip"
        answer = await http.get(f"/export/{path}")
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)


async def test_a_file_is_not_written_to(curated_url: str) -> None:
    async with client(curated_url) as http:
        refused = await http.post("/export/meetings.csv")
        page = await http.options("/export/meetings.csv", headers={"origin": "https://example.org"})
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert page.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


async def test_only_so_many_exports_are_written_at_once(sqlite_url: str) -> None:
    async with partner(sqlite_url, exports=0) as acme:
        refused = await acme.client.get("/export/meetings.csv")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_an_unknown_key_is_refused_and_rows_cost_points(curated_url: str) -> None:
    async with client(curated_url, rate_points=1_000) as http:
        unknown = await http.get("/export/names.csv", headers={"authorization": "Bearer drg_x"})
        names = await http.get("/export/names.csv")
        after = await http.head("/export/places.csv")
    assert unknown.status_code == 401
    left = int(after.headers["ratelimit"].split("r=")[1].split(";")[0])
    assert len(names.text.splitlines()) > 59_000
    assert 930 < left < 990


async def start(port: int, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Asks over a socket that takes little at a time, and reads the first line only."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        taken.setblocking(False)
        await asyncio.get_running_loop().sock_connect(taken, ("127.0.0.1", port))
        reader, writer = await asyncio.open_connection(sock=taken.dup(), limit=4_096)
    writer.write(f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
    await writer.drain()
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    return reader, writer


async def test_who_reads_slowly_is_waited_for_and_who_leaves_ends_the_export(curated_url: str) -> None:
    async with served(curated_url, exports=1) as (_, port):
        _, writer = await start(port, "/export/names.csv")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            busy = await http.get("/export/places.csv")
            writer.close()
            free = busy
            with anyio.fail_after(20):
                while free.status_code == 503:
                    free = await http.get("/export/places.csv")
    assert (busy.status_code, free.status_code) == (503, 200)


async def test_what_fails_on_the_way_is_broken_off_where_the_client_sees_it(sqlite_url: str) -> None:
    fill(sqlite_url, 2_000)
    with opened(sqlite_url) as session:
        session.connection().execute(text("delete from change where slug = 'p-1900'"))
        session.commit()
    async with served(sqlite_url) as (_, port), httpx.AsyncClient() as http:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
            await http.get(f"http://127.0.0.1:{port}/export/persons.jsonl")
        assert (await http.get(f"http://127.0.0.1:{port}/export/persons.csv")).status_code == 200


async def test_what_takes_too_long_is_stopped(curated_url: str) -> None:
    async with client(curated_url, export_seconds=1e-6) as http:
        late = await http.get("/export/meetings.jsonl")
    assert (late.status_code, late.json()["errors"][0]["extensions"]["code"]) == (503, "TIMEOUT")
