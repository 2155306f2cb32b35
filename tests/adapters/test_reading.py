"""Files are read as they are, or refused by row and column; nothing is guessed silently."""

from dataclasses import replace
from pathlib import Path

import pytest

from exchange.adapters import DATASETS, Nothing, adapt, read_table
from exchange.adapters.layout import Column, Layout, fit
from exchange.adapters.text import encoded_twice
from exchange.problems import Problem, Refused
from tests.adapters.files import EVENT, MADE, sample, save, text

MEND = DATASETS["mend-2026-03"]
ANYTHING = Layout((Column("place", "place"), Column("who", "who"), Column("note", "note")), encoding="any")


def refused(path: Path, dataset: str = "mend-2026-03") -> Problem:
    with pytest.raises(Refused) as refusal:
        adapt(DATASETS[dataset], path, Nothing(), part=True)
    return refusal.value.problems[0]


def test_each_cell_of_a_file_in_three_encodings_is_read_in_its_own() -> None:
    rows, remarks = fit(read_table(MADE / "mixed.csv"), ANYTHING)
    assert [row["place"] for row in rows] == ["Genève", "Genève", "Na•ve\r\nhall", "NA"]
    assert [(one.line, one.column) for one in remarks] == [(3, 1), (3, 2), (4, 1)]


def test_a_release_in_utf_8_is_refused_where_a_cell_is_not() -> None:
    problem = refused_layout(MADE / "mixed.csv", replace(ANYTHING, encoding="UTF-8"))
    assert (problem.line, problem.column, problem.field) == (3, 1, "place")


def refused_layout(path: Path, layout: Layout) -> Problem:
    with pytest.raises(Refused) as refusal:
        fit(read_table(path), layout)
    return refusal.value.problems[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("T√ºrkiye", "Türkiye"), ("TÃ¼rkiye", "Türkiye"), ("Türkiye", None), ("√2 is a root", None)],
)
def test_what_was_encoded_twice_is_told_from_what_was_not(written: str, meant: str | None) -> None:
    assert encoded_twice(written) == meant


def test_a_file_cut_inside_a_quoted_cell_is_refused(tmp_path: Path) -> None:
    whole = text(MEND.name, {**EVENT, "Summary": "One, two"}, EVENT)
    (tmp_path / "cut.csv").write_text(whole[: whole.rindex('"') - 3], encoding="utf-8")
    problem = refused(tmp_path / "cut.csv")
    assert (problem.code, problem.line) == ("BROKEN_FILE", 3)


def test_a_file_cut_inside_a_row_is_refused(tmp_path: Path) -> None:
    whole = text(MEND.name, EVENT, EVENT).rstrip()
    (tmp_path / "cut.csv").write_text(whole[: whole.rindex(",0,M")], encoding="utf-8")
    problem = refused(tmp_path / "cut.csv")
    assert (problem.code, problem.line, problem.column) == ("WRONG_FILE", 3, 30)


def test_a_file_cut_between_rows_is_refused_by_its_number_of_rows(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"made.csv:2:1.*1 rows, fewer than the 2956"):
        adapt(MEND, save(tmp_path, MEND.name, EVENT), Nothing())


def test_the_other_release_is_told_by_its_name(tmp_path: Path) -> None:
    problem = refused(save(tmp_path, "mend-2025-07"))
    assert "the columns of mend-2025-07" in problem.message


def test_a_header_that_is_not_known_is_told_with_its_column(tmp_path: Path) -> None:
    path = tmp_path / "headed.csv"
    path.write_text(text(MEND.name, EVENT).replace("conflict_country,", "country,"), encoding="utf-8")
    problem = refused(path)
    assert (problem.line, problem.column, problem.field) == (1, 2, "country")
    assert "missing: conflict_country; not known: country" in problem.message


def test_headers_may_differ_in_case_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "spaced.csv"
    path.write_text(text(MEND.name, EVENT).replace("Summary,", " summary ,"), encoding="utf-8")
    assert adapt(MEND, path, Nothing(), part=True).rows == 1


def test_columns_that_moved_are_found_by_what_they_hold(tmp_path: Path) -> None:
    rows = [{**EVENT, "med_scope": "P", "third_party_id_MEND": "indnam7"}] * 20
    problem = refused(save(tmp_path, MEND.name, *rows))
    assert (problem.line, problem.field) == (2, "third_party_id_MEND")


def test_a_file_of_the_same_columns_and_another_version_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "ucdp-actor-22.1", {"ActorId": "1", "NameData": "A", "Org": "1", "Version": "26.1"})
    assert refused(path, "ucdp-actor-22.1").field == "Version"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 a spreadsheet", "a,b\r\n".encode("utf-16")],
    ids=["empty", "archive", "utf-16"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    assert refused(tmp_path / "file.csv").code == "BROKEN_FILE"


def test_a_damaged_spreadsheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.xlsx").write_bytes(b"PK\x03\x04 and then nothing that belongs there")
    assert refused(tmp_path / "file.xlsx", "ucdp-agreement-22.1").code == "BROKEN_FILE"


def test_the_worst_real_file_is_read_and_its_odd_cells_are_told() -> None:
    table = read_table(sample("CWM_aug2014.csv"))
    layout = Layout(tuple(Column(header) for header in table.header), encoding="any")
    rows, remarks = fit(table, layout)
    assert len(rows) == 762
    assert remarks
    assert all(one.line and one.column for one in remarks)
