"""The snippets of docs/clients.md are the files beside it, and each gets the true answer from a served API."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import HERE, HOUSE, Node
from tests.server.process import environment

ANSWER = "Türkiye hosted 20 meetings\n"
HEARD = "heard of changes 1, 2, 3\n"
PAGE = HOUSE / "docs" / "clients.md"
SHOWN = re.compile(
    r"^\[`?[\w./-]+`?\]\(clients/(?P<file>[\w./-]+)\):?\n+```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
STRICT = {"strict": True, "module": "nodenext", "target": "es2022", "outDir": "built", "types": []}


@pytest.mark.parametrize("snippet", ["fetch.mjs", "apollo.mjs", "urql.mjs"])
def test_a_javascript_client_gets_the_answer(node: Node, endpoint: str, snippets: Path, snippet: str) -> None:
    assert node(snippets, snippet, ENDPOINT=endpoint) == ANSWER


def test_relay_compiles_and_asks(node: Node, endpoint: str, snippets: Path) -> None:
    folder = snippets / "relay"
    shutil.copy(HOUSE / "schema" / "schema.graphql", folder)
    node(folder, "../node_modules/relay-compiler/cli.js", "relay.config.json")
    assert node(folder, "ask.mjs", ENDPOINT=endpoint) == ANSWER


def test_generated_typescript_is_strict_and_asks(node: Node, endpoint: str, snippets: Path) -> None:
    folder = snippets / "typescript"
    (folder / "package.json").write_text('{"type": "module"}')
    settings = {"compilerOptions": {**STRICT, "lib": ["es2023", "dom"], "skipLibCheck": True}}
    (folder / "tsconfig.json").write_text(json.dumps({**settings, "files": ["hosted.ts"]}))
    bin_ = "../node_modules/.bin"
    node(folder, f"{bin_}/graphql-codegen", "--config", "codegen.ts", ENDPOINT=endpoint)
    node(folder, f"{bin_}/tsc", "-p", "tsconfig.json")
    ask = f"import {{ hosted }} from './built/hosted.js'; console.log(await hosted('{endpoint}'))"
    assert node(folder, "--input-type=module", "-e", ask) == ANSWER


@pytest.mark.parametrize(
    "snippet", ["graphql-ws.mjs", "graphql-sse.mjs", "eventsource.mjs", "apollo.mjs", "urql.mjs"]
)
def test_a_javascript_client_follows(node: Node, endpoint: str, snippets: Path, snippet: str) -> None:
    assert node(snippets / "follow", snippet, ENDPOINT=endpoint) == HEARD


@pytest.mark.parametrize(("snippet", "said"), [("python_gql.py", ANSWER), ("follow/python_gql.py", HEARD)])
def test_a_python_client_gets_the_answer(endpoint: str, snippet: str, said: str) -> None:
    pytest.importorskip("gql", reason="the Python client gql is not installed")
    done = subprocess.run(
        [sys.executable, str(HOUSE / "docs" / "clients" / snippet)],
        env={**environment(), "ENDPOINT": endpoint},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == (said, "")


def test_the_page_shows_every_snippet_as_it_is() -> None:
    shown = {found["file"]: found["text"] for found in SHOWN.finditer(PAGE.read_text(encoding="utf-8"))}
    folder = HOUSE / "docs" / "clients"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert shown == {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}


def test_the_packages_are_pinned_and_the_lock_names_no_addresses() -> None:
    asked = json.loads((HERE / "package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert '"resolved"' not in (HERE / "package-lock.json").read_text()
