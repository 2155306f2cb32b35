"""A plain HTTP client for machines without wrk: it takes a tenth of a millisecond a request, so it flatters nobody."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

MARK = "@@"


def drive(
    url: str, bodies: Sequence[str], numbers: tuple[int, int], seconds: float, connections: int
) -> dict[str, int]:
    """Counts as `load.lua` does."""
    requests = _requests(url, bodies, numbers)
    started = time.perf_counter()
    waits, refused = asyncio.run(_together(url, requests, started + seconds, connections))
    waits.sort()
    return {
        "requests": len(waits),
        "microseconds": round((time.perf_counter() - started) * 1e6),
        "p50": _at(waits, 0.50),
        "p99": _at(waits, 0.99),
        "refused": refused,
        "broken": 0,
    }


def _at(waits: list[float], share: float) -> int:
    return round(waits[int(len(waits) * share)] * 1e6) if waits else 0


def _requests(url: str, bodies: Sequence[str], numbers: tuple[int, int]) -> Iterator[bytes]:
    place, (number, limit) = urlsplit(url), numbers
    head = f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\nContent-Length: "
    while True:
        number += 1
        body = bodies[number % len(bodies)].replace(MARK, str(number % limit)).encode()
        yield f"{head}{len(body)}\r\n\r\n".encode() + body


async def _together(
    url: str, requests: Iterator[bytes], until: float, connections: int
) -> tuple[list[float], int]:
    waits: list[float] = []
    refused = await asyncio.gather(*(_one(url, requests, until, waits) for _ in range(connections)))
    return waits, sum(refused)


async def _one(url: str, requests: Iterator[bytes], until: float, waits: list[float]) -> int:
    place, refused = urlsplit(url), 0
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    while (asked := time.perf_counter()) < until:
        writer.write(next(requests))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        refused += b" 200 " not in head.split(b"\r\n", 1)[0] + b" "
        await _body(reader, head)
        waits.append(time.perf_counter() - asked)
    writer.close()
    return refused


async def _body(reader: asyncio.StreamReader, head: bytes) -> None:
    _, counted, rest = head.partition(b"content-length:")
    if counted:
        await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()
