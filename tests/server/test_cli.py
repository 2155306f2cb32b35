"""The commands, run as people run them: what they print, what they do, how they end."""

import os
import shlex
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import sleep

import httpx
import pytest

from db.migrate import WrongRevision, revision_of, upgrade
from db.session import connect
from server.app import create
from server.cli import main
from server.settings import HOME, Settings
from tests.databases import file
from tests.server.process import command, environment, serving


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def dragoman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, with settings of its own."""

    def run(*arguments: str, **settings: object) -> Ended:
        for name in os.environ.keys() - environment().keys():
            monkeypatch.delenv(name)
        for name, value in (environment(**settings)).items():
            monkeypatch.setenv(name, value)
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def no_facts(tmp_path: Path) -> Path:
    """A folder without curated facts: the states of the world are still loaded."""
    return tmp_path


def ask(address: str) -> object:
    query = {"query": '{ country(code: "TR") { name } }'}
    return httpx.post(f"{address}/graphql", json=query).json()["data"]


def test_a_server_killed_and_started_again_answers_the_same(database_url: str, no_facts: Path) -> None:
    for how in (signal.SIGKILL, signal.SIGTERM):
        with serving(database_url=database_url, data_directory=no_facts) as served:
            assert ask(served.address) == {"country": {"name": "Türkiye"}}
            assert httpx.get(f"{served.address}/readyz").json() == {"status": "ready"}
            said = served.stop(how)
        assert "Traceback" not in said


def test_the_command_it_prints_can_be_run(sqlite_states_url: str, no_facts: Path) -> None:
    with serving(database_url=sqlite_states_url, data_directory=no_facts) as served:
        [line] = [line for line in served.said.splitlines() if line.startswith("  curl ")]
        _, address, *rest = shlex.split(line)
        header, body = rest[1], rest[3]
        name, _, value = header.partition(": ")
        answer = httpx.post(address, content=body, headers={name: value}).json()
    assert answer["data"]["country"]["name"] == "Türkiye"
    assert answer["data"]["country"]["hostedMeetings"]["totalCount"] == 0


def test_of_several_workers_one_that_is_killed_is_replaced(sqlite_states_url: str, no_facts: Path) -> None:
    with serving("--workers", "2", database_url=sqlite_states_url, data_directory=no_facts) as served:
        assert all(ask(served.address) == {"country": {"name": "Türkiye"}} for _ in range(10))
        before = workers_of(served.process.pid)
        assert len(before) == 2
        os.kill(before[0], signal.SIGKILL)
        for _ in range(600):
            if len(workers_of(served.process.pid)) == 2 and before[0] not in workers_of(served.process.pid):
                break
            sleep(0.1)
        now = workers_of(served.process.pid)
        assert (len(now), before[0] in now, before[1] in now) == (2, False, True)
        assert all(ask(served.address) == {"country": {"name": "Türkiye"}} for _ in range(10))
        said = served.stop()
    assert "Traceback" not in said


def workers_of(parent: int) -> list[int]:
    """The processes under a server that answer; multiprocessing has a helper of its own beside them."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


@pytest.mark.parametrize("state", ["behind", "ahead"])
def test_an_application_refuses_a_database_of_another_version(sqlite_url: str, state: str) -> None:
    if state == "ahead":
        upgrade(sqlite_url)
        engine = connect(sqlite_url)
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        engine.dispose()
    with pytest.raises(WrongRevision, match="dragoman migrate" if state == "behind" else "newer"):
        create(Settings(database_url=sqlite_url))


def test_a_running_request_is_answered_before_the_end(sqlite_states_url: str, no_facts: Path) -> None:
    body = b'{"query": "{ __typename }"}'
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(database_url=sqlite_states_url, data_directory=no_facts) as served:
        port = int(served.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(head.encode() + body[:5])
            httpx.get(f"{served.address}/healthz")
            served.process.send_signal(signal.SIGTERM)
            client.sendall(body[5:])
            assert b'{"data":{"__typename":"Query"}' in client.makefile("rb").read()


def test_a_taken_port_is_told_in_a_sentence(dragoman: Run, sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = dragoman("serve", "--port", str(port), database_url=sqlite_url)
    assert ended.code == 1
    assert ended.err == (
        f"dragoman: Cannot listen on 127.0.0.1:{port}: address already in use. "
        "Stop what listens there, or choose another with --port.\n"
    )
    assert not file(sqlite_url).exists(), "nothing is prepared for a server that cannot start"


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7"])
def test_an_address_of_another_machine_is_told_in_a_sentence(
    dragoman: Run, host: str, sqlite_url: str
) -> None:
    ended = dragoman("serve", "--port", "0", "--host", host, database_url=sqlite_url)
    assert ended.code == 1
    assert ended.err.startswith(f"dragoman: Cannot listen on {host}:0: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "setting"),
    [
        (("serve", "--port", "http"), "DRAGOMAN_PORT"),
        (("migrate", "--database-url", "oracle://x"), "DRAGOMAN_DATABASE_URL"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    dragoman: Run, arguments: tuple[str, ...], setting: str
) -> None:
    ended = dragoman(*arguments)
    assert ended.code == 2
    assert ended.err.startswith(f"dragoman: {setting} is not valid: ")
    assert ended.err.count("\n") == 1


def test_a_database_that_is_not_there_is_told_in_a_sentence(dragoman: Run) -> None:
    ended = dragoman("migrate", database_url="postgresql://nobody:secret@127.0.0.1:1/none")
    assert ended.code == 1
    assert ended.err.startswith("dragoman: The database cannot be used: ")
    assert ended.err.count("\n") == 1
    assert "secret" not in ended.err


def test_migrate_says_from_where_to_where(dragoman: Run, database_url: str) -> None:
    first = dragoman("migrate", database_url=database_url)
    assert first.out.startswith("The database went from revision none to ")
    assert dragoman("migrate", database_url=database_url).out == "The database was up to date.\n"
    assert revision_of(database_url).matches


@pytest.mark.parametrize("command", [("load",), ("import", "records.yaml")])
def test_an_empty_database_is_refused_with_what_to_run(
    dragoman: Run, command: tuple[str, ...], sqlite_url: str
) -> None:
    ended = dragoman(*command, database_url=sqlite_url)
    assert (ended.code, ended.err.rpartition(" Run: ")[2]) == (1, "dragoman migrate\n")


def test_load_says_what_changed(dragoman: Run, sqlite_url: str, no_facts: Path) -> None:
    dragoman("migrate", database_url=sqlite_url)
    first = dragoman("load", database_url=sqlite_url, data_directory=no_facts)
    again = dragoman("load", database_url=sqlite_url, data_directory=no_facts)
    assert (first.code, again.code) == (0, 0)
    assert first.out.startswith("created ")
    assert again.out.startswith("created 0, ")


def test_a_broken_file_of_facts_stops_the_start_and_is_named(
    dragoman: Run, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text("meetings: [{", encoding="utf-8")
    ended = dragoman("serve", "--port", "0", database_url=sqlite_url, data_directory=tmp_path)
    assert ended.code == 1
    assert ended.err.startswith("dragoman: Nothing was written:\nbroken.yaml:")
    assert "Traceback" not in ended.err


def test_import_brings_a_partners_records_in(dragoman: Run, sqlite_url: str, no_facts: Path) -> None:
    records = no_facts / "partner.jsonl"
    records.write_text(
        '{"type": "actor", "id": "freedonia-front", "name": "Freedonian Front", "kind": "ARMED_GROUP"}\n'
    )
    dragoman("migrate", database_url=sqlite_url)
    ended = dragoman("import", str(records), "--partner", "freedonia", database_url=sqlite_url)
    assert ended.out.startswith("created 1, "), ended.err


def test_data_tells_of_a_file_that_is_not_canonical_and_writes_it(dragoman: Run, tmp_path: Path) -> None:
    facts = tmp_path / "freedonia.yaml"
    facts.write_text(
        "actors:\n  - {id: front,   name: Freedonian Front, kind: ARMED_GROUP}\n", encoding="utf-8"
    )
    told = dragoman("data", str(facts))
    assert (told.code, told.err) == (1, "freedonia.yaml:2: The file is not in its canonical form.\n")
    assert dragoman("data", "--write", str(facts)).code == 0
    assert dragoman("data", str(facts)).out == "1 file, 0 problems.\n"


def test_sdl_prints_the_committed_schema(dragoman: Run) -> None:
    assert dragoman("sdl").out == (HOME / "schema" / "schema.graphql").read_text(encoding="utf-8")


def test_version_and_help(dragoman: Run) -> None:
    script = subprocess.run(command("--version"), capture_output=True, text=True, check=True)
    assert script.stdout == f"dragoman {version('dragoman')}\n"
    told = dragoman("--help").out
    assert all(name in told for name in ("serve", "migrate", "load", "import", "data", "sdl"))
    assert "--database-url" in dragoman("serve", "--help").out


def test_a_missing_command_is_told_with_those_there_are(dragoman: Run) -> None:
    ended = dragoman()
    assert ended.code == 2
    assert "usage: dragoman" in ended.err
