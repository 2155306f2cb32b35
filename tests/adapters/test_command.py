"""`dragoman import --dataset` as it is used in a shell: exit codes, what it says and where, and what it leaves alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from db.enums import RecordType
from exchange import last_changes
from exchange.load import DATA
from server.cli import main
from tests.adapters.files import EVENT, save, text
from tests.adapters.test_bring import NEW, OLD, TALKS, older
from tests.curated import load_curated
from tests.databases import Databases
from tests.exchange.made import everything, opened


@dataclass
class Shell:
    """Runs the command on one database; `out` and `err` are what the last one said."""

    url: str
    capture: pytest.CaptureFixture[str]
    out: str = field(default="", init=False)
    err: str = field(default="", init=False)

    def __call__(self, *arguments: str | Path, command: str = "import") -> int:
        code = main([str(one) for one in (command, "--database-url", self.url, *arguments)])
        self.out, self.err = self.capture.readouterr()
        return code

    def told(self, *arguments: str | Path) -> dict[str, Any]:
        """What it tells programs."""
        assert self("--json", *arguments) == 0, self.err
        assert self.err == ""
        told: dict[str, Any] = json.loads(self.out)
        return told

    def everything(self) -> object:
        """All rows of the database."""
        with opened(self.url) as session:
            return everything(session)


@pytest.fixture
def shell(curated_copy: str, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell over a copy of the curated facts, of either kind."""
    return Shell(curated_copy, capsys)


@pytest.fixture
def lite(databases: Databases, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell over a copy in SQLite alone, for what does not depend on the database."""
    with databases.filled("curated", "sqlite", load_curated) as url:
        yield Shell(url, capsys)


@pytest.fixture(scope="module")
def untouched_url(databases: Databases) -> Iterator[str]:
    """A copy that no test may change."""
    with databases.filled("curated", "sqlite", load_curated) as url:
        yield url


@pytest.fixture
def refusing(untouched_url: str, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell whose commands must all leave the database as it was, page by page."""
    shell = Shell(untouched_url, capsys)
    before = _dumped(untouched_url)
    yield shell
    assert _dumped(untouched_url) == before


def _dumped(url: str) -> list[bytes]:
    """The file of a SQLite database, and its journal where somebody left one."""
    path = Path(url.removeprefix("sqlite:///"))
    return [one.read_bytes() for one in (path, path.with_name(f"{path.name}-wal")) if one.is_file()]


def test_a_dry_run_tells_programs_what_would_change(refusing: Shell, tmp_path: Path) -> None:
    told = refusing.told("--dataset", NEW, "--part", "--dry-run", save(tmp_path, NEW, EVENT, TALKS))
    assert (told["dataset"], told["rows"], told["applied"]) == (NEW, 2, False)
    assert told["summary"]["created"] == sum(step["action"] == "created" for step in told["steps"])
    assert [one["id"] for one in told["matches"]] == ["jeddah-2023-05-11"]
    assert "Words of a coder" not in refusing.out


def test_a_dry_run_tells_people_that_nothing_was_written(refusing: Shell, tmp_path: Path) -> None:
    assert refusing("--dataset", NEW, "--part", "--dry-run", save(tmp_path, NEW, EVENT)) == 0
    first, *_, last = refusing.out.splitlines()
    assert first == "made.csv as mend-2026-03: 1 rows, UTF-8 with BOM"
    assert last == "Nothing was written."
    assert refusing.err == ""


def test_it_comes_in_once_and_changes_nothing_when_it_comes_again(shell: Shell, tmp_path: Path) -> None:
    file = save(tmp_path, NEW, EVENT, EVENT | {"Day": "7"}, TALKS)
    shown = shell.told("--dataset", NEW, "--part", "--dry-run", file)
    first = shell.told("--dataset", NEW, "--part", file)
    assert (first["steps"], first["applied"]) == (shown["steps"], True)
    before = shell.everything()
    again = shell.told("--dataset", NEW, "--part", file)
    assert (again["summary"]["created"], again["summary"]["updated"], again["steps"]) == (0, 0, [])
    assert shell.everything() == before


def test_a_reason_is_kept_with_every_change(lite: Shell, tmp_path: Path) -> None:
    lite("--dataset", NEW, "--part", "--reason", "spring release", save(tmp_path, NEW, EVENT))
    assert "spring release" in repr(lite.everything())


def test_extra_data_is_loaded_where_it_is_asked_for_and_once(lite: Shell) -> None:
    assert lite("--with", "ucdp", command="load") == 0
    told = [line.partition(", ") for line in lite.out.splitlines() if line.startswith("ucdp-")]
    assert [first for first, _, _ in told][-1].startswith("ucdp-agreement-22.1: created 3")
    assert all("conflicts 0, rejected 0" in rest for _, _, rest in told)
    before = lite.everything()
    assert lite("--with", "ucdp", command="load") == 0
    assert lite.everything() == before


def test_what_an_editor_changed_is_a_conflict_and_an_exit_code(shell: Shell, tmp_path: Path) -> None:
    first = shell.told("--dataset", OLD, "--part", save(tmp_path, OLD, older(EVENT)))
    (slug,) = (step["id"] for step in first["steps"] if step["type"] == "Meeting")
    with opened(shell.url) as session:
        after = last_changes(session, [(RecordType.MEETING, slug)])[RecordType.MEETING, slug].after
    record = json.loads(after or "") | {"title": "As an editor has it"}
    (tmp_path / "edited.jsonl").write_text(json.dumps({"type": "meeting", **record}), encoding="utf-8")
    assert shell("--partner", "editor", tmp_path / "edited.jsonl") == 0, shell.err
    assert shell("--dataset", NEW, "--part", save(tmp_path, NEW, EVENT)) == 1
    assert "conflict: " in shell.out
    assert "editor changed it since" in shell.out


WHOLE = text(NEW, {**EVENT, "Summary": "One, two"}, EVENT)
FAULTS = {
    "cut in a cell": (WHOLE[: WHOLE.rindex('"') - 3].encode(), "wrong.csv:3: "),
    "cut in a row": (WHOLE.rstrip()[: -len(",0,M")].encode(), "wrong.csv:3:30: source_urls: "),
    "encoding": (WHOLE.encode().replace(b"RF: Ridge", b"RF: R\xeedge"), "wrong.csv:2:21: local_parties: "),
    "utf-16": (WHOLE.encode("utf-16"), "wrong.csv: The file holds NUL characters"),
    "headers": (WHOLE.replace("Day,", "Date,").encode(), "wrong.csv:1:9: Date: "),
    "release": (text(OLD, older(EVENT)).encode(), "wrong.csv:1:1: These are the columns of mend-2025-07"),
    "empty": (b"", "wrong.csv: The file is empty."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_wrong_is_named_by_row_and_column(refusing: Shell, tmp_path: Path, fault: str) -> None:
    content, place = FAULTS[fault]
    (tmp_path / "wrong.csv").write_bytes(content)
    assert refusing("--dataset", NEW, "--part", tmp_path / "wrong.csv") == 1
    first, second, *_ = refusing.err.splitlines()
    assert (refusing.out, first) == ("", "dragoman: Nothing was written:")
    assert second.startswith(place)


def test_a_release_with_too_few_rows_is_no_release(refusing: Shell, tmp_path: Path) -> None:
    assert refusing("--dataset", NEW, save(tmp_path, NEW, EVENT)) == 1
    assert "1 rows, fewer than the 2956 of this release" in refusing.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--json", "x.csv"], "--json is for files of a dataset: name it with --dataset."),
        (["--dry-run", "x.csv"], "--dry-run is for files of a dataset: name it with --dataset."),
        (["--dataset", NEW, "x.csv", "y.csv"], "A release of a dataset is one file."),
        (["--dataset", NEW, "nowhere.csv"], "The file cannot be read: No such file or directory."),
        (["--dataset", NEW, str(DATA)], "The file cannot be read: Is a directory."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    refusing: Shell, arguments: list[str], sentence: str
) -> None:
    assert refusing(*arguments) == 1
    assert sentence in refusing.err


def test_a_dataset_that_nobody_knows_is_a_mistake_of_usage(refusing: Shell) -> None:
    with pytest.raises(SystemExit) as ended:
        refusing("--dataset", "mend-1999", "x.csv")
    assert ended.value.code == 2
    assert "mend-2026-03" in refusing.capture.readouterr().err


def test_a_database_without_tables_is_told_to_migrate(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shell = Shell(sqlite_url, capsys)
    assert shell("--dataset", NEW, "--part", save(tmp_path, NEW, EVENT)) == 1
    assert "dragoman migrate" in shell.err
