"""`dragoman export` as people run it: into a folder, to standard output, and with what it cannot do."""

import json
from pathlib import Path

import pytest

from server.cli import main


@pytest.fixture
def on_curated(curated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_DATABASE_URL", curated_url)


pytestmark = pytest.mark.usefixtures("on_curated")


def test_all_files_of_a_format_go_into_a_folder(tmp_path: Path) -> None:
    assert main(["export", "--folder", str(tmp_path / "out"), "--format", "jsonl"]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"sources.jsonl", "meetings.jsonl", "outcomes.jsonl", "datapackage.json"} < names
    assert "records.jsonl" not in names
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert {one["path"] for one in package["resources"]} == names - {"datapackage.json"}


def test_one_file_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    where = '{"host": {"code": {"eq": "TR"}}}'
    assert main(["export", "meetings.csv", "--where", where, "--after", "istanbul-2025-05-16"]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert lines[1].startswith(b"istanbul-2025-05-16-tr-us-ua,")
    assert len(lines) < 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name one file, or a --folder"),
        (["meetings.csv", "seats.csv"], "Name one file, or a --folder"),
        (["meetings.xlsx"], "There is no file 'meetings.xlsx'. There are: sources.jsonl"),
        (["meetings.csv", "--where", "{"], "--where is not JSON"),
        (["meetings.csv", "--where", '{"colour": 1}'], "unknown field 'colour'"),
        (["meetings.jsonl", "--after", "nowhere"], "This is no place in meetings"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["export", *arguments]) == 1
    told = capfd.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_file_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    assert main(["export", "meetings.jsonl", "--folder", str(tmp_path), "--after", "nowhere"]) == 1
    assert list(tmp_path.iterdir()) == []
