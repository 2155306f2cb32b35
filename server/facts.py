"""The commands that bring facts in: `load`, `import` and `data`, and the first steps of `serve`."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlmodel import Session

from db.migrate import revision_of, upgrade
from db.session import connect, sessions
from exchange import Author, Problem, Refused, Report, curated_files, data_command, import_files, summary
from exchange import load as load_files
from exchange.load import on_terminal
from exchange.read import JSON_LINES
from exchange.stream import import_lines, in_order
from server.settings import Settings

SHOWN = 20
"""Problems that are told one by one; the rest is a number."""


class BadFacts(ValueError):
    """Files of facts with something wrong in them; nothing of them was written."""


def prepare(settings: Settings) -> None:
    """Brings the database to the version of the code, and loads the curated files that changed."""
    upgrade(settings.database_url)
    report = _written(settings, lambda session: load_files(session, curated_files(settings.data_directory)))
    _tell(report.problems)


def load(settings: Settings, _: Namespace) -> int:
    """`dragoman load`"""
    revision_of(settings.database_url).require()
    report = _written(settings, lambda session: load_files(session, curated_files(settings.data_directory)))
    return _reported(report)


def bring_in(settings: Settings, arguments: Namespace) -> int:
    """`dragoman import FILE…`"""
    revision_of(settings.database_url).require()
    partner: str | None = arguments.partner
    agent = partner or "import"
    if ":" in agent:
        raise BadFacts(
            f"{agent!r} cannot sign changes: a colon stands in the names of the application's own."
        )
    whole = [path for path in arguments.files if path.suffix not in JSON_LINES]
    code = 0
    if whole:
        code = _reported(
            _written(
                settings,
                lambda session: import_files(session, whole, agent, scope=partner, reason=arguments.reason),
            )
        )
    for path in in_order([path for path in arguments.files if path.suffix in JSON_LINES]):
        code |= _reported(
            _written(settings, partial(_stream, path, Author(agent, arguments.reason), partner))
        )
    return code


def _stream(path: Path, author: Author, scope: str | None, session: Session) -> Report:
    try:
        return import_lines(session, path, author, scope=scope, progress=on_terminal)
    except OSError as error:
        raise BadFacts(f"{path.name} cannot be read: {error.strerror}.") from None


def check(settings: Settings, arguments: Namespace) -> int:
    """`dragoman data [FILE…]`"""
    files = arguments.files or curated_files(settings.data_directory)
    problems = data_command(files, write=arguments.write)
    _tell(problems)
    sys.stdout.write(f"{_counted(len(files), 'file')}, {_counted(len(problems), 'problem')}.\n")
    return 1 if problems else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _written(settings: Settings, write: Callable[[Session], Report]) -> Report:
    with _session(settings) as session:
        try:
            return write(session)
        except Refused as refused:
            raise BadFacts("\n".join(["Nothing was written:", *_lines(refused.problems)])) from None


@contextmanager
def _session(settings: Settings) -> Iterator[Session]:
    engine = connect(settings.database_url)
    try:
        with sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


def _reported(report: Report) -> int:
    _tell(report.problems)
    sys.stdout.write(f"{summary(report)}\n")
    return 1 if report.problems else 0


def _tell(problems: Iterable[Problem]) -> None:
    for line in _lines(tuple(problems)):
        sys.stderr.write(f"{line}\n")


def _lines(problems: tuple[Problem, ...]) -> list[str]:
    more = len(problems) - SHOWN
    return [*map(str, problems[:SHOWN]), *([f"… and {more} more."] if more > 0 else [])]
