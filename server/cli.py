"""The command line: `dragoman serve | migrate | load | import | export | data | keys | backup | restore | sdl`."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from db.backups import BadBackup
from db.migrate import BrokenReferences, WrongRevision, upgrade
from db.session import BadDatabaseUrl
from db.sqlite import SQLiteTooOld
from server import backups, datasets, exporting, facts, keys, sdl
from server.serve import CannotListen, CannotStart, serve
from server.settings import BadSetting, Settings, variable

USAGE_ERROR = 2  # as argparse itself exits

EPILOG = """\
Every setting is an environment variable named DRAGOMAN_…; docs/settings.md lists them.
The options above have the same names: --port is DRAGOMAN_PORT.
"""

# What a person may run into, each with a message that says what to do.
EXPECTED = (
    BadBackup,
    BadDatabaseUrl,
    BrokenReferences,
    CannotListen,
    CannotStart,
    SQLiteTooOld,
    WrongRevision,
    exporting.BadExport,
    facts.BadFacts,
    keys.BadKey,
)


@dataclass(frozen=True)
class Option:
    """An option that stands for a setting."""

    name: str
    help: str


@dataclass(frozen=True)
class Command:
    """A row of the command line. `arguments` are argparse's own."""

    name: str
    help: str
    run: Callable[[Settings, Namespace], int]
    options: tuple[Option, ...] = ()
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)


DATABASE = Option("database-url", "the database: sqlite:///path, or postgresql://user@host/name")
SERVING = (
    Option("host", "the address to listen on"),
    Option("port", "the port to listen on; 0 for any free one"),
    DATABASE,
    Option("workers", "how many processes answer"),
)


def _serve(settings: Settings, _: Namespace) -> int:
    return serve(settings)


def _migrate(settings: Settings, _: Namespace) -> int:
    before = upgrade(settings.database_url)
    told = (
        "was up to date"
        if before.matches
        else f"went from revision {before.current or 'none'} to {before.expected}"
    )
    sys.stdout.write(f"The database {told}.\n")
    return 0


COMMANDS = (
    Command("serve", "migrate, load the changed facts, and answer", _serve, SERVING),
    Command("migrate", "bring the database to the version of the code", _migrate, (DATABASE,)),
    Command("load", "load the curated facts that changed", datasets.load, (DATABASE,), datasets.LOADING),
    Command(
        "import",
        "bring in the records of files",
        datasets.bring_in,
        (DATABASE,),
        {
            "files": {"metavar": "FILE", "nargs": "+", "type": Path, "help": "YAML or JSON Lines of records"},
            "--partner": {"metavar": "NAME", "help": "who signs the changes and numbers the sources"},
            "--reason": {"metavar": "TEXT", "help": "why, as the history of each record will say"},
            **datasets.IMPORTING,
        },
    ),
    Command(
        "export",
        "take records and tables out into files",
        exporting.take_out,
        (DATABASE,),
        exporting.ARGUMENTS,
    ),
    Command(
        "data",
        "check the curated facts",
        facts.check,
        (),
        {
            "files": {
                "metavar": "FILE",
                "nargs": "*",
                "type": Path,
                "help": "curated files; all when none is named",
            },
            "--write": {"action": "store_true", "help": "write them in their canonical form"},
        },
    ),
    Command(
        "keys",
        "make, list and revoke the keys of partners",
        keys.command,
        (DATABASE,),
        {
            "action": {"choices": tuple(keys.ACTIONS), "help": "what to do; a new key is printed once"},
            "--name": {"metavar": "NAME", "help": "whose key it is; changes are signed with it"},
            "--scope": {"choices": ("read", "write"), "help": "what it allows; read when left out"},
        },
    ),
    Command(
        "backup",
        "write the database to one file, while it is in use",
        backups.make,
        (DATABASE,),
        {"file": {"metavar": "FILE", "type": Path, "help": "a new file"}},
    ),
    Command(
        "restore",
        "put a backup in the place of all that the database holds",
        backups.put_back,
        (DATABASE,),
        {"file": {"metavar": "FILE", "type": Path, "help": "what `backup` wrote"}},
    ),
    Command(
        "sdl",
        "print the schema in GraphQL's definition language",
        sdl.show,
        (),
        {"--write": {"action": "store_true", "help": "write schema/schema.graphql instead"}},
    ),
)


def parser() -> ArgumentParser:
    """The command line as the table says."""
    top = ArgumentParser("dragoman", description="A GraphQL API for conflict-diplomacy data.")
    top.add_argument("--version", action="version", version=f"dragoman {version('dragoman')}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog=EPILOG if command.options else None,
            formatter_class=RawDescriptionHelpFormatter,
        )
        for option in command.options:
            sub.add_argument(f"--{option.name}", help=option.help, metavar="VALUE")
        for name, keywords in command.arguments.items():
            sub.add_argument(name, **keywords)
        sub.set_defaults(command=command)
    return top


def settings_of(arguments: Namespace) -> Settings:
    """The environment's settings under those of the command line."""
    command: Command = arguments.command
    fields = [option.name.replace("-", "_") for option in command.options]
    given = {variable(field): getattr(arguments, field) for field in fields}
    return Settings.read(
        {**os.environ, **{name: value for name, value in given.items() if value is not None}}
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code: 0 done, 1 not possible now, 2 asked wrongly."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.command.run(settings_of(arguments), arguments))
    except BadSetting as error:
        return _refuse(str(error), USAGE_ERROR)
    except OperationalError as error:
        return _refuse(f"The database cannot be used: {_driver_words(error)}")
    except EXPECTED as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 0


def _driver_words(error: OperationalError) -> str:
    """The driver's first line, without the statement that met the trouble."""
    return str(error.orig).strip().partition("\n")[0]


def _refuse(sentence: str, code: int = 1) -> int:
    sys.stderr.write(f"dragoman: {sentence}\n")
    return code
