"""Fuzzy dates by the questions that a timeline asks, and the traps that libraries for EDTF fall into."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.dates import BadDate, Edtf, parse
from tests.asking import Asking

YEARS = st.integers(1, 9999)


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    found = parse(day.isoformat())
    assert (found.earliest, found.latest) == (day.isoformat(), day.isoformat())


@given(YEARS, st.integers(1, 12), st.sampled_from(["", "?", "~", "%"]))
def test_a_month_is_all_its_days(year: int, month: int, mark: str) -> None:
    found = parse(f"{year:04}-{month:02}{mark}")
    last = calendar.monthrange(year, month)[1]
    assert (found.earliest, found.latest) == (f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last}")
    assert (found.approximate, found.uncertain) == (
        mark in ("~", "%") and mark != "",
        mark in ("?", "%") and mark != "",
    )


@given(st.dates(), st.dates())
def test_an_interval_runs_from_its_first_day_to_its_last(one: date, other: date) -> None:
    start, end = sorted((one, other))
    found = parse(f"{start}/{end}")
    assert (found.earliest, found.latest) == (str(start), str(end))
    if start != end:
        with pytest.raises(BadDate):
            parse(f"{end}/{start}")


@given(YEARS)
def test_an_open_or_unknown_end_has_no_day(year: int) -> None:
    for text in (f"{year:04}/..", f"{year:04}/"):
        assert (parse(text).earliest, parse(text).latest) == (f"{year:04}-01-01", None)
    for text in (f"../{year:04}", f"/{year:04}"):
        assert (parse(text).earliest, parse(text).latest) == (None, f"{year:04}-12-31")


@given(st.text(max_size=30))
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    found = read(text)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def read(text: str) -> Edtf | str:
    """The date, or what is wrong with it."""
    try:
        return parse(text)
    except BadDate as error:
        return str(error)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-13",
        "2025-00",
        "2023-02-29",
        "0000",
        "..",
        "/",
        "../..",
        "2025-6-2",
        "2025/2024",
        "x",
    ],
)
def test_what_is_not_in_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse(text)


OVERLAPS = "query($from: Date, $to: Date) { outcomes(where: {date: {overlaps: {from: $from, to: $to}}}, first: 1) { totalCount } }"


def test_june_meets_the_end_of_june(ask: Asking) -> None:
    """`expected: 2025-06-20/2025-06-30` may happen in June; what is expected in September may not."""
    query = "query($from: Date, $to: Date) { actors(first: 0) { totalCount } outcomes(first: 100, where: {expected: {overlaps: {from: $from, to: $to}}}) { nodes { expected { edtf earliest latest } } } }"
    found = ask.data(query, **{"from": "2025-06-01", "to": "2025-06-30"})["outcomes"]["nodes"]
    told = [one["expected"] for one in found]
    assert "2025-06-20/2025-06-30" in [one["edtf"] for one in told]
    for one in told:
        assert one["earliest"] is None or one["earliest"] <= "2025-06-30"
        assert one["latest"] is None or one["latest"] >= "2025-06-01"


@pytest.mark.parametrize("day", ["2025-02-30", "2025-06", "today", "2025-6-2", "99999-01-01", ""])
def test_an_impossible_day_is_refused_before_the_database(ask: Asking, day: str) -> None:
    reply = ask(OVERLAPS, {"from": day})
    assert reply.codes == ["BAD_USER_INPUT"]
    assert reply.statements == 0
