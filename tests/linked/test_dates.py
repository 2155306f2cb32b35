"""Dates in ISO 8601: never more exact than they are known."""

from dataclasses import asdict

import pytest

from exchange.dates import parse
from exchange.linked.dates import iso


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-06-02", "2025-06-02"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        ("2025-06-XX", "2025-06"),
        ("2025-06-20/2025-06-30", "2025-06"),
        ("2025-06-20/2025-07-02", "2025"),
        ("2025-22", "2025"),
        ("2025-24", None),
        ("2024-12-30/2025-01-02", None),
        ("201X", None),
        ("2025-06-02?", None),
        ("2025-06~", None),
        ("2025/..", None),
        ("/2025", None),
    ],
)
def test_the_finest_span_that_holds_every_day(edtf: str, expected: str | None) -> None:
    assert iso({**asdict(parse(edtf)), "edtf": edtf}) == expected


def test_no_date_is_none() -> None:
    assert iso(None) is None
