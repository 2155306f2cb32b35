"""The kinds of values that fields hold, each with its check: ids, text, dates, addresses, languages, numbers."""

import re
import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from db.enums import RecordType
from exchange import dates, limits

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_DERIVED = re.compile(r"[a-z0-9]+([-_.+][a-z0-9]+)*", re.ASCII)
_SOURCE = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*", re.ASCII
)
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


@dataclass(frozen=True)
class Refers:
    """Marks a field that names another record by its id."""

    to: RecordType


def wrong(message: str, code: str = "WRONG_VALUE") -> PydanticCustomError:
    """A refusal with our own words and code."""
    return PydanticCustomError(code, "{message}", {"message": message})


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise wrong(f"{value!r} is not an id: lower-case letters a–z, digits and single hyphens.")
    return value


def _derived(value: str) -> str:
    if not _DERIVED.fullmatch(value):
        raise wrong(
            f"{value!r} is not an id: lower-case letters a–z, digits, and single - _ . + between them."
        )
    return value


def _actor(value: str) -> str:
    if not _CODE.fullmatch(value) and not SLUG.fullmatch(value):
        raise wrong(
            f"{value!r} names no actor: a state's code in two capitals (TR) or an actor's id (hamas)."
        )
    return value


def _source(value: str, info: ValidationInfo) -> str:
    """Local ids become global: s1 in gaza.yaml is gaza/s1."""
    scope, slash, local = value.rpartition("/")
    if not slash:
        scope = (info.context or {}).get("scope", "")
    if not _SOURCE.fullmatch(local) or not _SOURCE.fullmatch(scope):
        raise wrong(
            f"{value!r} is not the id of a source: s1, or gaza/s1 with the file or partner it belongs to."
        )
    return f"{scope}/{local}"


def _text(value: str) -> str:
    if not value.strip():
        raise wrong("The text is empty: leave the field out.")
    for letter in value:
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t":
            raise wrong(f"The text holds the character U+{ord(letter):04X}, which cannot be stored.")
    if not _balanced(value):
        raise wrong("The text opens or closes a writing direction without its counterpart.")
    return value


def _balanced(value: str) -> bool:
    opened: list[str] = []
    for letter in value:
        if letter in _OPENING:
            opened.append(letter)
        elif letter in _CLOSING and (not opened or opened.pop() not in _CLOSING[letter]):
            return False
    return not opened


def _url(value: str) -> str:
    """The canonical address: scheme and host in lower case, no default port; the rest as written."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise wrong(f"{value!r} is not an address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
        raise wrong(f"{value!r} is not an address that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise wrong("An address must not carry a user name or password.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    place = host if port in (None, usual) else f"{host}:{port}"
    return parts._replace(netloc=place).geturl()


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise wrong(f"{value!r} is not a language tag (BCP 47) such as tr, zh-Hant or pt-BR.")
    return value


def _edtf(value: object) -> object:
    """Years may be written as numbers; the text is kept as EDTF."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:04d}"
    if not isinstance(value, str):
        return value
    try:
        return dates.parse(value).text
    except dates.BadDate as error:
        raise wrong(str(error), "BAD_DATE") from None


def _bounded(value: str) -> str:
    date = dates.parse(value)
    if date.earliest is None or date.latest is None:
        raise wrong(
            f"{value!r} is open at an end; here both the first and the last possible day are needed.",
            "BAD_DATE",
        )
    return value


def _amount(value: float) -> float:
    return round(value, limits.AMOUNT_DECIMALS)


Slug = Annotated[str, Field(max_length=limits.SLUG), AfterValidator(_slug)]
DerivedSlug = Annotated[str, Field(max_length=limits.DERIVED_SLUG), AfterValidator(_derived)]
ActorId = Annotated[str, Field(max_length=limits.SLUG), AfterValidator(_actor)]
SourceId = Annotated[str, Field(max_length=limits.SLUG), AfterValidator(_source)]

ActorRef = Annotated[ActorId, Refers(RecordType.ACTOR)]
PersonRef = Annotated[Slug, Refers(RecordType.PERSON)]
ConflictRef = Annotated[Slug, Refers(RecordType.CONFLICT)]
ProcessRef = Annotated[Slug, Refers(RecordType.PROCESS)]
MeetingRef = Annotated[Slug, Refers(RecordType.MEETING)]
OutcomeRef = Annotated[Slug, Refers(RecordType.OUTCOME)]
SourceRef = Annotated[SourceId, Refers(RecordType.SOURCE)]
CountryRef = Annotated[
    str,
    Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2, in capitals"),
    Refers(RecordType.ACTOR),
]

Line = Annotated[str, Field(max_length=limits.LINE), AfterValidator(_text)]
Passage = Annotated[str, Field(max_length=limits.PASSAGE), AfterValidator(_text)]
Url = Annotated[str, Field(max_length=limits.URL), AfterValidator(_url), AfterValidator(_text)]
Language = Annotated[str, Field(max_length=limits.LANGUAGE), AfterValidator(_language)]
Date = Annotated[str, BeforeValidator(_edtf)]
BoundedDate = Annotated[Date, AfterValidator(_bounded)]
Whole = Annotated[int, Field(strict=True, ge=0, le=limits.WHOLE_NUMBER)]
Amount = Annotated[
    float, Field(strict=True, ge=0, le=limits.AMOUNT, allow_inf_nan=False), AfterValidator(_amount)
]
Latitude = Annotated[float, Field(strict=True, ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180, allow_inf_nan=False)]

T = TypeVar("T")


def _once(values: Sequence[T]) -> Sequence[T]:
    """No entry twice, by its own `key()` where it has one."""
    seen: set[Hashable] = set()
    for value in values:
        key: Any = value.key() if hasattr(value, "key") else value
        if key in seen:
            named = ", ".join(filter(None, key)) if isinstance(key, tuple) else key
            raise wrong(f"{named!r} is listed twice.")
        seen.add(key)
    return values


Once = AfterValidator(_once)


def at_most(what: str) -> Any:
    """A list no longer than the table of limits says."""
    return Field(default_factory=list, max_length=limits.LISTS[what])
