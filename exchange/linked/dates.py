"""Dates that are not known to the day, said in ISO 8601 without making them more exact than they are."""

from typing import Any

Json = dict[str, Any]

DAY, MONTH, YEAR = 10, 7, 4
"""How many characters of an ISO day say the day, the month, the year."""


def iso(date: Json | None) -> str | None:
    """The finest ISO 8601 day, month or year that holds every day the date may mean: 2025-06 for 2025-06-20/2025-06-30.

    None where there is none, and where sources leave doubt about the date or give it roughly: its EDTF says so.
    """
    if not date or date["approximate"] or date["uncertain"]:
        return None
    earliest, latest = date["earliest"], date["latest"]
    if not earliest or not latest:
        return None
    return next((earliest[:end] for end in (DAY, MONTH, YEAR) if earliest[:end] == latest[:end]), None)


def edtf(date: Json | None) -> str | None:
    """The date as recorded."""
    return date["edtf"] if date else None
