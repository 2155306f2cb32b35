"""Dates as well as they are known."""

import strawberry

from engine.scalars import Date, Edtf
from engine.words import part
from schema.enums import DatePrecision


@strawberry.type(
    description="A date as well as it is known: a day, a month, a span, a guess. `earliest` and `latest` bound the "
    "days it may mean. Filters compare gt and gte with the earliest, lt and lte with the latest, eq with both."
)
class FuzzyDate:
    """A date as well as it is known."""

    edtf: Edtf = part("edtf", "The date as recorded, in the Extended Date/Time Format: 2025-06, 2025-06-02?")
    earliest: Date | None = part(
        "earliest", "The first day it may mean; null when the beginning is open or unknown."
    )
    latest: Date | None = part("latest", "The last day it may mean; null when the end is open or unknown.")
    precision: DatePrecision = part("precision", "How much of the date is known.")
    approximate: bool = part("approximate", "Whether it is only about then (EDTF ~).")
    uncertain: bool = part("uncertain", "Whether sources leave doubt about it (EDTF ?).")
