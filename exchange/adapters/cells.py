"""Cells into values: lists, whole numbers, days, addresses, slugs. Each answers None, or what is wrong, rather than guess."""

import hashlib
import re
import unicodedata
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from db.text import fold
from exchange import limits

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_WHOLE = re.compile(r"(\d+)(?:\.0+)?", re.ASCII)
_ADDRESS = re.compile(r"https?://", re.ASCII)

PRECISION: Final = {
    "1": ("{year}-{month}-{day}", ""),
    "2": ("{year}-{month}-{day}", "~"),
    "3": ("{year}-{month}", ""),
    "4": ("{year}-{month}", "~"),
    "5": ("{year}", ""),
    "6": ("{year}", "~"),
    "7": ("{year}", "~"),
    "": ("{year}-{month}-{day}", "?"),
}
"""UCDP's precision of a date as EDTF: the day, the month or the year is known, or was assigned (~) by the coder.

Release 25.1 leaves the precision of every end empty: such a day is kept as uncertain.
"""


class NoDay(ValueError):
    """The cell names no day of the calendar."""


def parts(cell: str, separator: str = ";") -> list[str]:
    """The entries of a list, empty ones included, without spaces around them; an empty cell has none."""
    return [part.strip() for part in cell.split(separator)] if cell.strip() else []


def filled(cell: str, separator: str = ";") -> list[str]:
    """The entries that say something, each once, in their order."""
    return list(dict.fromkeys(part for part in parts(cell, separator) if part))


def whole(cell: str) -> str | None:
    """An id as it was before a spreadsheet made it `346.0`."""
    found = _WHOLE.fullmatch(cell)
    return found[1] if found else None


def iso_day(cell: str) -> date:
    """`1992-04-24`. Raises `NoDay`."""
    return _day(_ISO.fullmatch(cell), cell, (1, 2, 3))


def day_first(cell: str) -> date:
    """`15/02/1990`, the day before the month. Raises `NoDay`."""
    return _day(_DAY_FIRST.fullmatch(cell), cell, (3, 2, 1))


def _day(found: re.Match[str] | None, cell: str, order: tuple[int, int, int]) -> date:
    if found is None:
        raise NoDay(f"{cell[:40]!r} is not a day in this dataset's form.")
    year, month, day = (int(found[at]) for at in order)
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"{cell!r} does not exist in the calendar.") from None


def edtf(year: str, month: str, day: str) -> str:
    """The EDTF of three cells; without a day the month, without a month the year. Raises `NoDay`."""
    told = "-".join([year.zfill(4), *([month.zfill(2)] if month else []), *([day.zfill(2)] if day else [])])
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise NoDay(f"{told} does not exist in the calendar.") from None
    return told


def precise(cell: str, precision: str) -> str | None:
    """A day and UCDP's code of its precision as EDTF: `precise("1997-05-29", "3") == "1997-05"`."""
    if not cell or precision not in PRECISION:
        return None
    year, month, day = iso_day(cell).isoformat().split("-")
    form, mark = PRECISION[precision]
    return form.format(year=year, month=month, day=day) + mark


def address(cell: str) -> str | None:
    """An address, with what was typed before it taken off and spaces inside escaped; None when it is none."""
    found = _ADDRESS.search(cell)
    if found is None or found.start() > len("html") or len(cell) > limits.URL:
        return None
    text = quote(cell[found.start() :].strip(), safe="%/:?#[]@!$&'()*+,;=~-._{}|^")
    try:
        parted = urlsplit(text)
    except ValueError:
        return None
    usual = parted.hostname and "." in parted.hostname and parted.username is None
    return text if usual and len(text) <= limits.URL else None


def slugged(text: str, longest: int = 60) -> str:
    """Words of a text as an id: `slugged("Çırağan Palace") == "ciragan-palace"`; empty when no letter is left."""
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.replace("'", ""))
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > longest:
            break
        kept.append(word[:longest])
    return "-".join(kept)


def digest(text: str, length: int = 8) -> str:
    """A short name for a text: the first hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
