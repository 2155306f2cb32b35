"""A served API for clients of other languages, and Node with their packages; skipped where these are missing."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.curated import load_curated
from tests.databases import Databases
from tests.server.process import environment, serving

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
PACKAGES = HERE / "node_modules"
PATIENCE_SECONDS = 120

Node = Callable[..., str]


@pytest.fixture(scope="session")
def endpoint(databases: Databases) -> Iterator[str]:
    """The address of a server over the curated facts; what a database answers is asked elsewhere, of both kinds."""
    with databases.filled("curated", "sqlite", load_curated) as url, serving(database_url=url) as served:
        yield f"{served.address}/graphql"


@pytest.fixture(scope="session")
def node() -> Node:
    """Runs a program of Node and gives what it printed."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node is not installed")
    if not PACKAGES.is_dir():
        pytest.skip("the packages of tests/clients are not installed: npm ci --prefix tests/clients")
    found = program

    def run(folder: Path, *arguments: str, **variables: str) -> str:
        done = subprocess.run(
            [found, *arguments],
            cwd=folder,
            env={**environment(), **variables},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    """A copy of docs/clients beside the packages it imports, for what is generated there."""
    folder = tmp_path / "clients"
    shutil.copytree(HOUSE / "docs" / "clients", folder)
    (folder / "node_modules").symlink_to(PACKAGES, target_is_directory=True)
    return folder
