"""Fuzzy dates mean the days that EDTF says, and nothing is invented."""

from calendar import isleap
from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from db.enums import DatePrecision
from exchange import BadDate, parse_date

DAYS = st.dates()


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02", "DAY"),
        ("2025-06", "2025-06-01", "2025-06-30", "MONTH"),
        ("2024-02", "2024-02-01", "2024-02-29", "MONTH"),
        ("1955", "1955-01-01", "1955-12-31", "YEAR"),
        ("201X", "2010-01-01", "2019-12-31", "DECADE"),
        ("20XX", "2000-01-01", "2099-12-31", "CENTURY"),
        ("00XX", "0001-01-01", "0099-12-31", "CENTURY"),
        ("2025-XX", "2025-01-01", "2025-12-31", "YEAR"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31", "YEAR"),
        ("2025-06-XX", "2025-06-01", "2025-06-30", "MONTH"),
        ("2025-21", "2025-03-01", "2025-05-31", "SEASON"),
        ("2023-24", "2023-12-01", "2024-02-29", "SEASON"),
        ("2025-36", "2025-10-01", "2025-12-31", "SEASON"),
        ("2025-06-20/2025-06-30", "2025-06-20", "2025-06-30", "INTERVAL"),
        ("2025-06-02/2025-06-02", "2025-06-02", "2025-06-02", "INTERVAL"),
        ("2025-06/2025", "2025-06-01", "2025-12-31", "INTERVAL"),
        ("2023/..", "2023-01-01", None, "INTERVAL"),
        ("2023/", "2023-01-01", None, "INTERVAL"),
        ("/2023", None, "2023-12-31", "INTERVAL"),
        ("../2023-05", None, "2023-05-31", "INTERVAL"),
    ],
)
def test_a_date_means_these_days(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    found = parse_date(text)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, DatePrecision[precision])
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025-06-02", False, False),
        ("2025-06-02?", False, True),
        ("2026-01~", True, False),
        ("2025%", True, True),
        ("2004-06~/2004-08?", True, True),
    ],
)
def test_qualifiers(text: str, approximate: bool, uncertain: bool) -> None:
    assert (parse_date(text).approximate, parse_date(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "yesterday",
        "2025-13",
        "2023-02-30",
        "2025-02-29",
        "2025-6-2",
        "0000",
        "-0043",
        "Y12345",
        "XXXX",
        "20XX-05",
        "2025-XX-02",
        "2025-21-01",
        "9999-24",
        "2025-06-30/2025-06-02",
        "2025/2026/2027",
        "2025-06-02T10:00",
        "٢٠٢٥",
        "2025-06-02" * 10,
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_date(text)


def _day(bound: struct_time) -> str:
    return date(*bound[:3]).isoformat()


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), st.sampled_from(["", "?", "~", "%"]))
def test_single_dates_are_those_of_the_edtf_package(day: date, form: str, mark: str) -> None:
    text = day.strftime(form).rjust(len(date.max.strftime(form)), "0") + mark
    theirs, ours = parse_edtf(text), parse_date(text)
    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_intervals_are_those_of_the_edtf_package(days: list[date]) -> None:
    text = "/".join(day.isoformat() for day in days)
    theirs, ours = parse_edtf(text), parse_date(text)
    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_exists_or_is_refused(year: int, month: int, day: int) -> None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        date(year, month, day)
    except ValueError:
        with pytest.raises(BadDate):
            parse_date(text)
    else:
        assert parse_date(text).earliest == text


@given(st.integers(1, 9998), st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36]))
def test_seasons_and_quarters_last_three_months(year: int, season: int) -> None:
    found = parse_date(f"{year:04d}-{season}")
    first, last = date.fromisoformat(found.earliest or ""), date.fromisoformat(found.latest or "")
    assert (last - first).days + 1 in {90, 91, 92}
    assert season != 24 or (last.day == 29) == isleap(last.year)


@given(st.text(alphabet="0123456789-/.X?~% Tz", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_date(text)
    except BadDate:
        return
    assert (found.earliest or "0001-01-01") <= (found.latest or "9999-12-31")
    assert parse_date(found.text) == found
