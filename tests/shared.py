"""What the processes of tests share: a folder where each thing is made once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that all processes of a run see."""

    folder: Path

    def once(self, name: str, make: Callable[[], str]) -> str:
        """What `make` gave to the first that asked; who asks meanwhile waits for it."""
        kept = self.folder / name
        with FileLock(f"{kept}.lock"):
            if not kept.exists():
                kept.write_text(make(), encoding="utf-8")
            return kept.read_text(encoding="utf-8")
