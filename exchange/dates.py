"""Fuzzy dates: EDTF level 1 text read into the days that it may mean.

Supported: days, months, years; seasons (21–24) and quarters (33–36); masks from the right (`201X`, `20XX`, `2025-XX`,
`2025-06-XX`, `2025-XX-XX`); the qualifiers `?`, `~`, `%`; intervals, open (`..`) or unknown (empty) at one end.
Years run from 0001 to 9999. Seasons are those of the northern hemisphere, winter beginning in December of its year.
Reading is our own: the `edtf` package takes 3 ms a date, invents a bound for `/2023` and fails on `2024-XX/2025`;
the tests compare the two wherever it is right.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from db.enums import DatePrecision
from exchange import limits

_SINGLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)",
    re.ASCII,
)
_MONTHS = range(1, 13)
# EDTF number: first month, number of months.
_SEASONS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
}
_OPEN = ("", "..")


class BadDate(ValueError):
    """The text is not a date that can be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A fuzzy date; `earliest` and `latest` are ISO days, None where that end is open or unknown."""

    text: str
    earliest: str | None
    latest: str | None
    precision: DatePrecision
    approximate: bool = False
    uncertain: bool = False


@lru_cache(maxsize=8192)
def parse(text: str) -> Edtf:
    """Read EDTF level 1. `parse("2025-06/..").latest is None`. Raises `BadDate`."""
    text = text.strip()
    if len(text) > limits.EDTF:
        raise BadDate(f"A date has at most {limits.EDTF} characters.")
    start, slash, end = text.partition("/")
    return _interval(text, start, end) if slash else _single(text)


def _interval(text: str, start: str, end: str) -> Edtf:
    if start in _OPEN and end in _OPEN:
        raise BadDate(f"{text!r} says nothing: leave the date out.")
    ends = [_single(part) for part in (start, end) if part not in _OPEN]
    earliest = None if start in _OPEN else ends[0].earliest
    latest = None if end in _OPEN else ends[-1].latest
    if earliest and latest and latest < earliest:
        raise BadDate(f"{text!r} ends before it begins.")
    return Edtf(
        text,
        earliest,
        latest,
        DatePrecision.INTERVAL,
        any(one.approximate for one in ends),
        any(one.uncertain for one in ends),
    )


def _single(text: str) -> Edtf:
    found = _SINGLE.fullmatch(text)
    if found is None:
        raise BadDate(
            f"{text!r} is not an EDTF date such as 2025, 2025-06, 2025-06-02, 2025-06-02~ or 2025-06-02/2025-06-04."
        )
    year, month, day, mark = found.group("year", "month", "day", "mark")
    earliest, latest, precision = _bounds(text, year, month or "XX", day or "XX")
    return Edtf(
        text,
        earliest.isoformat(),
        latest.isoformat(),
        precision,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def _bounds(text: str, year: str, month: str, day: str) -> tuple[date, date, DatePrecision]:
    try:
        if "X" in year:
            return _decades(text, year, month + day)
        if month == "XX":
            return _year(text, int(year), day)
        return _month(text, int(year), int(month), day)
    except ValueError as error:
        if isinstance(error, BadDate):
            raise
        raise BadDate(f"{text!r} does not exist in the calendar (years 0001 to 9999).") from error


def _decades(text: str, year: str, rest: str) -> tuple[date, date, DatePrecision]:
    if rest != "XXXX" or "-" in text:
        raise BadDate(f"{text!r}: when the year is not known in full, give the year alone.")
    precision = DatePrecision.DECADE if year.count("X") == 1 else DatePrecision.CENTURY
    first = max(int(year.replace("X", "0")), 1)
    return date(first, 1, 1), date(int(year.replace("X", "9")), 12, 31), precision


def _year(text: str, year: int, day: str) -> tuple[date, date, DatePrecision]:
    if day != "XX":
        raise BadDate(f"{text!r}: a day needs its month.")
    return date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR


def _month(text: str, year: int, month: int, day: str) -> tuple[date, date, DatePrecision]:
    if month in _SEASONS:
        return _season(text, year, month)
    if day != "XX":
        exact = date(year, month, int(day))
        return exact, exact, DatePrecision.DAY
    return *_span(year, month, 1), DatePrecision.MONTH


def _season(text: str, year: int, number: int) -> tuple[date, date, DatePrecision]:
    if text.count("-") > 1:
        raise BadDate(f"{text!r}: a season has no day.")
    return *_span(year, *_SEASONS[number]), DatePrecision.SEASON


def _span(year: int, month: int, months: int) -> tuple[date, date]:
    if month not in _MONTHS:
        raise ValueError(month)
    years, last = divmod(month + months - 2, 12)
    final = year + years, last + 1
    return date(year, month, 1), date(*final, monthrange(*final)[1])
