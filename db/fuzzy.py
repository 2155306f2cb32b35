"""Columns of a fuzzy date: the EDTF text as written, the days it may mean, how precise and how sure it is."""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from db.base import choice, string
from db.enums import DatePrecision

# One mixin per prefix: SQLModel has no composite columns, and typed attributes are worth the lines.
# *_earliest, *_latest: ISO days as text, NULL when that end is open or unknown. All five are NULL when there is no date.


def told_whole(prefix: str) -> CheckConstraint:
    """A CHECK that a date which may be missing is there as a whole or not at all."""
    rest = " AND ".join(f"{prefix}_{part} IS NOT NULL" for part in ("precision", "approximate", "uncertain"))
    return CheckConstraint(f"{prefix}_edtf IS NULL OR ({rest})", name=f"{prefix}_whole")


class Start(SQLModel):
    """When a meeting began: always bounded, so that START orders without gaps."""

    start_edtf: str = string()
    start_earliest: str = string()
    start_latest: str = string()
    start_precision: DatePrecision = choice(DatePrecision, name="start_precision")
    start_approximate: bool = False
    start_uncertain: bool = False


class End(SQLModel):
    """When a meeting ended."""

    end_edtf: str | None = string(default=None)
    end_earliest: str | None = string(default=None)
    end_latest: str | None = string(default=None)
    end_precision: DatePrecision | None = choice(DatePrecision, name="end_precision", default=None)
    end_approximate: bool | None = None
    end_uncertain: bool | None = None


class Dated(SQLModel):
    """The one date of a thing, where known."""

    date_edtf: str | None = string(default=None)
    date_earliest: str | None = string(default=None)
    date_latest: str | None = string(default=None)
    date_precision: DatePrecision | None = choice(DatePrecision, name="date_precision", default=None)
    date_approximate: bool | None = None
    date_uncertain: bool | None = None


class Happened(SQLModel):
    """The date of an outcome: its own, else its meeting's; always bounded."""

    date_edtf: str = string()
    date_earliest: str = string()
    date_latest: str = string()
    date_precision: DatePrecision = choice(DatePrecision, name="date_precision")
    date_approximate: bool = False
    date_uncertain: bool = False


class Expected(SQLModel):
    """When something planned is to happen."""

    expected_edtf: str | None = string(default=None)
    expected_earliest: str | None = string(default=None)
    expected_latest: str | None = string(default=None)
    expected_precision: DatePrecision | None = choice(DatePrecision, name="expected_precision", default=None)
    expected_approximate: bool | None = None
    expected_uncertain: bool | None = None


class Published(SQLModel):
    """When a source was published."""

    published_edtf: str | None = string(default=None)
    published_earliest: str | None = string(default=None)
    published_latest: str | None = string(default=None)
    published_precision: DatePrecision | None = choice(
        DatePrecision, name="published_precision", default=None
    )
    published_approximate: bool | None = None
    published_uncertain: bool | None = None


class Since(SQLModel):
    """From when something holds."""

    since_edtf: str | None = string(default=None)
    since_earliest: str | None = string(default=None)
    since_latest: str | None = string(default=None)
    since_precision: DatePrecision | None = choice(DatePrecision, name="since_precision", default=None)
    since_approximate: bool | None = None
    since_uncertain: bool | None = None


class Until(SQLModel):
    """Until when something holds."""

    until_edtf: str | None = string(default=None)
    until_earliest: str | None = string(default=None)
    until_latest: str | None = string(default=None)
    until_precision: DatePrecision | None = choice(DatePrecision, name="until_precision", default=None)
    until_approximate: bool | None = None
    until_uncertain: bool | None = None
