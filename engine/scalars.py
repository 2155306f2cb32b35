"""Scalars with a format: each refuses what the databases could not compare."""

import datetime
import re
from collections.abc import Callable
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from engine.languages import canonical

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
LanguageTag = NewType("LanguageTag", str)
CountryCode = NewType("CountryCode", str)
Edtf = NewType("Edtf", str)
Url = NewType("Url", str)

JSON = NewType("JSON", object)

_CODE = re.compile(r"[A-Za-z]{2}")


def parse_date(value: object) -> str:
    """An ISO 8601 calendar date of the years 0001–9999, as ten characters."""
    try:
        if isinstance(value, str) and len(value) == 10:
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ValueError(f"Not a calendar date: {value!r}. Write it as YYYY-MM-DD.")


def parse_moment(value: object) -> str:
    """An RFC 3339 moment, as fixed-width UTC text with milliseconds (the form it is stored in)."""
    try:
        if isinstance(value, str) and len(value) <= 40 and value[10:11] in ("T", "t", " "):
            moment = datetime.datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                utc = moment.astimezone(datetime.UTC)
                return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"Not a moment: {value!r}. Write it as 2025-06-02T13:00:00Z, with an offset.")


def parse_language(value: object) -> str:
    """A BCP 47 language tag, as CLDR writes it; any that is well formed will do."""
    tag = canonical(value) if isinstance(value, str) else None
    if tag is not None:
        return tag
    raise ValueError(f"Not a BCP 47 language tag: {value!r}. Write it as en, tr or zh-Hans.")


def parse_code(value: object) -> str:
    """An ISO 3166-1 alpha-2 code in capitals; case is ignored."""
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value.upper()
    raise ValueError(f"Not an ISO 3166-1 alpha-2 code: {value!r}. Write it as TR.")


def parse_text(value: object) -> str:
    """Any text."""
    if isinstance(value, str):
        return value
    raise ValueError(f"Not a text: {value!r}.")


def parse_nothing(value: object) -> str:
    """No field takes such a value."""
    raise ValueError("A JSON value is only ever given, never taken.")


def _scalar(name: str, description: str, parse: Callable[[object], str], url: str) -> ScalarDefinition:
    return strawberry.scalar(
        name=name,
        description=description,
        parse_value=parse,
        serialize=str,
        specified_by_url=url,
    )


SCALARS: dict[object, ScalarDefinition] = {
    Date: _scalar(
        "Date", "ISO 8601 calendar date: 2025-06-02.", parse_date, "https://www.rfc-editor.org/rfc/rfc3339"
    ),
    DateTime: _scalar(
        "DateTime",
        "RFC 3339 moment: 2025-06-02T13:00:00Z.",
        parse_moment,
        "https://scalars.graphql.org/andimarek/date-time",
    ),
    Edtf: _scalar(
        "Edtf",
        "Extended Date/Time Format, level 1: 2025-06, 2025-06-20/2025-06-30, 2025-06-02?",
        parse_text,
        "https://www.loc.gov/standards/datetime/",
    ),
    LanguageTag: _scalar(
        "LanguageTag",
        "BCP 47 language tag: tr, zh-Hans, pt-BR. Case is ignored in arguments, and old tags are read as the new ones (iw as he).",
        parse_language,
        "https://www.rfc-editor.org/rfc/rfc5646",
    ),
    CountryCode: _scalar(
        "CountryCode",
        "ISO 3166-1 alpha-2 code (XK for Kosovo); case is ignored in arguments.",
        parse_code,
        "https://www.iso.org/iso-3166-country-codes.html",
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="Any JSON value, as it is.",
        parse_value=parse_nothing,
        serialize=lambda value: value,
        specified_by_url="https://www.rfc-editor.org/rfc/rfc8259",
    ),
    Url: _scalar("Url", "An http or https address.", parse_text, "https://url.spec.whatwg.org/"),
}
"""Python type → scalar, for StrawberryConfig(scalar_map=…)."""
