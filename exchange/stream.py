"""Imports JSON Lines of any size: read line by line, written in batches, and taken up again where it was broken off.

A batch and the place reached are committed together, so a file is never read twice over nor skipped, however the process ends.
A line that names what stands further down waits, and is tried again at the end.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from sqlmodel import Session

from db import ImportProgress
from exchange import moment
from exchange.merge import merge
from exchange.problems import Problem
from exchange.read import NAMES, read_line, scope_of
from exchange.record import Bundle, Entry
from exchange.tables import one_writer
from exchange.together import together
from exchange.told import check_told
from exchange.write import Action, Author, Report, upsert

BATCH: Final = 500
"""Records of a transaction: about a second."""
LINE_BYTES: Final = 2 * 2**20
"""The longest line; the largest curated meeting has 30,000 bytes."""
MOST_WAITING: Final = 100_000
"""Lines that may wait for what they name: two numbers each. A file in the order of the record types needs few."""
MOST_TOLD: Final = 1_000
"""Problems kept to be told; the others are counted."""

Progress = Callable[[str], None]


class Place(NamedTuple):
    """Where a line begins, in bytes, and its number."""

    offset: int
    line: int


@dataclass(slots=True)
class Tally(Report):
    """What became of the lines so far: counts, and the first problems."""

    counts: dict[str, int] = field(default_factory=dict)

    def take(self, report: Report, waiting: int) -> None:
        """Count a batch, without the lines that wait."""
        for result in report.results:
            self.counts[result.action] = self.counts.get(result.action, 0) + 1
        self.counts[Action.REJECTED] = self.counts.get(Action.REJECTED, 0) - waiting

    def tell(self, problems: Iterable[Problem]) -> None:
        """Keep problems, as far as there is room."""
        self.problems += list(problems)[: max(0, MOST_TOLD - len(self.problems))]

    def count(self, action: Action) -> int:
        return self.counts.get(action, 0)


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Files of one type each in the order in which their records name one another, by their first lines."""
    ranks = {name: number for number, name in enumerate(NAMES)}

    def rank(path: Path) -> int:
        try:
            with path.open("rb") as file:
                first = json.loads(file.readline(LINE_BYTES))
        except (OSError, ValueError):
            return 0
        return ranks.get(str(first.get("type", "")).lower(), 0) if isinstance(first, dict) else 0

    return sorted(paths, key=rank)


def import_lines(
    session: Session,
    path: Path,
    author: Author,
    *,
    scope: str | None = None,
    progress: Progress = lambda message: None,
) -> Tally:
    """Bring in a file of JSON Lines, batch by batch."""
    work = _Import(session, path, author, (path.name, scope or scope_of(path)), progress)
    work.run()
    return work.tally


class _Import:
    """One file on its way in."""

    def __init__(
        self, session: Session, path: Path, author: Author, origin: tuple[str, str], progress: Progress
    ) -> None:
        self.session, self.path, self.author, self.origin = session, path, author, origin
        self.progress = progress
        self.size = path.stat().st_size
        self.digest = _digest(path, f"{author.name}\n{origin[1]}\n")
        self.tally = Tally()
        self.next = Place(0, 1)
        self.waiting: list[Place] = []

    def run(self) -> None:
        """All lines, then those that waited, until none of them gets any further."""
        self._resume()
        for places, texts in self._batches(self._lines()):
            late = self._write(places, texts, keep=True)
            self.waiting += late[: MOST_WAITING - len(self.waiting)]
            self._commit()
            self.progress(f"{self.path.name}: {self.next.offset * 100 // max(self.size, 1)} %")
        before = -1
        while self.waiting and len(self.waiting) != before:
            before = len(self.waiting)
            self._again(keep=True)
        self._again(keep=False)
        one_writer(self.session)
        if row := self.session.get(ImportProgress, self.digest):
            self.session.delete(row)
        self.session.commit()

    def _resume(self) -> None:
        row = self.session.get(ImportProgress, self.digest)
        if row is not None:
            kept = json.loads(row.counts)
            self.next = Place(row.position, kept.pop("line"))
            self.tally.counts = kept
            self.waiting = [Place(*place) for place in json.loads(row.waiting)]
            self.progress(f"{self.path.name}: going on at line {self.next.line}")
        self.session.rollback()

    def _commit(self) -> None:
        row = ImportProgress(
            digest=self.digest,
            position=self.next.offset,
            waiting=json.dumps(self.waiting),
            counts=json.dumps({**self.tally.counts, "line": self.next.line}),
            at=moment.now(),
        )
        self.session.merge(row)
        self.session.commit()

    def _again(self, *, keep: bool) -> None:
        """Try the lines that waited; with `keep` those that still lack what they name go on waiting."""
        still: list[Place] = []
        rest = self._groups()
        while rest:
            lines = list(self._at(rest.pop(0)))
            still += self._write([place for place, _ in lines], [text for _, text in lines], keep=keep)
            self.waiting = still + [place for group in rest for place in group]
            self._commit()

    def _groups(self) -> list[list[Place]]:
        """The lines that wait, in batches: those that wait for one another in the same."""
        if len(self.waiting) <= BATCH:
            return [self.waiting] if self.waiting else []
        return together(self._entries, BATCH)

    def _entries(self) -> Iterator[tuple[Place, Entry | None]]:
        for place, text in self._at(self.waiting):
            bundle = Bundle()
            read_line(bundle, text, self.origin, place.line)
            yield place, bundle.entries[0] if bundle.entries else None

    def _write(self, places: list[Place], texts: list[str], *, keep: bool) -> list[Place]:
        """Write a batch; the places of lines that name what is not there yet."""
        bundle = Bundle()
        for place, text in zip(places, texts, strict=True):
            read_line(bundle, text, self.origin, place.line)
        told = bundle.told
        bundle = merge([bundle])
        report = upsert(self.session, bundle.entries, self.author)
        check_told(self.session, told, report)
        late = {
            result.entry.line
            for result in report.results
            if keep and result.problems and {one.code for one in result.problems} == {"UNKNOWN_REFERENCE"}
        }
        self.tally.take(report, len(late))
        self.tally.counts[Action.REJECTED] += len({problem.line for problem in bundle.problems})
        self.tally.tell([*bundle.problems, *(one for one in report.problems if one.line not in late)])
        return [place for place in places if place.line in late]

    def _lines(self) -> Iterator[tuple[Place, str]]:
        with self.path.open("rb") as file:
            file.seek(self.next.offset)
            while raw := file.readline(LINE_BYTES):
                place = self.next
                while not raw.endswith(b"\n") and (rest := file.readline(LINE_BYTES)):
                    raw = b"{" + rest[-1:]  # too long to be kept: not JSON any more, and told so
                self.next = Place(file.tell(), place.line + 1)
                yield place, _text(raw)

    def _at(self, places: list[Place]) -> Iterator[tuple[Place, str]]:
        with self.path.open("rb") as file:
            for place in places:
                file.seek(place.offset)
                yield place, _text(file.readline(LINE_BYTES))

    def _batches(self, lines: Iterator[tuple[Place, str]]) -> Iterator[tuple[list[Place], list[str]]]:
        places: list[Place] = []
        texts: list[str] = []
        for place, text in lines:
            if text.strip():
                places.append(place)
                texts.append(text)
            if len(places) >= BATCH or sum(map(len, texts[-1:])) > LINE_BYTES // 2:
                yield places, texts
                places, texts = [], []
        if places:
            yield places, texts


def _text(raw: bytes) -> str:
    """A line as text; what is not UTF-8 becomes what is not JSON, and is told so."""
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return "not UTF-8"


def _digest(path: Path, start: str) -> str:
    found = hashlib.sha256(start.encode())
    with path.open("rb") as file:
        while block := file.read(2**20):
            found.update(block)
    return found.hexdigest()
