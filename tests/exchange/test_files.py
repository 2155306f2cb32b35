"""Files are read with the line of every mistake, and written in one canonical form."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from db.enums import Vocabulary
from exchange import DATA, Problem, curated_files, data_command, read_file, read_lines, read_yaml, record
from exchange.limits import DEPTH, YAML_BYTES
from exchange.yaml_form import canonical, canonicalise, check_files


def problems(text: str) -> list[Problem]:
    return read_yaml(text, "talks.yaml", "talks").problems


def test_every_curated_file_is_written_as_it_is() -> None:
    files = curated_files()
    assert len(files) == 16  # fourteen of processes, one of names and one of identifiers
    assert check_files(files) == []


def test_the_canonical_form_keeps_comments_order_and_style() -> None:
    rough = '# Talks\r\nactors:\n- {id: b,   name: "NO"}  # second letter\n\n- id: a\n  name:   Ridge\n\n'.replace(
        "\r", ""
    )
    form = '# Talks\nactors:\n  - {id: b, name: "NO"}  # second letter\n\n  - id: a\n    name: Ridge\n'
    assert canonical(rough) == form
    assert canonical(form) == form


def test_a_file_is_put_into_its_form_and_told_before(tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text("actors:\n- {id: a, name: A, kind: NGO}\n")
    (problem,) = check_files([file])
    assert (problem.code, problem.file, problem.line) == ("NOT_CANONICAL", "talks.yaml", 2)
    assert canonicalise([file]) == [file]
    assert canonicalise([file]) == []
    assert file.read_text() == "actors:\n  - {id: a, name: A, kind: NGO}\n"


def test_broken_yaml_is_named_with_line_and_column() -> None:
    (problem,) = problems("actors:\n  - {id: a, name: A\n")
    assert (problem.code, problem.file, problem.line, problem.column) == ("BROKEN_FILE", "talks.yaml", 3, 1)
    assert str(problem).startswith("talks.yaml:3:1: Not YAML: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actors:\n  - {id: a, kind: NO}", 'Quote "NO"'),
        ("actors:\n  - {id: a, id: b}", "given twice"),
        ("actors: &all\n  - {id: a}\npersons: *all", "Anchors and aliases"),
        ("- a", "Sections are expected"),
        ("meetings: 5", "A list of at most"),
        ("dinners: []", "There is no such section"),
        ("a: \x07", "Not YAML"),
        ("--- {}\n--- {}", "Not YAML"),
        ("actors: " + "[" * (DEPTH + 5) + "]" * (DEPTH + 5), "levels deep"),
        ("actors: " + "[" * 100_000, "levels deep"),
        ("- " * 100_000 + "x", "levels deep"),
        ("? [a]\n: b", "plain text"),
        ("actors: [", "Not YAML"),
    ],
)
def test_traps_of_yaml_are_refused(text: str, said: str) -> None:
    assert any(said in problem.message for problem in problems(text))


def test_a_wrong_field_is_told_with_file_record_field_and_line() -> None:
    text = "persons:\n  - id: ada-demir\n    name: Ada Demir\n    positions:\n      - {title: Envoy, since: 2001}\n"
    (problem,) = problems(text)
    assert str(problem) == "talks.yaml:5: ada-demir, positions.0.since: There is no such field."


def test_one_wrong_record_does_not_hide_the_others() -> None:
    text = "persons:\n  - {id: a, name: A}\n  - {id: b}\n  - {id: c, name: 5}\n  - {id: d, name: D}\n"
    bundle = read_yaml(text, "talks.yaml", "talks")
    assert [entry.slug for entry in bundle.entries] == ["a", "d"]
    assert [(one.record, one.field, one.line) for one in bundle.problems] == [
        ("b", "name", 3),
        ("c", "name", 4),
    ]


def test_json_lines_are_read_one_record_a_line() -> None:
    lines = [
        json.dumps({"type": "person", "id": "a", "name": "Ada", "sources": ["s1"]}),
        "",
        json.dumps({"type": "dinner", "id": "b"}),
        '{"type": "person", "id": "c", "id": "d"}',
        "[1, 2",
        "[" * 100_000,
    ]
    bundle = read_lines("\n".join(lines), "a.jsonl", "partner")
    (entry,) = bundle.entries
    assert entry.record.plain()["sources"] == ["partner/s1"]
    assert [(one.code, one.line) for one in bundle.problems] == [
        ("WRONG_VALUE", 3),
        ("BROKEN_FILE", 4),
        ("BROKEN_FILE", 5),
        ("BROKEN_FILE", 6),
    ]


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe", "not UTF-8"), (None, "cannot be read")])
def test_a_file_that_cannot_be_read_says_so_without_its_path(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "talks.yaml"
    if content is not None:
        file.write_bytes(content)
    (problem,) = read_file(file).problems
    assert said in problem.message
    assert str(tmp_path) not in str(problem)


def test_a_yaml_file_that_would_fill_the_memory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    with file.open("wb") as empty:
        empty.truncate(YAML_BYTES + 1)
    (problem,) = read_file(file).problems
    assert (problem.code, problem.file) == ("BROKEN_FILE", "talks.yaml")
    assert "JSON Lines may have any number" in problem.message


def test_the_command_checks_files_beside_each_other(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("persons:\n  - {id: ada, name: Ada, actor: ridge-front}\n")
    two.write_text("actors:\n  - {id: ridge-front, name: Ridge Front, kind: ARMED_GROUP}\n")
    assert data_command([one]) == []
    two.write_text("actors:\n- {id: ridge-back, name: Ridge Front, kind: ARMED_GROUP}\n")
    (problem,) = data_command([one], write=True)
    assert (problem.code, problem.record, problem.field) == ("UNKNOWN_REFERENCE", "ada", "actor")
    assert data_command([two], write=True) == []
    assert two.read_text().startswith("actors:\n  - {")


def test_the_dictionary_tells_every_field_and_every_value() -> None:
    told = set(re.findall(r"[A-Za-z_0-9]+", (DATA / "README.md").read_text()))
    forms = [
        form for form in vars(record).values() if isinstance(form, type) and issubclass(form, record.Form)
    ]
    fields = {field.alias or name for form in forms for name, field in form.model_fields.items()}
    values = {
        value
        for form in forms
        for field in form.model_fields.values()
        for kind in (field.annotation, *get_args(field.annotation))
        if isinstance(kind, type) and issubclass(kind, Vocabulary)
        for value in kind
    }
    assert fields | values <= told
