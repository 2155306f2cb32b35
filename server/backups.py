"""The commands `backup` and `restore`: a database in one file, and such a file back in its place."""

import sys
from argparse import Namespace
from pathlib import Path

from db.backups import backup, restore
from server.settings import Settings


def make(settings: Settings, arguments: Namespace) -> int:
    """`dragoman backup FILE`"""
    file: Path = arguments.file
    length = backup(settings.database_url, file)
    sys.stdout.write(f"The database was written to {file}: {length:,} bytes.\n")
    return 0


def put_back(settings: Settings, arguments: Namespace) -> int:
    """`dragoman restore FILE`"""
    file: Path = arguments.file
    restore(settings.database_url, file)
    sys.stdout.write(f"The database now holds what {file} does.\n")
    return 0
