"""Cells become values, or are said to be wrong."""

import pytest

from exchange.adapters import cells, states


def test_day_first_is_never_read_month_first() -> None:
    assert cells.day_first("03/02/1990").isoformat() == "1990-02-03"
    with pytest.raises(cells.NoDay):
        cells.day_first("02/15/1990")


@pytest.mark.parametrize("cell", ["2025-11-31", "3//1996", "1990-2-3", "0"])
def test_a_day_that_does_not_exist_is_no_day(cell: str) -> None:
    with pytest.raises(cells.NoDay):
        cells.iso_day(cell)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("1", "1997-05-29"),
        ("2", "1997-05-29~"),
        ("3", "1997-05"),
        ("4", "1997-05~"),
        ("5", "1997"),
        ("6", "1997~"),
    ],
)
def test_precision_becomes_edtf(code: str, meant: str) -> None:
    assert cells.precise("1997-05-29", code) == meant


def test_an_end_whose_precision_is_not_told_is_uncertain() -> None:
    assert cells.precise("2012-12-21", "") == "2012-12-21?"


@pytest.mark.parametrize(("cell", "meant"), [("346.0", "346"), ("346", "346"), ("NL", None), ("3.5", None)])
def test_ids_lose_what_spreadsheets_added(cell: str, meant: str | None) -> None:
    assert cells.whole(cell) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("%20https://example.org/a", "https://example.org/a"),
        ("htmlhttps://example.org/a", "https://example.org/a"),
        ("ICGLINK", None),
        ("https://nowhere", None),
    ],
)
def test_addresses(cell: str, meant: str | None) -> None:
    assert cells.address(cell) == meant


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Yemen (North Yemen)", "YE"),
        ("Serbia (Yugoslavia)", "RS"),
        ("Namibia", "NA"),
        ("Palestine", "PS"),
        ("Hyderabad", None),
    ],
)
def test_states_by_the_names_that_datasets_use(name: str, code: str | None) -> None:
    assert states.by_name(name) == code


@pytest.mark.parametrize(
    ("code", "number", "right"),
    [
        ("DE", "255", "260"),
        ("YE", "680", "678"),
        ("RS", "345", "340"),
        ("VN", "815", "816"),
        ("IS", "385", "395"),
        ("SI", "317", "349"),
        ("KW", "692", "690"),
        ("NA", "565", None),
        ("TR", "640", None),
    ],
)
def test_numbers_of_other_states_are_noticed(code: str, number: str, right: str | None) -> None:
    assert states.wrong_number(code, number) == right
