"""`dragoman export`: the files that /export serves, written into a folder or to standard output."""

import asyncio
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, Final

import schema
from db.migrate import revision_of
from engine.database import Snapshot
from engine.document import Refused
from engine.errors import DragomanError
from exchange.export.files import JSONL, MEDIA, Exports, Order
from exchange.export.records import ALL
from exchange.load import on_terminal
from server.downloads import PACKAGE
from server.settings import Settings

ARGUMENTS: Final[dict[str, dict[str, Any]]] = {
    "files": {
        "metavar": "FILE",
        "nargs": "*",
        "help": "meetings.jsonl, seats.csv, …; all of the format when none is named",
    },
    "--folder": {
        "metavar": "FOLDER",
        "type": Path,
        "help": "where to write them; without it, one file goes to standard output",
    },
    "--format": {"choices": tuple(MEDIA), "help": f"what all files are written as; {JSONL} when left out"},
    "--where": {
        "metavar": "JSON",
        "help": 'which rows to keep, as the argument of the same name: {"status": {"eq": "HELD"}}',
    },
    "--after": {"metavar": "KEY", "help": "only what comes behind the row with this key"},
}


class BadExport(ValueError):
    """What was asked for cannot be taken out."""


def take_out(settings: Settings, arguments: Namespace) -> int:
    """`dragoman export [FILE…]`"""
    revision_of(settings.database_url).require()
    names, folder = list(arguments.files), arguments.folder
    if folder is None and len(names) != 1:
        raise BadExport("Name one file, or a --folder to write several into.")
    try:
        asyncio.run(_export(settings, names, arguments))
    except BrokenPipeError:
        # Whoever reads has enough, as `head` has; Python must not try to tell standard output so at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (DragomanError, Refused) as refusal:
        raise BadExport(_said(refusal)) from None
    except OSError as error:
        raise BadExport(f"The files cannot be written: {error.strerror}.") from None
    return 0


async def _export(settings: Settings, names: list[str], arguments: Namespace) -> None:
    """All files out of one state of the data."""
    engine = schema.build_engine(settings.database_url, limits=settings.limits)
    exports = Exports(engine)
    where = _json(arguments.where)
    orders = [
        (name, _order(exports, name, where, arguments.after))
        for name in names or _all(exports, arguments.format or JSONL)
    ]
    async with engine.database.snapshot() as snapshot:
        for name, order in orders:
            if arguments.folder is None:
                await _write(exports, order, snapshot, sys.stdout.buffer.write)
                sys.stdout.buffer.flush()
            else:
                await _into(arguments.folder / name, exports, order, snapshot)
        if arguments.folder is not None:
            files = [(order.file.name, order.format) for _, order in orders]
            text = json.dumps(await exports.package(snapshot, files), ensure_ascii=False, indent=2)
            (arguments.folder / PACKAGE).write_text(f"{text}\n", encoding="utf-8")
            sys.stdout.write(f"{len(files)} files are in {arguments.folder}, and {PACKAGE} describes them.\n")


async def _into(path: Path, exports: Exports, order: Order, snapshot: Snapshot) -> None:
    """A file that stands there under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb") as file:
            rows = await _write(exports, order, snapshot, file.write)
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    on_terminal(f"{path.name}: {rows:,} rows")


async def _write(exports: Exports, order: Order, snapshot: Snapshot, write: Callable[[bytes], object]) -> int:
    rows = 0
    async with aclosing(exports.pieces(order, snapshot)) as pieces:
        async for piece in pieces:
            await asyncio.to_thread(write, piece.content)
            rows += piece.rows
    return rows


def _order(exports: Exports, name: str, where: object, after: str | None) -> Order:
    stem, _, form = name.rpartition(".")
    file = exports.find(stem, form)
    if file is None:
        raise BadExport(f"There is no file {name!r}. There are: {', '.join(_every(exports))}.")
    return exports.order(file, form, where, after)


def _every(exports: Exports) -> Iterable[str]:
    return (f"{one.name}.{'|'.join(one.formats)}" for one in exports.listed())


def _all(exports: Exports, form: str) -> list[str]:
    """Every file of a format; that with all records would say everything twice."""
    return [f"{one.name}.{form}" for one in exports.listed() if form in one.formats and one.name != ALL]


def _json(text: str | None) -> object:
    try:
        return None if text is None else json.loads(text)
    except ValueError as error:
        raise BadExport(f"--where is not JSON: {error}.") from None


def _said(refusal: DragomanError | Refused) -> str:
    errors = refusal.errors if isinstance(refusal, Refused) else (refusal,)
    return "\n".join(error.message for error in errors)
