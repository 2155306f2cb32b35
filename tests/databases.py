"""Makes empty databases and copies of filled ones, in the same words for SQLite and PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.postgres import Cluster
from tests.shared import Shared

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Databases:
    """Where tests get their databases from, each known by its address.

    `cluster` starts PostgreSQL when it is first asked, so that tests on SQLite alone do without.
    """

    folder: Path
    cluster: Callable[[], Cluster]
    shared: Shared
    _numbers: Iterator[int] = field(default_factory=count)

    def create(self, kind: str) -> str:
        """The address of a new, empty database."""
        if kind == "postgresql":
            return self.cluster().create()
        return f"sqlite:///{self.folder / f'test_{next(self._numbers)}.db'}"

    def copy(self, url: str) -> str:
        """The address of a copy; nobody may be connected to the original."""
        if url.startswith("postgresql"):
            return self.cluster().create(template=url)
        copy = self.create("sqlite")
        shutil.copyfile(file(url), file(copy))
        return copy

    def template(self, name: str, kind: str, fill: Callable[[str], object]) -> str:
        """The address of a database that is filled once for all processes of tests: to be copied, not to be opened."""

        def make() -> str:
            url = self.create(kind)
            fill(url)
            return url

        return self.shared.once(f"{name}-{kind}", make)

    @contextmanager
    def filled(self, name: str, kind: str, fill: Callable[[str], object]) -> Iterator[str]:
        """A copy of such a database that is removed afterwards."""
        url = self.copy(self.template(name, kind, fill))
        yield url
        self.drop(url)

    def drop(self, url: str) -> None:
        """Removes a database and all that belongs to it."""
        if url.startswith("postgresql"):
            self.cluster().drop(url)
            return
        for part in ("", "-wal", "-shm", "-journal"):
            Path(f"{file(url)}{part}").unlink(missing_ok=True)

    @contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """An empty database that is removed afterwards."""
        url = self.create(kind)
        yield url
        self.drop(url)


def file(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(url.removeprefix("sqlite:///"))
