"""The command `sdl`: the schema as text, printed or written where it is committed."""

import sys
from argparse import Namespace

import schema
from server.settings import HOME, Settings

COMMITTED = HOME / "schema" / "schema.graphql"


def show(_: Settings, arguments: Namespace) -> int:
    """`dragoman sdl`"""
    text = schema.print_sdl()
    if arguments.write:
        COMMITTED.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0
