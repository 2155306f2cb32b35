"""The public audits of GraphQL over HTTP, all of them, on a served database."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.process import serving

NODE = shutil.which("node")
AUDITS = Path(os.environ.get("SUITES_HOME", ".suites")) / "http-audits.mjs"
WAIT_SECONDS = 120


@pytest.mark.skipif(NODE is None, reason="Node is not here.")
@pytest.mark.skipif(
    not AUDITS.is_file(), reason="The audits are not installed: SUITES_HOME says where they are."
)
def test_every_audit_passes(sqlite_url: str, tmp_path: Path) -> None:
    with serving(database_url=sqlite_url, data_directory=tmp_path) as served:
        ended = subprocess.run(
            [str(NODE), AUDITS.name, f"{served.address}/graphql"],
            cwd=AUDITS.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=WAIT_SECONDS,
        )
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["ok"] == told["total"] == 61, ended.stdout
