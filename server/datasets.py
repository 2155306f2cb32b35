"""The commands that bring foreign datasets in: `import --dataset`, and `load --with`."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from db.migrate import revision_of
from db.session import connect, sessions
from exchange.adapters import DATASETS
from exchange.adapters.shipped import EXTRAS, extra
from exchange.matching.bring import Wish, bring
from exchange.matching.diff import Diff
from exchange.problems import Refused
from server import facts
from server.settings import Settings

IMPORTING: Final[dict[str, dict[str, Any]]] = {
    "--dataset": {
        "metavar": "NAME",
        "choices": sorted(DATASETS),
        "help": f"the file is a release of a foreign dataset: {', '.join(sorted(DATASETS))}",
    },
    "--dry-run": {
        "action": "store_true",
        "help": "with --dataset: show what would change, and write nothing",
    },
    "--json": {"action": "store_true", "help": "with --dataset: tell it as JSON"},
    "--part": {
        "action": "store_true",
        "help": "with --dataset: the file is a piece of the release, so its rows are not counted",
    },
}
"""What `import` takes besides."""

LOADING: Final[dict[str, dict[str, Any]]] = {
    "--with": {
        "dest": "extras",
        "metavar": "NAME",
        "choices": sorted(EXTRAS),
        "action": "append",
        "help": f"load extra data that comes with Dragoman too: {', '.join(sorted(EXTRAS))}",
    }
}
"""What `load` takes besides."""


def bring_in(settings: Settings, arguments: Namespace) -> int:
    """`dragoman import FILE…`, of our own form or of a dataset's."""
    if arguments.dataset is None:
        asked = [name for name in ("dry_run", "json", "part") if getattr(arguments, name)]
        if asked:
            raise facts.BadFacts(
                f"--{asked[0].replace('_', '-')} is for files of a dataset: name it with --dataset."
            )
        return facts.bring_in(settings, arguments)
    if len(arguments.files) != 1:
        raise facts.BadFacts("A release of a dataset is one file.")
    wish = Wish(arguments.part, not arguments.dry_run, arguments.reason)
    diff = _brought(settings, arguments.dataset, arguments.files[0], wish)
    if arguments.json:
        sys.stdout.write(json.dumps(diff.plain(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in diff.lines())
    return 1 if diff.conflicts or diff.rejected else 0


def load(settings: Settings, arguments: Namespace) -> int:
    """`dragoman load`, and the extra data that is asked for."""
    code = facts.load(settings, arguments)
    for name in arguments.extras or ():
        for dataset, path in extra(name):
            diff = _brought(settings, dataset, path, Wish())
            told = ", ".join(f"{word.replace('_', ' ')} {number}" for word, number in diff.summary().items())
            sys.stdout.write(f"{dataset}: {told}\n")
            code = code or (1 if diff.conflicts or diff.rejected else 0)
    return code


def _brought(settings: Settings, dataset: str, path: Path, wish: Wish) -> Diff:
    revision_of(settings.database_url).require()
    engine = connect(settings.database_url)
    try:
        with sessions(engine)() as session:
            return _bring(session, dataset, path, wish)
    finally:
        engine.dispose()


def _bring(session: Session, dataset: str, path: Path, wish: Wish) -> Diff:
    try:
        return bring(session, DATASETS[dataset], path, wish)
    except Refused as refused:
        raise facts.BadFacts("\n".join(["Nothing was written:", *map(str, refused.problems)])) from None
