"""The generated databases: made once for each size and each version of what makes them, then kept."""

import hashlib
import sys
from pathlib import Path

from bench.corpus import Shape, fill
from bench.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"
"""Not part of the repository; may be deleted at any time."""

MAKERS = (
    "bench/corpus/*.py",
    "migrations/versions/*.py",
    "db/parts.py",
    "db/triggers.py",
    "db/versions.py",
    "db/text.py",
)


def sqlite(shape: Shape) -> str:
    """The address of a SQLite file with the record of this shape."""
    prefix, name = _names(shape)
    path = FOLDER / f"{name}.db"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob(f"{prefix}*"):
            old.unlink()
        _say(shape, "SQLite")
        draft = path.with_suffix(".draft.db")
        fill(f"sqlite:///{draft}", shape)
        draft.rename(path)
    return f"sqlite:///{path}"


def postgres(shape: Shape, cluster: Cluster) -> str:
    """The address of a database with the record of this shape."""
    prefix, name = _names(shape)
    known = cluster.databases()
    if name not in known:
        for old in known:
            if old.startswith(prefix):
                cluster.drop(old)
        _say(shape, "PostgreSQL")
        draft = f"{prefix}draft"
        cluster.create(draft)
        fill(cluster.address(draft), shape)
        cluster.rename(draft, name)
    return cluster.address(name)


def _names(shape: Shape) -> tuple[str, str]:
    """What all versions of a shape's record begin with, and the name of this one."""
    made = hashlib.sha256()
    for path in sorted(path for pattern in MAKERS for path in ROOT.glob(pattern)):
        made.update(path.read_bytes())
    prefix = f"bench_{shape.meetings}_{shape.seed}_"
    return prefix, prefix + made.hexdigest()[:10]


def _say(shape: Shape, database: str) -> None:
    print(f"Making {shape.meetings:,} meetings in {database} …", file=sys.stderr, flush=True)
