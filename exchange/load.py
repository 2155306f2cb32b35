"""Loads the curated files: a file is read again when its contents changed, and nobody else's change is written over.

A record that several files define is the join of them all, so every file is read when one has changed; records that come out
as they were touch nothing. A record whose last change is not the loader's is reported as a conflict and left as it is. What no
file holds any more is withdrawn.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sqlmodel import Session, select

from db import LoadedFile
from db.statistics import analyze
from db.versions import settle
from exchange import cldr, countries, moment, states
from exchange.carry import with_foreign_ids
from exchange.check import check
from exchange.merge import merge
from exchange.problems import Problem, Refused
from exchange.read import read_file
from exchange.record import Bundle, Entry
from exchange.refold import folding_hash, refold
from exchange.signing import owner
from exchange.tables import one_writer
from exchange.unheld import Unheld, unheld
from exchange.write import Action, Author, Report, upsert

DATA: Final = Path(__file__).resolve().parent.parent / "data"
"""The curated files that come with the application."""

PREFIX: Final = "curated:"
"""How the loader signs: curated:gaza.yaml, or curated:gaza.yaml+yemen.yaml for a record of two files."""

COUNTRIES: Final = countries.FILE
FOLDING: Final = "folding"

Progress = Callable[[str], None]


def on_terminal(message: str) -> None:
    """Progress on standard error, where somebody is watching."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{message}\n")


def curated_files(folder: Path = DATA) -> list[Path]:
    """The YAML files of a folder, in the order in which they are loaded."""
    return sorted(folder.glob("*.yaml"))


def load(session: Session, files: Sequence[Path] | None = None, progress: Progress = on_terminal) -> Report:
    """Load the curated files in one transaction. Raises `Refused`, with nothing written, when a file is wrong."""
    files = curated_files() if files is None else files
    hashes = {COUNTRIES: _countries_hash(), FOLDING: folding_hash()}
    hashes |= {path.name: _sha256(path) for path in files}
    one_writer(session)
    loaded = {row.name: row for row in session.exec(select(LoadedFile))}
    if {name: row.sha256 for name, row in loaded.items()} == hashes:
        progress("The curated files are loaded already.")
        return Report()
    with _all_or_nothing(session):
        renamed, refolded = (
            name in loaded and loaded[name].sha256 != hashes[name] for name in (COUNTRIES, FOLDING)
        )
        if refolded:
            progress("Folding every text anew")
            refold(session)
        report = _load(session, files, progress, rewrites=_is_translated if renamed else _is_none)
        if renamed or refolded:
            settle(session.connection())
        _remember(session, loaded, hashes)
    progress(summary(report))
    return report


@contextmanager
def _all_or_nothing(session: Session) -> Iterator[None]:
    """Commit what was done inside, or roll all of it back. Both planners learn what the tables hold now."""
    try:
        yield
        analyze(session.connection())
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _is_translated(entry: Entry) -> bool:
    """Rows that follow from the id of the record and not from what its form says: a new CLDR changes them."""
    return bool(cldr.names(entry.slug))


def _is_none(entry: Entry) -> bool:
    return False


def _load(
    session: Session, files: Sequence[Path], progress: Progress, rewrites: Callable[[Entry], bool]
) -> Report:
    bundles = [countries.bundle()]
    for at, path in enumerate(files, start=1):
        progress(f"Reading {path.name} ({at} of {len(files)})")
        bundles.append(read_file(path))
    bundle = joined(bundles)
    if bundle.problems:
        raise Refused(bundle.problems)
    progress(f"Writing {len(bundle.entries)} records")
    held = {(entry.type, entry.slug) for entry in bundle.entries}
    # Without any file something is wrong with the folder, and not with the records.
    gone = unheld(session, PREFIX, held) if files else Unheld()
    gone.withdraw(session)
    entries = with_foreign_ids(session, bundle.entries)
    report = upsert(session, entries, Author(_agent, may_replace=_is_loader, rewrites=rewrites))
    gone.withdraw(session)
    gone.tell(report)
    return report


def joined(bundles: Iterable[Bundle]) -> Bundle:
    """All records once, and everything that is wrong with or between them."""
    bundle = merge(bundles)
    # While records are missing for being wrong, whatever names them would be reported too.
    between = check(bundle.entries, lambda kind, slug: bool(bundle.problems))
    return Bundle(bundle.entries, [*bundle.problems, *between])


def _agent(entry: Entry) -> str:
    return PREFIX + "+".join(entry.files)


def _is_loader(agent: str) -> bool:
    return owner(agent).startswith(PREFIX)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        raise Refused([Problem("BROKEN_FILE", message, path.name)]) from None


def _countries_hash() -> str:
    """Changes when what the states are made from does; making them only to see that would slow every start."""
    packages = [f"{name} {version(name)}" for name in ("babel", "pycountry")]
    told = json.dumps([*packages, countries.USAGE, cldr.UNIONS, _sha256(states.TABLE)])
    return hashlib.sha256(told.encode()).hexdigest()


def _remember(session: Session, loaded: dict[str, LoadedFile], hashes: dict[str, str]) -> None:
    at = moment.now()
    for name, row in loaded.items():
        if name not in hashes:
            session.delete(row)
    for name, sha256 in hashes.items():
        known = loaded.get(name)
        if known is None or known.sha256 != sha256:
            session.merge(LoadedFile(name=name, sha256=sha256, loaded_at=at))


def import_files(
    session: Session,
    paths: Sequence[Path],
    agent: str,
    *,
    scope: str | None = None,
    reason: str | None = None,
) -> Report:
    """Import a partner's YAML or JSON Lines in one transaction; what is wrong is rejected, the rest is written.

    Sources' local ids belong to `scope` (the partner), else to each file's stem.
    """
    bundle = merge(read_file(path, scope) for path in paths)
    with _all_or_nothing(session):
        report = upsert(session, bundle.entries, Author(agent, reason))
    report.problems[:0] = bundle.problems
    return report


def summary(report: Report) -> str:
    """`created 2354, updated 0, unchanged 0, conflicts 0, rejected 0`."""
    return ", ".join(
        f"{word} {report.count(action)}"
        for word, action in (
            ("created", Action.CREATED),
            ("updated", Action.UPDATED),
            ("unchanged", Action.UNCHANGED),
            ("conflicts", Action.CONFLICT),
            ("rejected", Action.REJECTED),
            ("withdrawn", Action.WITHDRAWN),
        )
        if action != Action.WITHDRAWN or report.count(action)
    )
