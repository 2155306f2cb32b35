"""Reading SQLite: small statements run on the event loop under a budget of operations, the others in lanes.

Handing a statement to a thread costs more than most statements; a long one on the loop would stop everybody. So each
statement may spend a budget on the loop, and is repeated in a lane when it does not suffice: reading has no side effects.
"""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from queue import SimpleQueue
from typing import Any, TypeVar
from urllib.parse import quote

import orjson

from db.sqlite import dbapi2
from engine.compile import Statement
from engine.database import BATCH, NO_VERSION, Prepared, Queue, Snapshot, Version
from engine.dialect import SQLite
from engine.errors import Timeout, Unavailable

_log = logging.getLogger("dragoman.engine")

_TICK = 1_000  # SQLite operations between two looks at the clock; about 20 µs
_BUDGET = 10  # ticks a statement may spend on the event loop; about 0.3 ms
_HEAVY = 8  # runs in a lane after which a heavy statement is tried on the loop again
_MAPPED_BYTES = (
    2_147_418_112  # of the file, the most SQLite maps: pages shared by all connections and workers
)
_CACHE_KIB = 16_384  # page cache of a connection

T = TypeVar("T")


class _Connection:
    """A read-only connection that gives up when it is told to."""

    def __init__(self, path: str) -> None:
        self._stop: Callable[[], bool] = _never
        self.raw = _opened(path, cached_statements=500)
        self.raw.text_factory = bytes
        for pragma in (
            "query_only=on",
            f"cache_size=-{_CACHE_KIB}",
            f"mmap_size={_MAPPED_BYTES}",
            "temp_store=memory",
        ):
            self.raw.execute(f"pragma {pragma}")
        self.raw.set_progress_handler(self._asked, _TICK)

    def _asked(self) -> int:
        return 1 if self._stop() else 0

    def run(self, sql: str, values: list[Any], stop: Callable[[], bool]) -> bytes | None:
        """The answer, or None when `stop` said so first."""
        self._stop = stop
        try:
            row = self.raw.execute(sql, values).fetchone()
        except dbapi2.OperationalError as error:
            if "interrupt" in str(error):
                return None
            _log.exception("SQLite refused a statement")
            raise Unavailable("The database cannot be read.") from error
        found: bytes = row[0]
        return found

    def version(self, query: str, known: tuple[int, Version]) -> tuple[int, Version]:
        """SQLite counts what other connections commit; only a new count makes the row worth reading."""
        self._stop = _never
        try:
            [mark] = self.raw.execute("PRAGMA data_version").fetchone()
            if mark == known[0]:
                return known
            row = self.raw.execute(query).fetchone() or ()
        except dbapi2.Error as error:
            raise Unavailable("The database cannot be read.") from error
        return mark, Version(b":".join(row).decode(), mark)


def _opened(path: str, **options: Any) -> Any:
    return dbapi2.connect(
        f"file:{quote(path)}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5.0,
        **options,
    )


def bound(values: list[Any]) -> list[Any]:
    """Lists go in as JSON."""
    return [orjson.dumps(value).decode() if isinstance(value, list) else value for value in values]


def _never() -> bool:
    return False


class _Budget:
    """Counts the ticks of one statement on the event loop."""

    def __init__(self) -> None:
        self.left = _BUDGET

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


class _Job:
    """A statement on its way through a lane."""

    def __init__(self, sql: str, values: list[Any], seconds: float) -> None:
        self.sql, self.values = sql, values
        self.loop = asyncio.get_running_loop()
        self.done: asyncio.Future[bytes] = self.loop.create_future()
        self.deadline = time.monotonic() + seconds
        self.cancelled = False

    def stop(self) -> bool:
        """The client has left, or the time is over."""
        return self.cancelled or time.monotonic() > self.deadline

    def settle(self, answer: bytes | None, error: BaseException | None) -> None:
        """Hand the result to the loop."""
        with suppress(RuntimeError):  # the loop has ended
            self.loop.call_soon_threadsafe(self._settled, answer, error)

    def _settled(self, answer: bytes | None, error: BaseException | None) -> None:
        if self.done.done():
            return
        if error is not None:
            self.done.set_exception(error)
        elif answer is None:
            self.done.set_exception(Timeout("The query took longer than allowed and was stopped."))
        else:
            self.done.set_result(answer)


class SQLiteDatabase:
    """A SQLite file, read by the event loop and by lanes (threads with a connection each)."""

    def __init__(self, path: str, lanes: int = 1, *, waiting: int = 100, version: str = NO_VERSION) -> None:
        self.dialect = SQLite()
        self.count = 0
        self.queue = Queue(lanes, waiting)
        self._path, self._lanes = path, lanes
        self._ask_version = version
        self._version = (-1, Version(""))
        self._live: set[_Job] = set()
        self.connections: list[_Connection] = []  # the loop's, then those of the lanes
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    async def start(self) -> None:
        """Open the connections."""
        try:
            self.connections = [_Connection(self._path) for _ in range(self._lanes + 1)]
        except dbapi2.Error as error:
            raise Unavailable("The database cannot be opened.") from error
        for connection in self.connections[1:]:
            thread = threading.Thread(
                target=self._lane, args=(connection,), name="dragoman-lane", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    async def stop(self) -> None:
        """Close the connections; statements whose clients are gone by now are given up."""
        for job in list(self._live):
            job.cancelled = True
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)
        for connection in self.connections:
            connection.raw.close()
        self._threads, self.connections = [], []

    @property
    def running(self) -> int:
        """Statements in lanes, or on their way there."""
        return len(self._live)

    async def run(self, prepared: Prepared, values: list[Any], seconds: float) -> bytes:
        """The answer, from the loop when it is quick, else from a lane."""
        if not self.connections:
            raise Unavailable("The database is not open.")
        self.count += 1
        given = bound(values)
        if prepared.heavy == 0:
            answer = self.connections[0].run(prepared.statement.sql, given, _Budget())
            if answer is not None:
                return answer
            prepared.heavy = _HEAVY
        else:
            prepared.heavy -= 1
        with self.queue:
            job = _Job(prepared.statement.sql, given, seconds)
            self._live.add(job)
            self._jobs.put(job)
            try:
                return await job.done
            finally:
                job.cancelled = True

    async def version(self) -> Version:
        """The state of the data; some microseconds while nobody writes."""
        if not self.connections:
            raise Unavailable("The database is not open.")
        self._version = self.connections[0].version(self._ask_version, self._version)
        return self._version[1]

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """One state of the data, on a connection and in a thread of its own."""
        self.count += 1
        return LiteSnapshot(self._path).open(self._ask_version)

    def _lane(self, connection: _Connection) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                if not job.cancelled:
                    job.settle(connection.run(job.sql, job.values, job.stop), None)
            except BaseException as error:  # noqa: BLE001 - a lane outlives whatever a statement does
                job.settle(None, error)
            finally:
                self._live.discard(job)


class LiteSnapshot:
    """A read transaction on a connection and in a thread of its own."""

    def __init__(self, path: str) -> None:
        self.version = Version("")
        self._path = path
        self._left = False
        self._thread = ThreadPoolExecutor(1, "dragoman-export")
        self._raw: Any = None

    @asynccontextmanager
    async def open(self, query: str) -> AsyncIterator["LiteSnapshot"]:
        """Begin; at the end the statement at work is stopped and the connection closed."""
        try:
            self.version = await self._aside(lambda: self._begin(query))
            yield self
        finally:
            self._left = True
            self._thread.submit(self._end)
            self._thread.shutdown(wait=False)

    async def rows(self, statement: Statement, values: list[Any]) -> AsyncIterator[list[tuple[Any, ...]]]:
        """The rows of a statement."""
        cursor = await self._aside(lambda: self._raw.execute(statement.sql, bound(values)))
        while rows := await self._aside(lambda: cursor.fetchmany(BATCH)):
            yield rows

    async def _aside(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except dbapi2.OperationalError as error:
            raise Unavailable("The database cannot be reached.") from error

    def _begin(self, query: str) -> Version:
        self._raw = _opened(self._path)
        self._raw.set_progress_handler(lambda: int(self._left), _TICK)
        self._raw.execute("begin")
        # The first read is what takes the snapshot.
        return Version(":".join(self._raw.execute(query).fetchone() or ()))

    def _end(self) -> None:
        if self._raw is not None:
            self._raw.close()
