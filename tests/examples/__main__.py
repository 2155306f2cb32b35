"""Writes the answers and statements of docs/examples anew: ``python -m tests.examples --write``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.asking import Asking, asking
from tests.curated import load_curated
from tests.databases import KINDS, Databases
from tests.examples import layout, pages
from tests.examples.heard import listening
from tests.postgres import running
from tests.shared import Shared


@contextmanager
def engines() -> Iterator[dict[str, Asking]]:
    """An engine over the curated facts on each kind of database."""
    with TemporaryDirectory() as folder, running() as cluster:
        databases = Databases(Path(folder), lambda: cluster, Shared(Path(folder)))
        urls = {kind: databases.create(kind) for kind in KINDS}
        for url in urls.values():
            load_curated(url)
        with asking(urls["sqlite"]) as sqlite, asking(urls["postgresql"]) as postgres:
            yield {"sqlite": sqlite, "postgresql": postgres}


def written(page: pages.Page, asked: dict[str, Asking]) -> pages.Page:
    """The page with what the databases say today."""
    answers: dict[str, Any] = {}
    statements = {}
    for kind, ask in asked.items():
        with listening(ask) as listener:
            answers[kind] = ask.data(page.example.query, **(page.example.variables or {}))
        [(prepared, _)] = listener.heard
        statements[kind] = layout.statement(prepared.statement.sql)
    assert answers["sqlite"] == answers["postgresql"], page.example.name
    return replace(page, answer=answers["sqlite"], statements=statements)


def main() -> None:
    """Compares without --write, writes with it."""
    with engines() as asked:
        for page in pages.pages():
            anew = written(page, asked)
            if anew.answer == page.answer and all(
                anew.statements[kind].strip() == page.statements[kind].strip() for kind in KINDS
            ):
                continue
            sys.stdout.write(f"{page.example.name} differs\n")
            if "--write" in sys.argv:
                pages.write(anew)


if __name__ == "__main__":
    main()
